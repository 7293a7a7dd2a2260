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
package org.apache.ofbiz.asterisk.acd.distribution;

import static org.apache.ofbiz.asterisk.acd.distribution.Scene.ANN;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.outbound.OutboundService;
import org.apache.ofbiz.asterisk.call.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that users place by an outbound service: where they lead, and which calls no service changes. */
class CallsByServiceTest {

    private final Scene scene = new Scene();

    @AfterEach
    void nothingElseHappened() {
        scene.hasNoMoreNews();
    }

    private static OutboundService service(String serverId, Optional<String> context, Optional<String> prefix) {
        return new OutboundService("SALES/00001", "Sales", "SALES", serverId, context, prefix, Optional.of("3726001111"), Map.of());
    }

    private String places(String number, OutboundService service) {
        return Scene.said(scene.distributor.originate(ANN, number, Optional.empty(), Optional.empty(), Optional.of(service)));
    }

    @Test
    void aNumberOutsideIsDialedWhereTheServiceSays() {
        assertThat(places("372 5551234", service("PBX", Optional.of("campaign"), Optional.of("81"))), is("ok"));

        List<String> news = scene.news();
        assertThat(news, hasSize(1));
        assertThat(news.get(0), containsString("ORIGINATE PJSIP/1001 to 813725551234@campaign"));
        assertThat(news.get(0), containsString("SERVICE_NAME=Sales"));
        assertThat("as for any call", news.get(0), containsString("CALL_RECORDING_FILE=/rec/out.wav"));
    }

    @Test
    void withoutAContextOfItsOwnThatOfTheServerIsUsed() {
        places("3725551234", service("PBX", Optional.empty(), Optional.empty()));

        assertThat(scene.news().toString(), containsString("3725551234@outbound"));
    }

    @Test
    void aColleagueAndAnEmergencyAreDialedAsEver() {
        OutboundService campaign = service("PBX", Optional.of("campaign"), Optional.of("81"));
        places("1003", campaign);
        assertThat(scene.news(), contains("ORIGINATE PJSIP/1001 to 1003@internal {CALL_RECORDING_FILE=/rec/out.wav}"));

        assertThat(places("112", service("ELSEWHERE", Optional.of("campaign"), Optional.of("81"))), is("ok"));
        assertThat(scene.news(), contains("ORIGINATE PJSIP/1001 to 112@outbound {CALL_RECORDING_FILE=/rec/out.wav}"));
    }

    @Test
    void dialingRulesHoldForServicesToo() {
        assertThat(places("9001", service("PBX", Optional.of("campaign"), Optional.empty())), is("NUMBER_NOT_ALLOWED 9001"));
        scene.callsLeft = 0;
        assertThat(places("1", service("PBX", Optional.of("campaign"), Optional.empty())), is("CALL_LIMIT_REACHED 1"));
    }

    @Test
    void thePhoneOfTheServicesPbxRings() {
        OutboundService elsewhere = service("OTHER", Optional.of("campaign"), Optional.empty());
        assertThat(places("1", elsewhere), is("EXTENSION_ELSEWHERE 1001"));

        Peer there = new Peer("PEER-O", "OTHER", "PJSIP", "2001", Peer.Type.EXTENSION, Optional.of(ANN), Optional.empty(), Optional.empty(), true);
        scene.extensions.put("ann", List.of(scene.extensions.get("ann").get(0), there));
        assertThat(places("1", elsewhere), is("ok"));
        String said = scene.news().toString();
        assertThat(said, containsString("ORIGINATE PJSIP/2001 to 1@campaign"));
        assertThat(said, not(containsString("PJSIP/1001")));
    }
}
