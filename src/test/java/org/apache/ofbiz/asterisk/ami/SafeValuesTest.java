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
package org.apache.ofbiz.asterisk.ami;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Originate;
import org.apache.ofbiz.asterisk.call.PbxCommands.Redirect;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SafeValuesTest {

    private static final Duration SECONDS = Duration.ofSeconds(20);
    private static final List<String> LINE_BREAKING = List.of("\r", "\n", "\r\n", "\u0000", "\r\nApplication: System");

    /** Every text that a command carries, and how to send it with another value. */
    private static final Map<String, Function<String, Optional<Failure>>> FIELDS = Map.ofEntries(
            Map.entry("channelId", value -> SafeValues.check(call(value, "PJSIP/1001", "outbound", "1"))),
            Map.entry("extension", value -> SafeValues.check(call("id", "PJSIP/1001" + value, "outbound", "1"))),
            Map.entry("context", value -> SafeValues.check(call("id", "PJSIP/1001", value, "1"))),
            Map.entry("number", value -> SafeValues.check(call("id", "PJSIP/1001", "outbound", value))),
            Map.entry("callerIdNumber", value -> SafeValues.check(call(value, "n", Map.of()))),
            Map.entry("callerIdName", value -> SafeValues.check(call("1", value, Map.of()))),
            Map.entry("variable name", value -> SafeValues.check(call("1", "n", Map.of("A" + value, "x")))),
            Map.entry("variable value", value -> SafeValues.check(call("1", "n", Map.of("A", value)))),
            Map.entry("account code", value -> SafeValues.check(new ChannelCommand.Account("PJSIP/t-1", value))),
            Map.entry("redirect channelName", value -> SafeValues.check(new Redirect(value, "claim", "1001"))),
            Map.entry("redirect context", value -> SafeValues.check(new Redirect("PJSIP/t-1", value, "1001"))),
            Map.entry("redirect extension", value -> SafeValues.check(new Redirect("PJSIP/t-1", "claim", value))),
            Map.entry("hangup channelName", SafeValues::checkChannelName),
            Map.entry("userName", value -> SafeValues.checkText("userName", value)));

    private static Originate call(String channelId, String extension, String context, String number) {
        return new Originate(channelId, extension, context, number, "1", "n", SECONDS, Map.of());
    }

    private static Originate ringing(Duration ringFor) {
        return new Originate("id", "PJSIP/1001", "outbound", "1", "1", "n", ringFor, Map.of());
    }

    private static Originate call(String callerIdNumber, String callerIdName, Map<String, String> variables) {
        return new Originate("id", "PJSIP/1001", "outbound", "1", callerIdNumber, callerIdName, SECONDS, variables);
    }

    @Test
    @Tag("security")
    void noFieldTakesALineBreak() {
        Attacks attacks = new Attacks("line breaks in commands to the PBX");
        FIELDS.forEach((field, sent) -> LINE_BREAKING.forEach(bad -> attacks.attack(field + " with " + escaped(bad), () -> {
            Failure failure = sent.apply("5" + bad + "6").orElseThrow();
            assertThat(failure.kind(), is(Failure.Kind.INVALID_VALUE));
            assertThat("names the field", failure.detail(), startsWith(field.replaceFirst("^(redirect|hangup) ", "").split(" ")[0]));
            assertThat("does not repeat the value", failure.detail().matches("(?s).*[\\r\\n\\u0000].*"), is(false));
        })));
        attacks.held();
    }

    private static String escaped(String text) {
        return text.replace("\r", "CR").replace("\n", "LF").replace("\u0000", "NUL");
    }

    @Test
    void ordinaryValuesPass() {
        assertThat(SafeValues.check(call("+3725550000", "Mari Õun", Map.of("CALL_RECORDING_FILE", "/rec/ofbiz-1.wav"))), is(Optional.empty()));
        assertThat(SafeValues.check(new Redirect("PJSIP/trunk-0000001f", "claim", "1002")), is(Optional.empty()));
        assertThat(SafeValues.checkChannelName("PJSIP/trunk-0000001f"), is(Optional.empty()));
    }

    @Test
    void oneCommandRingsOnePhone() {
        assertThat(detail(call("id", "PJSIP/1001&PJSIP/1002", "outbound", "1")),
                is("extension is not one TECHNOLOGY/peer"));
        assertThat(detail(call("id", "1001", "outbound", "1")),
                is("extension is not one TECHNOLOGY/peer"));
    }

    @Test
    void aPatternDoesNotHangUpEverybody() {
        assertThat(SafeValues.checkChannelName("/^PJSIP\\/.*$/").get().detail(), is("channelName is a pattern"));
    }

    @Test
    void aNameDoesNotForgeANumber() {
        assertThat(detail(call("1001", "Boss\" <112>", Map.of())), is("callerIdName holds one of <>\""));
    }

    @Test
    void aCommaDoesNotSetAnotherVariable() {
        assertThat(detail(call("1001", "", Map.of("FILE", "a,SHELL=x"))), is("variable FILE holds a comma"));
    }

    @Test
    void aPhoneRingsForASensibleTime() {
        assertThat(detail(ringing(Duration.ZERO)), is("ringFor is not 1 s to 300 s"));
        assertThat(detail(ringing(Duration.ofHours(1))), is("ringFor is not 1 s to 300 s"));
    }

    @Test
    void somethingMustBeDialled() {
        assertThat(detail(call("id", "PJSIP/1001", "outbound", " ")), is("number is empty"));
        assertThat(detail(call("id", "PJSIP/1001", "outbound", "5".repeat(501))),
                is("number is longer than 500 characters"));
    }

    private static String detail(Originate request) {
        return SafeValues.check(request).orElseThrow().detail();
    }
}
