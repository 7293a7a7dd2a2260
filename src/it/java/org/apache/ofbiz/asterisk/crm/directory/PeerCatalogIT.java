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
package org.apache.ofbiz.asterisk.crm.directory;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.ofbiz.asterisk.call.DiscoveredPeer;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PeerListing;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** autoFillExtensionAndTrunk: what a server lists, as rows. Each test has a server of its own. */
@Tag("embedded")
@Tag("once")
class PeerCatalogIT {

    private static final DiscoveredPeer PHONE = new DiscoveredPeer("PJSIP", "1001", Peer.Type.EXTENSION, "internal");
    private static final DiscoveredPeer LINE = new DiscoveredPeer("PJSIP", "trunk", Peer.Type.TRUNK, "from-trunk");
    private static final DiscoveredPeer OLD_PHONE = new DiscoveredPeer("SIP", "1001", Peer.Type.EXTENSION, "");
    private static Host host;
    private static Database database;

    private final Map<String, String> texts = new HashMap<>(Map.of("autoFillExtensionAndTrunk", "true"));
    private final List<String> changes = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void whatIsListedIsAddedOnce() {
        PeerCatalog catalogue = catalogue("FILL_A");
        DiscoveredPeer strange = new DiscoveredPeer("PJSIP", "a\r\nb", Peer.Type.TRUNK, "");

        catalogue.peersListed("FILL_A", complete(PHONE, LINE, OLD_PHONE, OLD_PHONE, strange));
        Map<String, String> first = rows("FILL_A");
        catalogue.peersListed("FILL_A", complete(PHONE, LINE, OLD_PHONE, strange));

        assertThat(first, is(Map.of("PJSIP/1001", "AST_EXTENSION internal Y Y", "PJSIP/trunk", "AST_TRUNK from-trunk Y Y",
                "SIP/1001", "AST_EXTENSION  Y Y")));
        assertThat("twice changes nothing", rows("FILL_A"), is(first));
        assertThat("told", changes, is(List.of("changed")));
    }

    @Test
    void whatIsGoneIsDisabledAndEnabledWhenItIsBack() {
        PeerCatalog catalogue = catalogue("FILL_B");
        catalogue.peersListed("FILL_B", complete(PHONE, LINE));

        catalogue.peersListed("FILL_B", complete(LINE));
        assertThat(rows("FILL_B").get("PJSIP/1001"), is("AST_EXTENSION internal N Y"));
        assertThat(rows("FILL_B").get("PJSIP/trunk"), is("AST_TRUNK from-trunk Y Y"));
        catalogue.peersListed("FILL_B", complete(LINE));
        assertThat("told twice: added, disabled", changes.size(), is(2));

        catalogue.peersListed("FILL_B", complete(LINE, PHONE));
        assertThat(rows("FILL_B").get("PJSIP/1001"), is("AST_EXTENSION internal Y Y"));
    }

    @Test
    void aLineThatTurnsOutToBeAPhoneBecomesOne() {
        PeerCatalog catalogue = catalogue("FILL_F");
        catalogue.peersListed("FILL_F", complete(new DiscoveredPeer("PJSIP", "1001", Peer.Type.TRUNK, "internal")));
        assertThat(rows("FILL_F").get("PJSIP/1001"), is("AST_TRUNK internal Y Y"));

        catalogue.peersListed("FILL_F", complete(PHONE));
        assertThat(rows("FILL_F").get("PJSIP/1001"), is("AST_EXTENSION internal Y Y"));
    }

    @Test
    void aListThatIsNotCompleteDisablesNothing() {
        PeerCatalog catalogue = catalogue("FILL_C");
        catalogue.peersListed("FILL_C", complete(PHONE, LINE, OLD_PHONE));
        Map<String, String> before = rows("FILL_C");

        catalogue.peersListed("FILL_C", new PeerListing(List.of(), Set.of()));
        catalogue.peersListed("FILL_C", new PeerListing(List.of(PHONE), Set.of("SIP", "IAX2")));

        assertThat("only of SIP it is known that it is gone", rows("FILL_C").get("SIP/1001"), is("AST_EXTENSION  N Y"));
        assertThat(rows("FILL_C").get("PJSIP/1001"), is(before.get("PJSIP/1001")));
        assertThat(rows("FILL_C").get("PJSIP/trunk"), is(before.get("PJSIP/trunk")));
    }

    @Test
    void whatAnAdminSetStays() {
        PeerCatalog catalogue = catalogue("FILL_D");
        Map<String, Object> made = Map.of("peerId", "FILL_MADE", "serverId", "FILL_D", "technology", "PJSIP", "peerName", "1001",
                "peerTypeEnumId", "AST_TRUNK", "dialplanContext", "mine", "enabled", "N", "autoFilled", "N");
        database.create("AsteriskPeer", made);
        Map<String, Object> saved = new HashMap<>(made);
        saved.putAll(Map.of("peerId", "FILL_SAVED", "peerName", "1002", "enabled", "Y"));
        database.create("AsteriskPeer", saved);
        Map<String, String> before = rows("FILL_D");

        catalogue.peersListed("FILL_D", complete(PHONE));

        assertThat("neither enabled, though listed, nor disabled, though gone", rows("FILL_D"), is(before));
        assertThat(changes, is(empty()));
    }

    @Test
    void theSettingForbidsIt() {
        PeerCatalog catalogue = catalogue("FILL_E");
        texts.put("autoFillExtensionAndTrunk", "false");

        catalogue.peersListed("FILL_E", complete(PHONE));

        assertThat(rows("FILL_E").size(), is(0));
    }

    private PeerCatalog catalogue(String serverId) {
        database.create("AsteriskServer", Map.of("serverId", serverId, "enabled", "N"));
        return new PeerCatalog(host.delegator(), new Settings(texts::get), () -> changes.add("changed"));
    }

    private static PeerListing complete(DiscoveredPeer... peers) {
        return new PeerListing(List.of(peers), Set.of("PJSIP", "SIP", "IAX2"));
    }

    private static Map<String, String> rows(String serverId) {
        Map<String, String> rows = new TreeMap<>();
        for (GenericValue row : database.rows("AsteriskPeer", "serverId", serverId)) {
            String name = row.getString("technology") + "/" + row.getString("peerName");
            if (rows.put(name, row.getString("peerTypeEnumId") + " " + Rows.text(row, "dialplanContext") + " " + row.getString("enabled") + " "
                    + row.getString("autoFilled")) != null) {
                throw new AssertionError("twice: " + name);
            }
        }
        return rows;
    }
}
