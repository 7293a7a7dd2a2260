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
package org.apache.ofbiz.asterisk.crm.scoring;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comments on seconds of recordings, and score sheets: who may, what is counted, and that they go with their call. */
@Tag("embedded")
class ScoringIT {

    private static final String DAYS = "fromDay=2024-03-04&thruDay=2024-03-06";

    @TempDir
    private static Path folder;
    private static Host host;
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        host = Host.start(folder.resolve("data"), Host::noPbx);
        database = host.database();
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "SALES", "groupName", "Sales", "serverId", "DEMO_PBX", "enabled", "Y"));
        database.create("GroupMembership", Map.of("callCenterGroupId", "SALES", "partyId", "AST_AGENT2",
                "fromDate", Timestamp.valueOf("2020-01-01 00:00:00"), "membershipRoleEnumId", "AST_SUPERVISOR"));
    }

    @AfterAll
    static void stop() {
        Optional.ofNullable(host).ifPresent(Host::close);
    }

    private static void call(String id, String group, String agent) throws IOException {
        Path file = Files.writeString(Files.createDirectories(folder.resolve("recordings")).resolve(id + ".wav"), "sound");
        Host.allowRecordings(folder.resolve("recordings"));
        database.create("DataResource", Map.of("dataResourceId", id, "dataResourceTypeId", "LOCAL_FILE", "objectInfo", file.toString()));
        database.create("Content", Map.of("contentId", id, "dataResourceId", id));
        Map<String, Object> call = new HashMap<>(Map.of("phoneCallId", id, "serverId", "DEMO_PBX", "linkedId", id, "directionEnumId", "AST_INBOUND",
                "startDate", Timestamp.valueOf("2024-03-05 08:00:00"), "endDate", Timestamp.valueOf("2024-03-05 08:02:00"),
                "recordingContentId", id, "callCenterGroupId", group, "agentPartyId", agent));
        database.create("PhoneCall", call);
    }

    private static Map<String, Object> done(String service, String user, Map<String, ?> input) {
        Map<String, Object> result = host.run(service, user, input);
        assertThat(service + ServiceUtil.getErrorMessage(result), ServiceUtil.isSuccess(result), is(true));
        return result;
    }

    private static void refused(String service, String user, Map<String, ?> input) {
        assertThat(service + input, ServiceUtil.isSuccess(host.run(service, user, input)), is(false));
    }

    private static String question(String text, String kind, int weight) {
        done("storeAsteriskScoreQuestion", "admin", Map.of("callCenterGroupId", "SUPPORT", "questionText", text, "questionKind", kind,
                "weight", String.valueOf(weight), "fromDate", "2024-01-01 00:00:00.0"));
        return database.row("AsteriskScoreQuestion", "questionText", text).getString("questionId");
    }

    @Test
    void aCommentIsBoundToItsSecondAndIsDeletedByItsAuthorAndBySupervisors() throws IOException {
        call("NOTED", "SUPPORT", "AST_AGENT1");
        call("OTHERS", "SALES", "AST_AGENT1");
        done("createAsteriskRecordingComment", "supervisor", Map.of("phoneCallId", "NOTED", "positionSeconds", "75", "commentText", "Good 3"));
        for (Map<String, String> wrong : List.of(Map.of("positionSeconds", "-1"), Map.of("positionSeconds", "86401"),
                Map.of("positionSeconds", "1.5"),
                Map.of("commentText", " "), Map.of("commentText", "x".repeat(1_001)), Map.of("commentText", "a\0b"),
                Map.of("commentText", "<script>"), Map.of("phoneCallId", "NO_SUCH"))) {
            Map<String, String> input = new HashMap<>(Map.of("phoneCallId", "NOTED", "positionSeconds", "1", "commentText", "fine"));
            input.putAll(wrong);
            refused("createAsteriskRecordingComment", "supervisor", input);
        }
        refused("createAsteriskRecordingComment", "agent1001", Map.of("phoneCallId", "NOTED", "positionSeconds", "1", "commentText", "mine"));
        refused("createAsteriskRecordingComment", "agent1002", Map.of("phoneCallId", "NOTED", "positionSeconds", "1", "commentText", "not my group"));
        done("createAsteriskRecordingComment", "agent1002", Map.of("phoneCallId", "OTHERS", "positionSeconds", "1", "commentText", "my group"));

        WebClient supervisor = new WebClient(host.base());
        supervisor.login("/asterisk", "supervisor", "ofbiz");
        String page = supervisor.get("/asterisk/control/recordings?phoneCallId=NOTED&" + DAYS).body();
        assertThat(page, allOf(containsString("data-second=\"75\""), containsString("1:15"), containsString("Good 3")));

        String id = database.row("AsteriskRecordingComment", "phoneCallId", "NOTED").getString("commentId");
        refused("deleteAsteriskRecordingComment", "agent1002", Map.of("commentId", id));
        done("deleteAsteriskRecordingComment", "admin", Map.of("commentId", id));
        assertThat(database.rows("AsteriskRecordingComment", "phoneCallId", "NOTED"), is(empty()));
    }

    @Test
    void aCallIsScoredByTheQuestionsOfItsGroupAndItsDay() throws IOException {
        call("SCORED", "SUPPORT", "AST_AGENT1");
        call("SCORED2", "SUPPORT", "AST_AGENT2");
        String greeting = question("Greeting", "SCALE", 3);
        String name = question("Asked for the name", "YES_NO", 1);
        String later = question("New rule", "SCALE", 1);
        database.change("AsteriskScoreQuestion", Map.of("questionId", later, "fromDate", Timestamp.valueOf("2025-01-01 00:00:00")));

        for (Map<String, String> wrong : List.of(Map.of(greeting, "5"), Map.of(greeting, "6", name, "1"), Map.of(greeting, "0", name, "1"),
                Map.of(greeting, "5", name, "2"), Map.<String, String>of())) {
            refused("storeAsteriskScoreSheet", "supervisor", Map.of("phoneCallId", "SCORED", "answers", wrong));
        }
        refused("storeAsteriskScoreSheet", "agent1001", Map.of("phoneCallId", "SCORED", "answers", Map.of(greeting, "5", name, "1")));
        done("storeAsteriskScoreSheet", "supervisor", Map.of("phoneCallId", "SCORED", "answers", Map.of(greeting, "1", name, "1")));
        done("storeAsteriskScoreSheet", "supervisor", Map.of("phoneCallId", "SCORED", "answers", Map.of(greeting, "3", name, "1")));
        done("storeAsteriskScoreSheet", "admin", Map.of("phoneCallId", "SCORED2", "answers", Map.of(greeting, "5", name, "0")));

        assertThat("3 x 50 % and 1 x 100 %, once", percents("SCORED"), is(List.of("62.50")));
        assertThat(percents("SCORED2"), is(List.of("75.00")));
        assertThat(lines("AGENT"), is(List.of("Liis Saar 1 62.50", "Peeter Mets 1 75.00", "Total 2 68.75")));
        assertThat(lines("QUESTION"), is(List.of("Asked for the name 2 50.00", "Greeting 2 75.00", "Total 2 68.75")));

        WebClient supervisor = new WebClient(host.base());
        supervisor.login("/asterisk", "supervisor", "ofbiz");
        assertThat(supervisor.get("/asterisk/control/scoreReport?by=AGENT&" + DAYS).body(), containsString("Peeter Mets"));
        String csv = supervisor.get("/asterisk/control/exportScoreReport?by=AGENT&fileType=CSV&" + DAYS).body();
        assertThat(csv, containsString("Peeter Mets,1,75.00"));
        assertThat(supervisor.get("/asterisk/control/exportScoreReport?by=AGENT&fileType=XLSX&" + DAYS).headers().firstValue("Content-Disposition")
                .orElse(""), containsString(".xlsx"));
        String page = supervisor.get("/asterisk/control/recordings?phoneCallId=SCORED&" + DAYS).body();
        assertThat(page, allOf(containsString("answer_" + greeting), not(containsString("answer_" + later)), containsString("62.5")));

        call("SCORED3", "SALES", "AST_AGENT2");
        Map<String, Object> own = host.run("storeAsteriskScoreSheet", "agent1002",
                Map.of("phoneCallId", "SCORED3", "answers", Map.of(greeting, "5")));
        assertThat("a supervisor's own call", ServiceUtil.getErrorMessage(own), containsString("another supervisor"));

        changesOnlyWhatIsChanged(greeting);
        agentSeesThemBySetting();
        goWithTheirCall();
    }

    /** The page shows dates in the zone of the browser's user, and reads them so. */
    private static void changesOnlyWhatIsChanged(String question) {
        Timestamp from = database.row("AsteriskScoreQuestion", "questionId", question).getTimestamp("fromDate");
        WebClient admin = new WebClient(host.base());
        admin.login("/asterisk", "admin", "ofbiz");
        String page = admin.get("/asterisk/control/scoreQuestions?callCenterGroupId=SUPPORT").body();
        assertThat(page, allOf(containsString("value=\"Greeting\""), containsString("value=\"" + from.toString().substring(0, 19) + '"')));
    }

    private static void agentSeesThemBySetting() {
        WebClient agent = new WebClient(host.base());
        agent.login("/asterisk", "agent1001", "ofbiz");
        assertThat(agent.get("/asterisk/control/viewCall?phoneCallId=SCORED").body(), not(containsString("Greeting")));
        done("changeAsteriskSetting", "admin", Map.of("settingName", "agentsSeeScores", "settingValue", "true"));
        assertThat(agent.get("/asterisk/control/viewCall?phoneCallId=SCORED").body(), containsString("Greeting"));
        assertThat("scores of a colleague", agent.get("/asterisk/control/viewCall?phoneCallId=SCORED2").body(), not(containsString("Greeting")));
    }

    private static void goWithTheirCall() {
        done("createAsteriskRecordingComment", "supervisor", Map.of("phoneCallId", "SCORED", "positionSeconds", "1", "commentText", "Anna is angry"));
        database.change("PhoneCall", Map.of("phoneCallId", "SCORED", "partyId", "AST_ANNA", "callerNumber", "+3725551234"));
        String export = String.valueOf(done("findAsteriskPersonData", "admin", Map.of("partyId", "AST_ANNA")).get("exportText"));
        assertThat(export, allOf(containsString("angry"), not(containsString("\"supervisor\"")), not(containsString("scorePercent"))));
        done("setAsteriskRetention", "admin", Map.of("callCenterGroupId", "_NA_", "dataKind", "RECORDING", "keepDays", "30"));
        done("runAsteriskRetention", "admin", Map.of());
        assertThat(database.rows("AsteriskRecordingComment"), is(empty()));
        assertThat("averages stay", lines("AGENT").size(), is(3));
    }

    private static List<String> percents(String phoneCallId) {
        return database.rows("AsteriskScoreSheet", "phoneCallId", phoneCallId).stream()
                .map(row -> String.format("%.2f", ((Number) row.get("scorePercent")).doubleValue())).toList();
    }

    private static List<String> lines(String by) {
        List<?> lines = (List<?>) done("getAsteriskScoreReport", "supervisor", Map.of("by", by, "fromDay", "2024-03-04", "thruDay", "2024-03-06"))
                .get("lines");
        return lines.stream().map(ScoreReport.Line.class::cast)
                .map(line -> line.name() + ' ' + line.scored() + ' ' + String.format("%.2f", line.average())).toList();
    }
}
