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
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.BOB;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.DAN;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.PHONE_OF_BOB;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A claim that cannot be is refused with the reason that helps; the offer stays open for the others. */
class ClaimRefusedTest {

    private static final Peer DISABLED = phone("OFF", "PBX", "1009", false);
    private static final Peer ELSEWHERE = phone("FAR", "OTHER", "1008", true);
    private static final Peer SECOND = phone("SECOND", "PBX", "1012", true);

    private final Scene scene = new Scene();
    private PhoneCall call;

    private static Peer phone(String id, String serverId, String name, boolean enabled) {
        return new Peer(id, serverId, "PJSIP", name, Peer.Type.EXTENSION, Optional.of(BOB), Optional.empty(), Optional.empty(), enabled);
    }

    @BeforeEach
    void aCallIsOfferedToAnnAndBob() {
        scene.signIn(ANN, BOB);
        call = scene.offered();
    }

    @AfterEach
    void theOthersCanStillClaim() {
        scene.hasNoMoreNews();
    }

    @Test
    void aCallOfAnotherGroup() {
        assertThat(scene.claims(DAN, call), is("NOT_YOUR_GROUP"));
    }

    @Test
    void aMembershipThatEndedSinceTheOffer() {
        scene.members.remove("bob");

        assertThat(scene.claims(BOB, call), is("MEMBERSHIP_ENDED Support"));
    }

    @Test
    void aGroupThatWasDisabledSinceTheOffer() {
        scene.group = Optional.empty();

        assertThat(scene.claims(BOB, call), is("GROUP_DISABLED Support"));
    }

    @Test
    void aGroupWhoseQueueAloneGivesCallsToAgents() {
        Scene queue = new Scene();
        queue.group = Optional.of(new Group("SUPPORT", "Support", "PBX", Duration.ofSeconds(20), "", Duration.ZERO, false, false));
        queue.signIn(ANN, BOB);

        assertThat(queue.claims(BOB, queue.offered()), is("QUEUE_DECIDES Support"));
        queue.hasNoMoreNews();
    }

    @Test
    void nobodysExtension() {
        scene.extensions.put("bob", List.of());

        assertThat(scene.claims(BOB, call), is("NO_EXTENSION"));
        assertThat(claimsWith("1001"), is("NOT_YOUR_EXTENSION 1001"));
    }

    @Test
    void anExtensionThatWasDisabledSinceTheOffer() {
        scene.extensions.put("bob", List.of(DISABLED));

        assertThat(scene.claims(BOB, call), is("EXTENSION_DISABLED 1009"));
        assertThat(claimsWith("1009"), is("EXTENSION_DISABLED 1009"));
    }

    @Test
    void anExtensionOfAnotherServer() {
        scene.extensions.put("bob", List.of(DISABLED, ELSEWHERE));

        assertThat(scene.claims(BOB, call), is("EXTENSION_ELSEWHERE 1008"));
        assertThat(claimsWith("FAR"), is("EXTENSION_ELSEWHERE 1008"));
    }

    @Test
    void aPhoneThatIsKnownNotToBeRegistered() {
        scene.registrations.put(PHONE_OF_BOB.peerId(), false);

        assertThat(scene.claims(BOB, call), is("EXTENSION_UNREGISTERED 1002"));
    }

    @Test
    void anotherPhoneOfTheUserIsTakenForOneThatIsNotRegistered() {
        scene.extensions.put("bob", List.of(PHONE_OF_BOB, SECOND));
        scene.registrations.put(PHONE_OF_BOB.peerId(), false);

        assertThat(claimsWith("1002"), is("EXTENSION_UNREGISTERED 1002"));
        assertThat(scene.claims(BOB, call), is("ok"));
        assertThat(scene.news(), hasItem("REDIRECT PJSIP/trunk-1 to 1012@claim"));
    }

    @Test
    void aPhoneOfWhichNothingIsKnownIsRung() {
        scene.extensions.put("bob", List.of(DISABLED, ELSEWHERE, PHONE_OF_BOB));
        scene.registrations.put(PHONE_OF_BOB.peerId(), true);

        assertThat(claimsWith("PEER-1002"), is("ok"));
        assertThat(scene.news(), hasItem("REDIRECT PJSIP/trunk-1 to 1002@claim"));
    }

    @Test
    void aCallerWhoIsGone() {
        scene.happens(Calls.ends(call, Outcome.ABANDONED));
        scene.news();

        assertThat(scene.claims(BOB, call), is("CALLER_GONE"));
    }

    @Test
    void aCallThatTheDialplanTookAway() {
        scene.happens(Calls.absorbed(call));
        scene.news();

        assertThat(scene.claims(BOB, call), is("CALL_WITHDRAWN"));
    }

    @Test
    void aCallThatNobodyKnows() {
        assertThat(scene.claims(BOB, Calls.waiting("77")), is("CALL_UNKNOWN"));
    }

    private String claimsWith(String extension) {
        return Scene.said(scene.distributor.claim(call.callId(), BOB, Optional.of("S-bob"), Optional.of(extension)));
    }
}
