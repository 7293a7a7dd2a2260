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
package org.apache.ofbiz.embedded.data;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityFunction;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.entity.transaction.GenericTransactionException;
import org.apache.ofbiz.entity.transaction.TransactionUtil;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.entity.util.EntityUtilProperties;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceAuthException;
import org.apache.ofbiz.service.ServiceUtil;
import org.apache.ofbiz.service.ServiceValidationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the component may expect of database, transactions and services. */
@Tag("embedded")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackendIT {
    private static final Path MODEL = Path.of("src/embedded/ofbiz/datamodel");

    private Path folder;
    private Backend backend;
    private Delegator delegator;
    private LocalDispatcher dispatcher;
    private GenericValue admin;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        open();
    }

    @AfterAll
    void stop() {
        backend.close();
    }

    private void open() throws Exception {
        backend = Backend.start(folder.resolve("data"), List.of(MODEL, new TinyComponent().in(folder.resolve("tiny"))),
                Set.of("seed", "seed-initial", "demo"));
        delegator = backend.delegator();
        dispatcher = backend.dispatcher();
        admin = delegator.findOne("UserLogin", false, "userLoginId", "admin");
    }

    private GenericValue phone(String id) throws GenericEntityException {
        return delegator.findOne("Phone", false, "phoneId", id);
    }

    @Test
    void rowsOutliveARestart() throws Exception {
        delegator.create("Phone", "phoneId", "KEPT", "secret", "tõde");
        backend.close();
        open();

        assertThat(phone("KEPT").getString("secret"), is("tõde"));
    }

    @Test
    void anEncryptedFieldIsReadableNeitherOnDiskNorInLogs() throws Exception {
        delegator.create("Phone", "phoneId", "SEALED", "secret", "open-sesame");

        assertThat(phone("SEALED").toString(), not(containsString("open-sesame")));
        backend.close();
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("open-sesame"), is(false));
            }
        } finally {
            open();
        }
    }

    @Test
    void findsByConditionsOrderDatesAndView() throws Exception {
        delegator.create("Phone", "phoneId", "F1", "number", "f-One", "since", Timestamp.valueOf("2020-01-01 00:00:00"),
                "statusId", "PARTY_DISABLED");
        delegator.create("Phone", "phoneId", "F2", "number", "f-Two");

        assertThat(EntityQuery.use(delegator).from("Phone").where(EntityCondition.makeCondition(EntityFunction.upperField("number"),
                EntityOperator.LIKE, "F-%")).orderBy("-number").getFieldList("phoneId"), equalTo(List.of("F2", "F1")));
        assertThat(EntityQuery.use(delegator).from("Phone").where(EntityCondition.makeCondition("phoneId", EntityOperator.IN, List.of("F1", "F2")))
                .filterByDate("since", "since").queryCount(), is(1L));
        assertThat(EntityQuery.use(delegator).from("Phone").where(EntityCondition.makeCondition("phoneId", EntityOperator.IN, List.of()))
                .queryCount(), is(0L));
        assertThat(EntityQuery.use(delegator).from("PhoneStatus").where("phoneId", "F1").queryOne().getString("statusDescription"), is("Disabled"));
        assertThat(EntityQuery.use(delegator).from("PhoneStatus").where("phoneId", "F2").queryOne().get("statusDescription"), is(nullValue()));
        assertThat(phone("F1").getRelatedOne("StatusItem").getString("description"), is("Disabled"));
    }

    @Test
    void aSecondPhoneOfTheSameNumberIsRefusedAndSpoilsTheTransaction() throws Exception {
        boolean began = TransactionUtil.begin();
        delegator.create("Phone", "phoneId", "TWIN1", "number", "twin");
        assertThrows(GenericEntityException.class, () -> delegator.create("Phone", "phoneId", "TWIN2", "number", "twin"));
        assertThrows(GenericTransactionException.class, () -> TransactionUtil.commit(began));

        assertThat(phone("TWIN1"), is(nullValue()));
        assertThrows(GenericEntityException.class, () -> delegator.create("Phone", "phoneId", "NOWHERE", "statusId", "NO_SUCH_STATUS"));
    }

    @Test
    void numbersOfASequenceAreNotReusedAfterARollback() throws Exception {
        boolean began = TransactionUtil.begin();
        String first = delegator.getNextSeqId("Phone");
        TransactionUtil.rollback(began, "on purpose", null);

        assertThat(delegator.getNextSeqId("Phone"), not(first));
    }

    @Test
    void aServiceWhoseResultIsAnErrorOrWhichThrowsChangesNothing() throws Exception {
        delegator.create("Phone", "phoneId", "WHOLE", "number", "whole");

        assertThat(ServiceUtil.getErrorMessage(dispatcher.runSync("breakPhone", Map.of("phoneId", "WHOLE"))), is("broken on purpose"));
        assertThat(phone("WHOLE").getString("number"), is("whole"));
        assertThrows(GenericServiceException.class, () -> dispatcher.runSync("breakPhone", Map.of("phoneId", "WHOLE", "how", "throw")));
        assertThat(phone("WHOLE").getString("number"), is("whole"));
        assertThat(ServiceUtil.isSuccess(dispatcher.runSync("breakPhone", Map.of("phoneId", "WHOLE", "how", "keep"))), is(true));
        assertThat(phone("WHOLE").getString("number"), is("broken WHOLE"));
    }

    @Test
    void aServiceTakesWhatItDeclaresFromWhoMayRunIt() throws Exception {
        assertThrows(ServiceAuthException.class, () -> dispatcher.runSync("createPhone", Map.of("number", "1")));
        delegator.create("UserLogin", "userLoginId", "guest", "enabled", "Y");
        GenericValue guest = delegator.findOne("UserLogin", false, "userLoginId", "guest");
        assertThrows(ServiceAuthException.class, () -> dispatcher.runSync("createPhone", Map.of("number", "1", "userLogin", guest)));

        ServiceValidationException missing = assertThrows(ServiceValidationException.class, () ->
                dispatcher.runSync("createPhone", Map.of("userLogin", admin, "colour", "red", "secret", "<b>")));
        assertThat(missing.getMessage(), stringContainsInOrder("missing: [IN] [createPhone.number]", "Unknown parameter", "createPhone.colour"));
        assertThat(missing.getMessage(), containsString("less-than"));

        Map<String, Object> made = dispatcher.runSync("createPhone", Map.of("number", "made", "login.username", "admin", "login.password", "ofbiz"));
        assertThat(phone((String) made.get("phoneId")).getString("number"), is("made"));
    }

    @Test
    void aQueuedServiceRunsOnceItsTransactionIsCommitted() throws Exception {
        delegator.create("Phone", "phoneId", "LATER", "number", "later");
        boolean began = TransactionUtil.begin();
        dispatcher.runAsync("breakPhone", Map.of("phoneId", "LATER", "how", "keep"));
        assertThat(phone("LATER").getString("number"), is("later"));
        TransactionUtil.commit(began);

        new Database(delegator).await(phone -> "broken LATER".equals(phone.getString("number")), "Phone", "phoneId", "LATER");
    }

    @Test
    void aPhoneCallBecomesACommunicationWithItsRolesAndStatuses() throws Exception {
        Map<String, Object> created = dispatcher.runSync("createCommunicationEvent", Map.of("userLogin", admin, "communicationEventTypeId",
                "PHONE_COMMUNICATION", "partyIdFrom", "admin", "partyIdTo", "system", "messageId", "1700000000.1"));
        String id = (String) created.get("communicationEventId");

        assertThat(EntityQuery.use(delegator).from("CommunicationEventRole").where("communicationEventId", id).getFieldList("roleTypeId"),
                containsInAnyOrder("ORIGINATOR", "ADDRESSEE"));
        assertThat(status(id, "COM_RESOLVED"), hasEntry("responseMessage", "error"));
        assertThat(status(id, "COM_IN_PROGRESS"), hasEntry("oldStatusId", "COM_ENTERED"));
        assertThat(status(id, "COM_COMPLETE"), hasEntry("oldStatusId", "COM_IN_PROGRESS"));
    }

    private Map<String, Object> status(String id, String statusId) throws GenericServiceException {
        return dispatcher.runSync("setCommunicationEventStatus", Map.of("userLogin", admin, "communicationEventId", id, "statusId", statusId));
    }

    @Test
    void aWrongPasswordIsCountedAndTheThirdDisablesTheLogin() throws Exception {
        delegator.create("UserLogin", "userLoginId", "typist", "enabled", "Y", "currentPassword", admin.get("currentPassword"));
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(ServiceUtil.isFailure(login("typist", "wrong")), is(true));
        }

        assertThat(ServiceUtil.isFailure(login("typist", "ofbiz")), is(true));
        assertThat(delegator.findOne("UserLogin", false, "userLoginId", "typist").getString("enabled"), is("N"));
        assertThat(login("admin", "ofbiz").get("userLogin"), is(not(nullValue())));
    }

    private Map<String, Object> login(String name, String password) throws GenericServiceException {
        return dispatcher.runSync("userLogin", Map.of("login.username", name, "login.password", password));
    }

    @Test
    void aSystemPropertyOverridesTheFile() throws Exception {
        delegator.create("SystemProperty", "systemResourceId", "tiny", "systemPropertyId", "ring", "systemPropertyValue", "long");

        assertThat(EntityUtilProperties.getPropertyValue("tiny", "ring", delegator), is("long"));
        assertThat(EntityUtilProperties.getPropertyValue("tiny", "other", delegator), is(""));
    }
}
