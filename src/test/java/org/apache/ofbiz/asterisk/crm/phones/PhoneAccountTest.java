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
package org.apache.ofbiz.asterisk.crm.phones;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Peer;
import org.junit.jupiter.api.Test;

class PhoneAccountTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Peer PHONE = new Peer("PAGE", "PBX", "PJSIP", "1101", Peer.Type.EXTENSION, Optional.empty(), Optional.empty(),
            Optional.of("Liis Saar"), true);

    private static PhoneGateway gateway(String socketUrl, List<String> turn, Optional<String> secret) {
        return new PhoneGateway("PBX", socketUrl, true, List.of("stun:stun.example.com:3478"), turn, secret, "*43");
    }

    @Test
    void anAccountSaysWhereToRegisterAndNeverShowsItsPassword() {
        PhoneGateway gateway = gateway("wss://pbx.example.com:8089/ws", List.of(), Optional.of("shared"));

        PhoneAccount account = PhoneAccount.of(PHONE, gateway, "s3cret", "agent", NOON);

        assertThat(account.fields(), is(Map.of("name", "1101", "displayName", "Liis Saar", "socketUrl", "wss://pbx.example.com:8089/ws", "uri",
                "sip:1101@pbx.example.com", "password", "s3cret", "echoNumber", "*43", "iceServers",
                List.of(Map.of("urls", List.of("stun:stun.example.com:3478"))))));
        assertThat(account.toString() + gateway, not(containsString("s3cret")));
        assertThat(account.toString() + gateway, not(containsString("shared")));
    }

    /** Compared with {@code printf 1795996800:agent_1 | openssl dgst -sha1 -hmac north -binary | base64}. */
    @Test
    void thePasswordOfATurnServerEndsWithTheShift() {
        PhoneGateway gateway = gateway("wss://pbx.example.com/ws", List.of("turn:turn.example.com:3478"), Optional.of("north"));

        List<Map<String, Object>> servers = IceServers.of(gateway, "agent:1", NOON);

        assertThat(servers.get(1), is(Map.of("urls", List.of("turn:turn.example.com:3478"), "username", "1795996800:agent_1", "credential",
                "34Dyu/0mP0ggRXazs8YDqs9drZQ=")));
    }

    @Test
    void withoutASecretATurnServerIsLeftOut() {
        assertThat(IceServers.of(gateway("wss://pbx/ws", List.of("turn:turn.example.com"), Optional.empty()), "agent", NOON).size(), is(1));
    }

    @Test
    void aNewPasswordIsLongAndNeverTheSame() {
        assertThat(PhoneAccount.newPassword().matches("[0-9a-f]{48}"), is(true));
        assertThat(PhoneAccount.newPassword().equals(PhoneAccount.newPassword()), is(false));
    }

    @Test
    void onlyAddressesOfSocketsGetIntoThePolicyOfAPage() {
        assertThat(gateway("wss://pbx.example.com:8089/ws", List.of(), Optional.empty()).origin(), is(Optional.of("wss://pbx.example.com:8089")));
        assertThat(gateway("ws://[::1]:8088/ws", List.of(), Optional.empty()).origin(), is(Optional.of("ws://[::1]:8088")));
        for (String wrong : List.of("", "https://pbx.example.com", "wss:pbx", "wss://", "wss://*/ws", "wss://pbx.example.com; script-src *",
                "wss://user:pass@pbx.example.com/ws", "wss://pbx.example.com:99999/ws", "wss://pbx example.com/ws")) {
            assertThat(wrong, PhoneGateway.isSocketUrl(wrong), is(false));
            assertThat(wrong, gateway(wrong, List.of(), Optional.empty()).origin(), is(Optional.empty()));
        }
    }

    @Test
    void theNumberOfATestCallIsOneThatPhonesDial() {
        assertThat(List.of("*43", "600", "#9").stream().allMatch(PhoneGateway::isEchoNumber), is(true));
        for (String wrong : List.of("", "600@elsewhere", "sip:600", "6 00", "600;x=y", "600\r\nX: y", "123456789012345678901")) {
            assertThat(wrong, PhoneGateway.isEchoNumber(wrong), is(false));
        }
    }

    @Test
    void addressesOfStunAndTurnServersAreChecked() {
        assertThat(PhoneGateway.areIceUrls("stun:stun.example.com:3478 stun:10.0.0.5", "stun"), is(true));
        assertThat(PhoneGateway.areIceUrls("turn:turn.example.com?transport=tcp turns:turn.example.com:5349", "turn"), is(true));
        assertThat(PhoneGateway.areIceUrls("", "turn"), is(true));
        assertThat(PhoneGateway.areIceUrls("turn:turn.example.com", "stun"), is(false));
        assertThat(PhoneGateway.areIceUrls("stun:a b", "stun"), is(false));
        assertThat(PhoneGateway.areIceUrls("stun://x/y", "stun"), is(false));
    }
}
