/*
 * Licensed to the Apache Software Foundation (ASF) under one
 * or more contributor license agreements.  See the NOTICE file
 * distributed with this work for additional information
 * regarding copyright ownership.  The ASF licenses this file
 * to you under the Apache License, Version 2.0 (the
 * "License"); you may not use this file except in compliance
 * with the License.  You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing,
 * software distributed under the License is distributed on an
 * "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
 * KIND, either express or implied.  See the License for the
 * specific language governing permissions and limitations
 * under the License.
 */
package org.apache.ofbiz.asterisk.crm.admin;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.LoggedProblems;
import org.apache.ofbiz.embedded.EmbeddedHost;
import org.apache.ofbiz.embedded.data.Backend;
import org.apache.ofbiz.embedded.data.DataFiles;
import org.apache.ofbiz.embedded.data.UnsupportedDescriptorException;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The component's data files, on a database that holds its relations. */
@Tag("embedded")
@Tag("once")
class SeedDataIT {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final List<String> STARTER = List.of("EncryptionJob", "Job", "List", "Permission", "Portlet");
    private static final String PORTLET = "AsteriskPartyCalls";

    @TempDir
    private Path folder;

    private Backend start(Set<String> readers) throws IOException {
        return Backend.start(folder.resolve("runtime"), EmbeddedHost.componentFolders(ROOT), readers);
    }

