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
package org.apache.ofbiz.asterisk.crm.privacy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** After a person is forgotten, no row of any table and no file has their number or name; what is held stays. */
@Tag("embedded")
class ForgetPersonIT extends PrivacyTest {

    private static final Path MODELS = Path.of("src/embedded/ofbiz/datamodel/entitydef");
    private static final Pattern ENTITY = Pattern.compile("<entity entity-name=\"(\\w+)\"");
    /** Of Anna Kask in the demo data, and of the calls of the fixture. */
    private static final String DIGITS = "5551234";
    private static final String NAME = "kask";

    @BeforeAll
    static void addServer() {
        database.create("AsteriskServer", Map.of("serverId", "PBX", "enabled", "N", "recordingsLocation", recordings.toString()));
    }

    private static Map<String, Object> done(String service, Map<String, ?> input) {
        Map<String, Object> result = host.run(service, "admin", input);
        assertThat(service + ServiceUtil.getErrorMessage(result), ServiceUtil.isSuccess(result), is(true));
        return result;
    }

    /** Tables of the component and of OFBiz that have a row with one of these texts, in any field; digits also backwards and apart. */
    private static List<String> tablesWith(String... texts) throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> models = new ArrayList<>(List.of(Path.of("entitydef/entitymodel.xml")));
        try (Stream<Path> stock = Files.list(MODELS)) {
            stock.sorted().forEach(models::add);
        }
        for (Path model : models) {
            Matcher entity = ENTITY.matcher(Files.readString(model));
            while (entity.find()) {
                for (GenericValue row : database.rows(entity.group(1))) {
                    row.getAllFields().forEach((field, value) -> {
                        if (value != null && Stream.of(texts).anyMatch(text -> has(value.toString(), text))) {
                            found.add(entity.group(1) + "." + field + "=" + value);
                        }
                    });
                }
            }
        }
        return found;
    }

    private static boolean has(String value, String text) {
        String digits = value.replaceAll("[^0-9]", "");
        return value.toLowerCase(Locale.ROOT).contains(text) || digits.contains(text)
                || new StringBuilder(digits).reverse().toString().contains(text);
    }

    private static List<String> filesWith(String... texts) throws IOException {
        List<String> found = new ArrayList<>();
        Path journal = Settings.of(host.delegator()).journalFolder();
        for (Path root : List.of(recordings, journal)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String all = (file.getFileName() + Files.readString(file, StandardCharsets.ISO_8859_1)).toLowerCase(Locale.ROOT);
                    Stream.of(texts).filter(all::contains).forEach(text -> found.add(file.getFileName() + " has " + text));
                }
            }
        }
        return found;
    }

    /** Everything that the component can keep of Anna. */
    private static void anna() throws IOException {
        RetentionIT.call(host, recordings, "FIRST", "SUPPORT", 3);
        RetentionIT.call(host, recordings, "SECOND", "", 400);
        PhoneCall journaled = Calls.ends(Calls.talks(Calls.waiting("journaled")), Outcome.ANSWERED);
        CallCenter.of(host.delegator()).orElseThrow().journal().callChanged(journaled, Calls.event());
        database.await(row -> row.get("endDate") != null, "PhoneCall", "linkedId", "journaled");
        Path named = Files.writeString(recordings.resolve("external-1001-3725551234-20260101-1200.wav"), "sound");
        Files.setLastModifiedTime(named, FileTime.from(Instant.parse("2026-01-01T12:00:00Z")));
        Timestamp then = Timestamp.valueOf("2026-01-01 12:00:00");
        database.create("AsteriskCallbackTask", Map.of("callbackTaskId", "CB", "callbackKeyId", "CBKEY", "callCenterGroupId", "SUPPORT",
                "callBackKey", "+3725551234", "dialNumber", "+3725551234", "callerName", "Anna Kask", "firstDate", then, "lastDate", then));
        database.create("AsteriskCallbackKey", Map.of("callbackKeyId", "CBKEY", "openTaskId", "CB"));
        database.create("AsteriskCallerCorrection", Map.of("numberKey", "+3725551234", "partyId", "AST_ANNA"));
        database.create("AsteriskSpeedDial", Map.of("speedDialId", "SD", "userLoginId", "admin", "label", "Anna Kask",
                "dialNumber", "+372 555 1234"));
        database.create("PhoneCall", Map.of("phoneCallId", "OTHER", "serverId", "DEMO_PBX", "linkedId", "OTHER", "directionEnumId", "AST_INBOUND",
                "startDate", then, "endDate", then, "partyId", "AST_BAKERY", "callerNumber", "+3725550000"));
        database.create("PhoneCallEvent", Map.of("phoneCallId", "OTHER", "eventSeqId", "00001", "detail", "+3725551234"));
        database.create("AsteriskCallActionFailure", Map.of("failureId", "F", "callId", "DEMO_PBX:FIRST", "callValues", "{\"n\":\"+3725551234\"}"));
        database.create("AsteriskSupervision", Map.of("supervisionId", "S", "callName", "DEMO_PBX:FIRST", "actionDetail", "3725551234"));
        database.create("WorkEffort", Map.of("workEffortId", "W", "workEffortTypeId", "TASK", "workEffortName", "Call Anna Kask back"));
        database.create("PartyRole", Map.of("partyId", "AST_ANNA", "roleTypeId", "CAL_ATTENDEE"));
        database.create("WorkEffortPartyAssignment", Map.of("workEffortId", "W", "partyId", "AST_ANNA", "roleTypeId", "CAL_ATTENDEE",
                "fromDate", then));
        database.create("NoteData", Map.of("noteId", "N", "noteInfo", "Ms Kask is friendly"));
        database.create("PartyNote", Map.of("partyId", "AST_ANNA", "noteId", "N"));
    }

    @Test
    void nothingIsFoundOfSomebodyForgotten() throws IOException {
        anna();
        assertThat("the search finds what is there", tablesWith(DIGITS, NAME).size() > 15, is(true));
        assertThat(filesWith(DIGITS).size() > 1, is(true));

        WebClient admin = new WebClient(host.base());
        admin.login("asterisk", "admin", "ofbiz");
        String page = admin.get("/asterisk/control/personData?partyId=AST_ANNA").body();
        assertThat(page, containsString("Anna Kask"));
        exported(admin, page);

        held();

        HttpResponse<String> answer = admin.postFrom(page, "/asterisk/control/forgetPerson", Map.of("partyId", "AST_ANNA", "contactErased", "Y",
                "callsDeleted", "N", "shownCount", "3", "confirmed", "Y"));
        assertThat(answer.body(), containsString("ap-certificate"));
        assertThat(tablesWith(DIGITS, NAME), is(empty()));
        assertThat(filesWith(DIGITS, NAME), is(empty()));
        GenericValue call = database.row("PhoneCall", "phoneCallId", "FIRST");
        assertThat("reports stay", List.of(call.getString("callCenterGroupId"), call.getLong("talkSeconds")), is(List.of("SUPPORT", 60L)));
        assertThat(database.row("PhoneCall", "phoneCallId", "OTHER").getString("callerNumber"), is("+3725550000"));
        GenericValue certificate = database.row("AsteriskErasure", "contactErased", "Y");
        assertThat(List.of(certificate.get("callCount"), certificate.get("failedCount"), certificate.get("heldCount"),
                certificate.get("speedDialCount"), certificate.getString("userLoginId")), is(List.of(3L, 0L, 0L, 1L, "admin")));
        assertThat(certificate.getAllFields().values().toString(), not(containsString("ANNA")));
    }

    private static void exported(WebClient admin, String page) throws IOException {
        Map<String, String> form = new HashMap<>(Map.of("partyId", "AST_ANNA", "number", ""));
        form.put("csrf", WebClient.meta(page, "csrf-token"));
        HttpResponse<byte[]> answer = admin.ask("POST", "/asterisk/control/exportPerson?csrf=" + form.get("csrf") + "&partyId=AST_ANNA", Map.of(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode(), is(200));
        Map<String, String> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(files.get("data.json"), containsString("Anna wants more"));
        assertThat(new TreeSet<>(files.keySet()), hasItem("recordings/FIRST-FIRST.wav"));
        assertThat(files.get("recordings/FIRST-FIRST.wav"), is("sound"));
        assertThat("who got it is logged",
                database.rows("AsteriskRecordingAccess", "phoneCallId", "FIRST", "accessType", "DOWNLOADED").size(), is(1));
    }

    /** A hold on the contact refuses all; one on a call keeps that call. What isn't confirmed, or has changed, isn't done. */
    private static void held() throws IOException {
        Map<String, String> wanted = Map.of("partyId", "AST_ANNA", "confirmed", "Y");
        String hold = (String) done("createAsteriskLegalHold", Map.of("partyId", "AST_ANNA", "reasonText", "court")).get("holdId");
        refused(wanted);
        done("releaseAsteriskLegalHold", Map.of("holdId", hold));
        refused(Map.of("partyId", "AST_ANNA"));
        refused(Map.of("partyId", "AST_ANNA", "confirmed", "Y", "shownCount", "2"));
        refused(Map.of("partyId", "AST_AGENT1", "confirmed", "Y"));
        refused(Map.of("number", "1001", "confirmed", "Y"));
        assertThat(tablesWith(NAME).isEmpty(), is(false));

        database.create("PhoneCall", Map.of("phoneCallId", "KEPT", "serverId", "DEMO_PBX", "linkedId", "KEPT", "directionEnumId", "AST_INBOUND",
                "startDate", Timestamp.valueOf("2026-01-02 12:00:00"), "endDate", Timestamp.valueOf("2026-01-02 12:00:00"), "callerNumber",
                "003725557777"));
        done("createAsteriskLegalHold", Map.of("phoneCallId", "KEPT", "reasonText", "court"));
        String id = (String) done("forgetAsteriskPerson", Map.of("number", "+3725557777", "confirmed", "Y", "callsDeleted", "Y")).get("erasureId");
        assertThat(database.row("AsteriskErasure", "erasureId", id).getLong("heldCount"), is(1L));
        assertThat(database.row("PhoneCall", "phoneCallId", "KEPT").getString("callerNumber"), is("003725557777"));
        database.rows("AsteriskLegalHold", "phoneCallId", "KEPT").forEach(row -> done("releaseAsteriskLegalHold",
                Map.of("holdId", row.getString("holdId"))));
        done("forgetAsteriskPerson", Map.of("number", "5557777", "confirmed", "Y", "callsDeleted", "Y"));
        assertThat("however it is written", database.find("PhoneCall", "phoneCallId", "KEPT"), is(Optional.empty()));
    }

    /** Who asks by a number that a held contact has, too, or is named in a call of somebody who is held. */
    @Test
    void whatIsHeldStaysWhoeverAsks() throws IOException {
        Timestamp then = Timestamp.valueOf("2026-01-03 12:00:00");
        database.create("PhoneCall", Map.of("phoneCallId", "EVIDENCE", "serverId", "DEMO_PBX", "linkedId", "EVIDENCE", "directionEnumId",
                "AST_INBOUND", "startDate", then, "endDate", then, "partyId", "AST_BAKERY", "callerNumber", "+3725550000"));
        database.create("PhoneCallEvent", Map.of("phoneCallId", "EVIDENCE", "eventSeqId", "00001", "detail", "+3725556666"));
        database.create("AsteriskSupervision", Map.of("supervisionId", "EV", "callName", "DEMO_PBX:EVIDENCE", "actionDetail", "3725556666"));
        database.create("AsteriskCallerCorrection", Map.of("numberKey", "+3725556666", "partyId", "AST_BAKERY"));
        database.create("AsteriskCallbackTask", Map.of("callbackTaskId", "EVTASK", "callbackKeyId", "EVKEY", "callCenterGroupId", "SUPPORT",
                "callBackKey", "+3725556666", "dialNumber", "+3725556666", "firstDate", then, "lastDate", then));
        Path named = Files.writeString(recordings.resolve("external-1001-3725556666-20260103-1200.wav"), "sound");
        Files.setLastModifiedTime(named, FileTime.from(then.toInstant()));
        Object hold = done("createAsteriskLegalHold", Map.of("partyId", "AST_BAKERY", "reasonText", "court")).get("holdId");
        Map<String, String> wanted = Map.of("number", "+3725556666", "confirmed", "Y");
        done("forgetAsteriskPerson", wanted);
        assertThat(tablesWith("5556666").stream().map(found -> found.replaceAll("\\..*", "")).distinct().sorted().toList(),
                is(List.of("AsteriskCallbackTask", "AsteriskCallerCorrection", "AsteriskSupervision", "PhoneCallEvent")));
        assertThat(Files.exists(named), is(true));

        done("releaseAsteriskLegalHold", Map.of("holdId", hold));
        done("forgetAsteriskPerson", wanted);
        assertThat(tablesWith("5556666"), is(empty()));
        assertThat(Files.exists(named), is(false));
        database.rows("PhoneCall", "phoneCallId", "EVIDENCE").forEach(row -> remove(row));
    }

    private static void remove(GenericValue row) {
        try {
            host.delegator().removeByAnd("PhoneCallEvent", Map.of("phoneCallId", row.getString("phoneCallId")));
            row.remove();
        } catch (GenericEntityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refused(Map<String, String> input) {
        assertThat(input.toString(), ServiceUtil.isError(host.run("forgetAsteriskPerson", "admin", input)), is(true));
        assertThat(input.toString(), ServiceUtil.isError(host.run("forgetAsteriskPerson", "supervisor", input)), is(true));
    }
}
