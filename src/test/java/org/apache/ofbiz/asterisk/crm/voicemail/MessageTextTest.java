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
package org.apache.ofbiz.asterisk.crm.voicemail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageTextTest {

    /** As Asterisk 22 writes it. */
    private static final String TEXT = """
            ;
            ; Message Information file
            ;
            [message]
            origmailbox=2000
            context=from-trunk
            exten=5040
            priority=1
            callerchan=PJSIP/trunk-00000001
            callerid="Anna Kask" <+3725551234>
            origdate=Sun Nov 29 09:00:00 PM UTC 2026
            origtime=1796000400
            category=
            msg_id=1796000400-00000000
            flag=
            duration=7
            """;

    @Test
    void tellsWhoLeftTheMessageWhenAndHowLongItIs() {
        assertThat(MessageText.read(TEXT), is(Optional.of(new MessageText("1796000400-00000000", Instant.ofEpochSecond(1_796_000_400L),
                "+3725551234", "Anna Kask", 7))));
    }

    @Test
    void readsEveryFormOfACaller() {
        assertThat(caller("\"Anna\" <372>"), is("372|Anna"));
        assertThat(caller("Anna <372>"), is("372|Anna"));
        assertThat(caller("\"\" <372>"), is("372|"));
        assertThat(caller("372"), is("372|"));
        assertThat(caller("Unknown"), is("|"));
        assertThat(caller("\"a<b>\" <372>"), is("372|a<b>"));
        assertThat(caller("<>"), is("|"));
        assertThat(caller(""), is("|"));
        assertThat(caller("\"" + "x".repeat(5_000) + "\" <372>"), is("372|" + "x".repeat(100)));
        assertThat(caller("\"A\u0007\u0000B\" <37\t2>"), is("372|AB"));
    }

    @Test
    void aMessageWithoutIdOrTimeIsNone() {
        assertThat(MessageText.read(""), is(Optional.empty()));
        assertThat(MessageText.read(TEXT.replaceAll("msg_id=.*", "")), is(Optional.empty()));
        assertThat(MessageText.read(TEXT.replaceAll("origtime=.*", "")), is(Optional.empty()));
        for (String id : List.of("", "a b", "../../x", "a\rb", "x".repeat(81), "a/b")) {
            assertThat(id, MessageText.read(TEXT.replaceAll("msg_id=.*", "msg_id=" + id)), is(Optional.empty()));
        }
        for (String time : List.of("", "-1", "1.5", "12345678901", "now")) {
            assertThat(time, MessageText.read(TEXT.replaceAll("origtime=.*", "origtime=" + time)), is(Optional.empty()));
        }
    }

    @Test
    void aMessageThatIsNamedTwiceIsNone() {
        assertThat(MessageText.read(TEXT + "msg_id=another\n"), is(Optional.empty()));
        assertThat(MessageText.read(TEXT.replace("origmailbox", "msg_id=another\norigmailbox")), is(Optional.empty()));
        assertThat(MessageText.read(TEXT + "origtime=1\n"), is(Optional.empty()));
    }

    @Test
    void aLengthThatIsNoneIsNothingAndNoneIsLongerThanADay() {
        assertThat(MessageText.read(TEXT.replace("duration=7", "duration=x")).orElseThrow().seconds(), is(0));
        assertThat(MessageText.read(TEXT.replace("duration=7", "duration=9999999999")).orElseThrow().seconds(), is(86_400));
        assertThat("while it is recorded", MessageText.read(TEXT.replace("duration=7\n", "")).orElseThrow().seconds(), is(0));
    }

    private static String caller(String text) {
        MessageText read = MessageText.read(TEXT.replace("\"Anna Kask\" <+3725551234>", text)).orElseThrow();
        return read.number() + '|' + read.name();
    }
}