    private static void load(Backend backend, Set<String> readers) throws GenericEntityException {
        for (String reader : DataFiles.READERS) {
            if (readers.contains(reader)) {
                new DataFiles(backend.delegator()).load(backend.components(), reader);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed", "seed,seed-initial", "seed,demo,ext", "seed,seed-initial,demo,ext"})
    void theDataLoadTwiceWithoutAWarning(String names) throws Exception {
        Set<String> readers = Set.of(names.split(","));
        try (LoggedProblems problems = new LoggedProblems(); Backend backend = start(readers)) {
            load(backend, readers);

            assertThat(problems.lines(), is(empty()));
            Database database = new Database(backend.delegator());
            assertThat(database.rows("SecurityGroupPermission", "groupId", "SUPER", "permissionId", "ASTERISK_ADMIN"), hasSize(1));
            assertThat(database.rows("PortalPagePortlet", "portalPortletId", PORTLET), hasSize(1));
            assertThat(database.rows("Enumeration", "enumTypeId", "AST_PAUSE_REASON"), is(not(empty())));
            assertThat(database.rows("AsteriskPeer").isEmpty(), is(!readers.contains("demo")));
            assertThat(database.rows("SecurityGroupPermission", "groupId", "FULLADMIN").isEmpty(), is(!readers.contains("demo")));
        }
    }

    @Test
    void whatAnAdminChangedStaysWhenTheSeedDataAreLoadedAgain() throws Exception {
        Set<String> all = Set.of("seed", "seed-initial", "demo", "ext");
        try (Backend backend = start(all)) {
            Database database = new Database(backend.delegator());
            for (String right : List.of("ASTERISK_DIAL_INTL", "PARTYMGR_CREATE")) {
                database.row("SecurityGroupPermission", "groupId", "ASTERISK_AGENT", "permissionId", right).remove();
            }
            database.row("SecurityGroupPermission", "groupId", "SUPER", "permissionId", "ASTERISK_ADMIN").remove();
            database.row("PortalPagePortlet", "portalPortletId", PORTLET).remove();
            database.row("Enumeration", "enumId", "AST_PAUSE_LUNCH").remove();
            database.change("Enumeration", Map.of("enumId", "AST_PAUSE_BREAK", "description", "Coffee"));
            database.change("Enumeration", Map.of("enumId", "AST_MISSED", "description", "Lost"));
            database.change("SecurityGroup", Map.of("groupId", "ASTERISK_AGENT", "groupName", "Hotline"));
            database.change("SecurityPermission", Map.of("permissionId", "ASTERISK_VIEW", "description", "See calls"));
            database.change("PortalPortlet", Map.of("portalPortletId", PORTLET, "portletName", "Telephone"));
            database.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "ringTimeoutSeconds", 40L));
            database.setting("defaultRegion", "DE");
        }

        try (LoggedProblems problems = new LoggedProblems(); Backend backend = start(all)) {
            load(backend, all);

            Database database = new Database(backend.delegator());
            for (String right : List.of("ASTERISK_DIAL_INTL", "PARTYMGR_CREATE")) {
                assertThat(database.rows("SecurityGroupPermission", "groupId", "ASTERISK_AGENT", "permissionId", right), is(empty()));
            }
            assertThat(database.rows("SecurityGroupPermission", "groupId", "SUPER", "permissionId", "ASTERISK_ADMIN"), is(empty()));
            assertThat(database.rows("PortalPagePortlet", "portalPortletId", PORTLET), is(empty()));
            assertThat(database.rows("Enumeration", "enumId", "AST_PAUSE_LUNCH"), is(empty()));
            assertThat(database.row("Enumeration", "enumId", "AST_PAUSE_BREAK").getString("description"), is("Coffee"));
            assertThat(database.row("Enumeration", "enumId", "AST_MISSED").getString("description"), is("Lost"));
            assertThat(database.row("SecurityGroup", "groupId", "ASTERISK_AGENT").getString("groupName"), is("Hotline"));
            assertThat(database.row("SecurityPermission", "permissionId", "ASTERISK_VIEW").getString("description"), is("See calls"));
            assertThat(database.row("PortalPortlet", "portalPortletId", PORTLET).getString("portletName"), is("Telephone"));
            assertThat(database.row("CallCenterGroup", "callCenterGroupId", "SUPPORT").getLong("ringTimeoutSeconds"), is(40L));
            assertThat(database.row("SystemProperty", "systemPropertyId", "defaultRegion").getString("systemPropertyValue"), is("DE"));
            assertThat(problems.lines(), is(empty()));
        }
    }

    /** Earlier versions had in their seed data what is loaded once now, and nothing that says so. */
    @Test
    void whatWasTakenAwayFromAnEarlierVersionDoesNotComeBack() throws Exception {
        try (Backend backend = start(Set.of("seed"))) {
            Database database = new Database(backend.delegator());
            database.row("PortalPagePortlet", "portalPortletId", PORTLET).remove();
            database.row("SecurityGroupPermission", "groupId", "ASTERISK_USER", "permissionId", "ASTERISK_DIAL_INTL").remove();
            database.row("Enumeration", "enumId", "AST_DISP_UNWANTED").remove();
            for (GenericValue row : database.rows("AsteriskStarterData")) {
                row.remove();
            }
        }

        try (LoggedProblems problems = new LoggedProblems(); Backend backend = start(Set.of("seed"))) {
            Database database = new Database(backend.delegator());
            assertThat(database.rows("AsteriskStarterData").stream().map(row -> row.getString("starterDataId")).sorted().toList(), is(STARTER));
            assertThat(database.rows("PortalPagePortlet", "portalPortletId", PORTLET), is(empty()));
            assertThat(database.rows("SecurityGroupPermission", "groupId", "ASTERISK_USER", "permissionId", "ASTERISK_DIAL_INTL"), is(empty()));
            assertThat(database.rows("Enumeration", "enumId", "AST_DISP_UNWANTED"), is(empty()));
            assertThat(problems.lines(), is(empty()));
        }
    }

    @Test
    void starterDataThatCannotBeLoadedAreNotTakenForLoaded() throws Exception {
        try (Backend backend = start(Set.of("seed"))) {
            for (String id : List.of("Nothing", "../data/List", "")) {
                assertThrows(GenericEntityException.class, () -> backend.delegator().create("AsteriskStarterData", "starterDataId", id));
            }

            assertThat(new Database(backend.delegator()).rows("AsteriskStarterData").stream().map(row -> row.getString("starterDataId")).toList(),
                    everyItem(is(in(STARTER))));
        }
    }

    @Test
    void theUninstallFileTakesThePortletAwayAndDoesNotMindBeingLoadedAgain() throws Exception {
        try (LoggedProblems problems = new LoggedProblems(); Backend backend = start(Set.of("seed"))) {
            DataFiles files = new DataFiles(backend.delegator());
            files.load(ROOT.resolve("data/AsteriskUninstallData.xml"));
            files.load(ROOT.resolve("data/AsteriskUninstallData.xml"));

            Database database = new Database(backend.delegator());
            for (String entity : List.of("PortalPagePortlet", "PortletPortletCategory", "PortalPortlet")) {
                assertThat(database.rows(entity, "portalPortletId", PORTLET), is(empty()));
            }
            assertThat(problems.lines(), is(empty()));
        }
    }

    /** So that a fault as this one fails here, and not in the OFBiz of somebody who has no demo data. */
    @Test
    void aSeedRowThatNeedsDemoDataIsRefused() throws Exception {
        Path component = Files.createDirectories(folder.resolve("hasty"));
        Files.writeString(component.resolve("ofbiz-component.xml"), """
                <ofbiz-component name="hasty">
                    <resource-loader name="main" type="component"/>
                    <entity-resource type="data" reader-name="seed" loader="main" location="SeedData.xml"/>
                </ofbiz-component>
                """);
        Files.writeString(component.resolve("SeedData.xml"), """
                <entity-engine-xml>
                    <SecurityGroupPermission groupId="FULLADMIN" permissionId="HASTY_ADMIN" fromDate="2020-01-01 00:00:00.0"/>
                </entity-engine-xml>
                """);
        List<Path> components = List.of(ROOT.resolve("src/embedded/ofbiz/datamodel"), component);

        Executable start = () -> Backend.start(folder.resolve("runtime"), components, Set.of("seed", "demo")).close();
        UnsupportedDescriptorException refused = assertThrows(UnsupportedDescriptorException.class, start);

        assertThat(refused.getMessage(), containsString("SeedData.xml:2"));
        assertThat(refused.getMessage(), containsString("FULLADMIN"));
    }
}
