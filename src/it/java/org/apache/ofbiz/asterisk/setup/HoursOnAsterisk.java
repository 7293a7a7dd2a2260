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
package org.apache.ofbiz.asterisk.setup;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.hours.ExceptionLines;
import org.apache.ofbiz.asterisk.acd.hours.OpeningHours;
import org.apache.ofbiz.asterisk.acd.hours.TimeRange;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.Phone;
import org.apache.ofbiz.service.ServiceUtil;

/** Opening hours of a group on a real PBX: what its dialplan decides, and where calls go. */
final class HoursOnAsterisk {

    private static final String WEEK = "00:30-03:15, 22:00-00:10";
    private static final String EXCEPTIONS = "2036-10-26 01:00-02:00\n2036-03-30 # closed\n2036-03-31 02:45-23:00";

    private final Host host;
    private final AsteriskLab lab;
    private final AmiProbe pbx;
    private final String group;

    /** @param pbx an AMI user who hears everything */
    HoursOnAsterisk(Host host, AsteriskLab lab, AmiProbe pbx, String group) {
        this.host = host;
        this.lab = lab;
        this.pbx = pbx;
        this.group = group;
    }

    void goThrough() throws IOException {
        badHoursAreRefused();
        thePbxDecidesAsOfbizDoes();
        callsGoWhereTheHoursSay();
        onThePage();
    }

    private Map<String, String> given(String hours, Map<String, String> more) {
        Map<String, String> input = new HashMap<>(Map.of("callCenterGroupId", group, "timeZoneId", "Europe/Tallinn"));
        Stream.of(DayOfWeek.values()).forEach(day -> input.put(day.name().toLowerCase(Locale.ROOT) + "Hours", hours));
        input.putAll(more);
        return input;
    }

    private void stored(Map<String, String> input) {
        Await.until(() -> Optional.of(host.run("storeAsteriskOpeningHours", "admin", input)).filter(ServiceUtil::isSuccess)
                .filter(done -> "WRITTEN".equals(done.get("outcome"))), () -> "the PBX doesn't have the hours of " + group);
    }

    private void badHoursAreRefused() {
        Map.of("mondayHours", "9-17", "timeZoneId", "Mars/Crater", "exceptionLines", "24.12.2026", "awaySound", "a,b&c", "awayAction", "SHELL",
                "forcedState", "MAYBE", "callCenterGroupId", "NOBODY").forEach((field, bad) -> {
                    Map<String, Object> refused = host.run("storeAsteriskOpeningHours", "admin", given("09:00-17:00", Map.of(field, bad)));
                    assertThat(field, ServiceUtil.isError(refused), is(true));
                    assertThat(field, ((Map<?, ?>) refused.get("fieldProblems")).containsKey(field), is(true));
                });
        for (Map.Entry<String, String> bad : Map.of("NUMBER", "1001,1,x", "VOICEMAIL", "100;rm", "GROUP", group).entrySet()) {
            Map<String, Object> refused = host.run("previewAsteriskOpeningHours", "admin",
                    given("", Map.of("awayAction", bad.getKey(), "awayTarget", bad.getValue())));
            assertThat(bad.getKey(), ((Map<?, ?>) refused.get("fieldProblems")).containsKey("awayTarget"), is(true));
        }
        assertThat("an agent is no admin", ServiceUtil.isError(host.run("storeAsteriskOpeningHours", "agent1001", given("", Map.of()))), is(true));
    }

    /** Around the changes of the clock, in the night between exceptions, and in an ordinary week. */
    private void thePbxDecidesAsOfbizDoes() throws IOException {
        stored(given(WEEK, Map.of("exceptionLines", EXCEPTIONS)));
        pbx.act("Setvar", "Variable", "LAB_GROUP", "Value", group);
        OpeningHours hours = new OpeningHours(ZoneId.of("Europe/Tallinn"), Arrays.stream(DayOfWeek.values()).collect(Collectors.toMap(
                Function.identity(), day -> TimeRange.parse(WEEK).orElseThrow())), ExceptionLines.parse(EXCEPTIONS).dates(), Optional.empty());
        List<Instant> moments = Stream.of("2036-10-25T21:00:00Z", "2036-03-29T21:00:00Z", "2036-06-15T20:00:00Z").map(Instant::parse)
                .flatMap(begin -> LongStream.range(0, 36).mapToObj(i -> begin.plusSeconds(i * 1_797))).toList();
        for (Instant moment : moments) {
            pbx.act("Originate", "Channel", "Local/" + moment.getEpochSecond() + "@lab-hours/n", "Application", "Wait", "Data", "1",
                    "Async", "true");
        }
        for (Instant moment : moments) {
            String of = "Local/" + moment.getEpochSecond() + "@lab-hours-";
            AmiProbe.Message said = pbx.await(message -> message.isEvent("UserEvent") && message.get("Channel").startsWith(of)
                    && Stream.of("LabOpen", "OfbizClosed").anyMatch(message.get("UserEvent")::equals));
            assertThat(moment.toString(), said.get("UserEvent").equals("LabOpen"), is(hours.at(moment).open()));
        }
    }

