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
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.PHONE_OF_BOB;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims of an agent whose phone is at another server than the caller. */
class ClaimByTrunkTest {

    private static final Peer AT_BRANCH = new Peer("FAR", "BRANCH", "PJSIP", "2002", Peer.Type.EXTENSION, Optional.of(BOB), Optional.empty(),
            Optional.empty(), true);
    private static final Peer AS_SEEN_HERE = new TestNumbering().wayTo(AT_BRANCH).orElseThrow();

    private final Scene scene = new Scene();
    private PhoneCall call;

    @BeforeEach
    void aCallIsOfferedToAnnAndBob() {
        scene.signIn(ANN, BOB);
        scene.extensions.put("bob", List.of(AT_BRANCH));
        call = scene.offered();
    }

    @AfterEach
    void nothingElseHappened() {
        scene.hasNoMoreNews();
    }

    private void bobClaims() {
        assertThat(scene.claims(BOB, call), is("ok"));
        assertThat(scene.news(), contains("OC PBX:1 CLAIMED by Bob to [ann, bob] except S-bob", "CALL PBX:1 DIALING for bob",
                "REDIRECT PJSIP/trunk-1 to elsewhere@claim of 82002@to-branch"));
    }

    @Test
    void theCallerIsSentByTheTrunk() {
        bobClaims();

        PhoneCall rings = scene.happens(Calls.rings(call, AS_SEEN_HERE));
        scene.happens(Calls.talks(rings));

        assertThat(scene.news(), contains("CALL PBX:1 RINGING for bob", "CALL PBX:1 TALKING for bob"));
    }

    @Test
    void onlyOneWins() {
        bobClaims();

        assertThat(scene.claims(ANN, call), is("CALL_TAKEN Bob"));
    }

    @Test
    void aPhoneThatDoesNotAnswerIsOfferedAgainToAll() {
        bobClaims();
        PhoneCall rings = scene.happens(Calls.rings(call, AS_SEEN_HERE));
        scene.news();

        scene.happens(Calls.stopsRinging(rings, DialResult.NO_ANSWER, 0));

        assertThat(scene.news(), hasItem("NC PBX:1 to [ann, bob] again: Bob EXTENSION_NO_ANSWER"));
    }

    @Test
    void ofTwoPhonesTheFirstRings() {
        scene.extensions.put("bob", List.of(PHONE_OF_BOB, AT_BRANCH));

        assertThat(scene.claims(BOB, call), is("ok"));

        assertThat(scene.news(), hasItem("REDIRECT PJSIP/trunk-1 to 1002@claim"));
    }

    @Test
    void aPhoneThatIsNotRegisteredAtItsServerIsNotCalled() {
        scene.registrations.put("FAR", false);

        assertThat(scene.claims(BOB, call), is("EXTENSION_UNREGISTERED 2002"));
    }

    @Test
    void thePhoneThatWasNamedRings() {
        scene.extensions.put("bob", List.of(PHONE_OF_BOB, AT_BRANCH));

        assertThat(Scene.said(scene.distributor.claim(call.callId(), BOB, Optional.of("S-bob"), Optional.of("2002"))), is("ok"));

        assertThat(scene.news(), hasItem("REDIRECT PJSIP/trunk-1 to elsewhere@claim of 82002@to-branch"));
    }
}
