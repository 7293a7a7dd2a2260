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
package org.apache.ofbiz.asterisk.call.leg;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Party;
import org.junit.jupiter.api.Test;

/** Which number a dial goes to, by what Asterisk shows of it. */
class DialedNumberTest {

    @Test
    void theNumberIsWhatIsHandedToTheLine() {
        Map<String, String> dialled = Map.of("3725550000@trunk", "PJSIP/trunk-01",
                "trunk/sip:3725550000@10.0.0.1:5060", "PJSIP/trunk-01",
                "trunk/sip:3725550000;user=phone@10.0.0.1", "PJSIP/trunk-01",
                "trunk/3725550000", "SIP/trunk-01",
                "SIP/trunk/3725550000", "SIP/trunk-01",
                "user:secret@trunk/3725550000", "IAX2/trunk-1234",
                "g0/3725550000", "DAHDI/i1/3725550000-1",
                "g1/9w3725550000", "DAHDI/1-1",
                "b0/3725550000:orig=1", "Khomp/B0C1-1",
                "dongle0/3725550000", "Dongle/dongle0-01");
        dialled.forEach((dialString, channel) ->
                assertThat(dialString, dialled(channel, dialString, "", "s", "s"), is(Optional.of("3725550000"))));
    }

    @Test
    void aPrefixThatTheDialplanStripsIsNoPartOfIt() {
        assertThat(dialled("PJSIP/trunk-01", "3725550000@trunk", "", "93725550000", "93725550000"), is(Optional.of("3725550000")));
    }

    @Test
    void norIsOneThatOnlyTheLineWants() {
        assertThat(dialled("DAHDI/1-1", "g0/93725550000", "3725550000", "s", "s"), is(Optional.of("3725550000")));
    }

    @Test
    void whatTheCallerIsShownCountsBeforeWhereTheDialplanIs() {
        assertThat(dialled("PJSIP/trunk-01", "", "3725550000", "93725550000", "93725550000"), is(Optional.of("3725550000")));
    }

    @Test
    void aPlaceOfTheDialplanIsNoNumber() {
        for (String place : List.of("s", "h", "t", "i", "FM1003", "macro-dialout-trunk")) {
            assertThat(place, dialled("PJSIP/trunk-01", "", "", place, place), is(Optional.empty()));
        }
    }

    @Test
    void aLocalChannelIsDialledForWhomItReaches() {
        assertThat(DialedNumber.memberOf(local("1001@from-queue")), is(Optional.of("1001")));
        assertThat(DialedNumber.memberOf(local("FMPR-1003@from-internal")), is(Optional.of("1003")));
        assertThat(DialedNumber.memberOf(local("s@macro")), is(Optional.empty()));
    }

    @Test
    void whereAPhoneForwardsToIsANumberHoweverItIsTold() {
        for (String told : List.of("3725557700", "Local/3725557700@from-internal", "PJSIP/1001/sip:3725557700@10.0.0.1:5060;user=phone",
                "3725557700@from-internal")) {
            assertThat(told, DialedNumber.forwardedTo(told), is("3725557700"));
        }
        assertThat(DialedNumber.forwardedTo("+3725557700"), is("+3725557700"));
        assertThat("not told", DialedNumber.forwardedTo(""), is(""));
    }

    private static Channel local(String name) {
        return new Channel("Local/" + name + "-00000001;1", "1.1", "1.0");
    }

    private static Optional<String> dialled(String channel, String dialString, String connected, String extension, String destination) {
        Channel to = new Channel(channel, "1.2", "1.1");
        return DialedNumber.of(new CallEvent.DialBegun(Instant.EPOCH, Optional.of(new Channel("PJSIP/1001-01", "1.1", "1.1")), to,
                new Party(destination, ""), "macro", extension, dialString, connected), true);
    }
}