    private void callsGoWhereTheHoursSay() {
        stored(given("", Map.of("awayAction", "VOICEMAIL", "awayTarget", "1001@default", "awaySound", "vm-goodbye")));
        goesTo("372550001", message -> message.isEvent("Newexten") && message.get("Application").equalsIgnoreCase("VoiceMail")
                && message.get("AppData").startsWith("1001@default"));
        stored(given("00:00-24:00", Map.of()));
        goesTo("372550002", message -> message.isEvent("QueueCallerJoin") && message.get("Queue").equals("6000"));
        String tomorrow = LocalDateTime.now(ZoneId.of("Europe/Tallinn")).plusDays(1).withSecond(0).withNano(0).toString();
        stored(given("00:00-24:00", Map.of("forcedState", "CLOSED", "forcedUntil", tomorrow, "awayAction", "NUMBER", "awayTarget", "1003")));
        goesTo("372550003", message -> message.isEvent("Newexten") && message.get("Exten").equals("1003"));
        aRuleThatComesLaterCounts();
        stored(given("", Map.of("awayAction", "CALLBACK", "awaySound", "vm-goodbye")));
        goesTo("372550004", message -> message.isEvent("UserEvent") && message.get("UserEvent").equals("OfbizCallback")
                && message.get("Group").equals(group) && message.get("Number").endsWith("372550004"));
        host.database().await(task -> task.getString("dialNumber").endsWith("372550004"), "AsteriskCallbackTask", "callCenterGroupId", group,
                "sourceEnumId", "AST_CBSRC_REQUESTED");
        stored(Map.of("callCenterGroupId", group));
        goesTo("372550005", message -> message.isEvent("QueueCallerJoin"));
    }

    private void aRuleThatComesLaterCounts() {
        host.database().create("AsteriskOutboundRule", Map.of("numberPrefix", "1003", "ruleType", "BLOCK"));
        try {
            Await.untilTrue(() -> "MESSAGE".equals(kept("action")), () -> "the PBX still forwards to " + kept("target"));
            assertThat(kept("target"), is(""));
        } finally {
            host.database().change("AsteriskOutboundRule", Map.of("numberPrefix", "1003", "ruleType", "ALLOW"));
        }
        Await.untilTrue(() -> kept("target").endsWith(",1003,1"), () -> "the PBX doesn't forward again: " + kept("action"));
    }

    /** What the database of the PBX has for the dialplan now; empty for nothing. */
    private String kept(String key) {
        String version = read("current");
        return version.isEmpty() ? "" : read(version + "/" + key);
    }

    private String read(String key) {
        try {
            AmiProbe.Message answer = pbx.act("DBGet", "Family", "OFBIZ_HOURS/" + group, "Key", key);
            return answer.get("Response").equals("Success") ? pbx.await(message -> message.isEvent("DBGetResponse")
                    && message.get("ActionID").equals(answer.get("ActionID"))).get("Val") : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void goesTo(String caller, Predicate<AmiProbe.Message> there) {
        try (Phone phone = lab.caller(caller).dials("6000030")) {
            pbx.await(message -> there.test(message) && message.get("CallerIDNum").endsWith(caller));
        }
    }

    private void onThePage() throws IOException {
        WebClient admin = new WebClient(host.base());
        admin.login("asterisk", "admin", "ofbiz");
        String shown = admin.get("/asterisk/control/groupHours?callCenterGroupId=" + group).body();
        assertThat(shown, allOf(containsString("data-state=\"ALWAYS\""), containsString("Gosub(ofbiz-hours," + group + ",1)")));
        Map<String, String> form = given("09:00-17:00", Map.of("exceptionLines", "2026-12-24 closed"));
        String preview = admin.postFrom(shown, "/asterisk/control/previewGroupHours", form).body();
        assertThat(preview, allOf(containsString("id=\"ah-days\""), containsString("<td>09:00-17:00</td>"), containsString("data-state=\"ALWAYS\"")));
        String saved = admin.postFrom(shown, "/asterisk/control/storeGroupHours", form).body();
        assertThat(saved, allOf(containsString("data-pbx=\"WRITTEN\""), not(containsString("data-state=\"ALWAYS\""))));
        form.put("mondayHours", "25:00-26:00");
        assertThat(admin.postFrom(shown, "/asterisk/control/storeGroupHours", form).body(), containsString("class=\"problem\""));
    }
}
