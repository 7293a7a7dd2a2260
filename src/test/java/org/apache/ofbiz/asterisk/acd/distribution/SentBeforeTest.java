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
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.PHONE_OF_ANN;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.LiveChannel;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A caller whom this process has not sent anywhere is at the phone of who has claimed them: before a restart, at the node that had the PBX before,
 * or by a Redirect that was answered too late. They have won, and nobody else gets the call from there.
 */
class SentBeforeTest {

    private final Scene scene = new Scene();

    @BeforeEach
    void agentsAreThere() {
        scene.signIn(ANN, BOB);
    }

    /** The first list of channels has the caller in this context. */
    static CallEvent found(PhoneCall call, String context, String extension) {
        LiveChannel caller = new LiveChannel(call.legs().get(0).channel(), true, new Party(Calls.CUSTOMER, ""), context, extension, Optional.empty(),
                "Dial");
        return new CallEvent.Resynchronised(Calls.START, List.of(caller));
    }

    /** The dialplan begins to dial whom the call rings now. */
    private static CallEvent dialed(PhoneCall call, String context) {
        Channel phone = call.legs().get(call.legs().size() - 1).channel();
        return new CallEvent.DialBegun(Calls.START, Optional.of(call.legs().get(0).channel()), phone, new Party("1001", ""), context, "1001");
    }

    @Test
    void whoRingsAtTheClaimersPhoneIsNotOffered() {
        PhoneCall call = Calls.rings(Calls.waiting("1"), PHONE_OF_ANN);
        scene.happens(call, found(call, "claim", "1001"));

        assertThat("with and without who calls", scene.news(), contains("CALL PBX:1 RINGING for ann", "CALL PBX:1 RINGING for ann"));
        assertThat(scene.claims(BOB, call), is("CALL_TAKEN Ann"));
        scene.happens(Calls.talks(call));
        assertThat(scene.news(), contains("CALL PBX:1 TALKING for ann"));
        scene.hasNoMoreNews();
    }

    @Test
    void whoIsNotAnsweredThereIsOfferedToAll() {
        PhoneCall call = Calls.rings(Calls.waiting("1"), PHONE_OF_ANN);
        scene.happens(call, found(call, "claim", "1001"));
        scene.news();

        PhoneCall again = Calls.stopsRinging(call, DialResult.NO_ANSWER, 0);
        scene.happens(again);

        assertThat(scene.news(), hasItem("NC PBX:1 to [ann, bob]"));
        assertThat(scene.claims(BOB, again), is("ok"));
        assertThat(scene.news(), hasItem("REDIRECT PJSIP/trunk-1 to 1002@claim"));
    }

    @Test
    void aPhoneThatRingsForeverIsGivenUp() {
        PhoneCall call = Calls.rings(Calls.waiting("1"), PHONE_OF_ANN);
        scene.happens(call, found(call, "claim", "1001"));
        scene.news();

        scene.passes(Duration.ofSeconds(10));
        assertThat(scene.news(), is(empty()));
        scene.passes(Duration.ofMinutes(2));
        assertThat(scene.news(), hasItem("NC PBX:1 to [ann, bob]"));
    }

    @Test
    void whoIsRungByTheDialplanIsOfferedAsBefore() {
        PhoneCall call = Calls.rings(Calls.waiting("1"), PHONE_OF_ANN);
        scene.happens(call, found(call, "internal", "1001"));

        assertThat(scene.news(), hasItem("NC PBX:1 to [ann, bob]"));
        assertThat(scene.claims(BOB, call), is("ok"));
    }

    @Test
    void aRedirectThatIsCarriedOutLateCounts() {
        PhoneCall call = scene.offered();
        PhoneCall ringing = Calls.rings(call, PHONE_OF_ANN);
        scene.happens(ringing, dialed(ringing, "claim"));

        assertThat(scene.news(), contains("OC PBX:1 CLAIMED by Ann to [ann, bob]", "CALL PBX:1 RINGING for ann"));
        assertThat(scene.claims(BOB, ringing), is("CALL_TAKEN Ann"));
        PhoneCall again = scene.happens(Calls.stopsRinging(ringing, DialResult.BUSY, 17));
        assertThat(scene.news(), hasItem("NC PBX:1 to [ann, bob] again: Ann EXTENSION_BUSY"));
        assertThat(scene.claims(BOB, again), is("ok"));
    }

    @Test
    void aRedirectWhoseAnswerIsLateCounts() {
        scene.pbxAnswer = CompletableFuture.completedFuture(PbxCommands.Result.failed(PbxCommands.Failure.Kind.TIMEOUT, ""));
        PhoneCall call = scene.offered();
        assertThat(scene.claims(ANN, call), is("PBX_AWAY"));
        assertThat(scene.news(), hasItem("NC PBX:1 to [ann, bob] again: Ann FAILED"));

        PhoneCall ringing = Calls.rings(call, PHONE_OF_ANN);
        scene.happens(ringing, dialed(ringing, "claim"));

        assertThat(scene.claims(BOB, ringing), is("CALL_TAKEN Ann"));
        assertThat(scene.news(), contains("OC PBX:1 CLAIMED by Ann to [ann, bob]", "CALL PBX:1 RINGING for ann"));
    }

    @Test
    void theCallerHangsUp() {
        PhoneCall call = Calls.rings(Calls.waiting("1"), PHONE_OF_ANN);
        scene.happens(call, found(call, "claim", "1001"));
        scene.happens(Calls.ends(call, Outcome.ABANDONED));

        assertThat(scene.news(), hasItem("CALL PBX:1 ENDED ABANDONED for ann"));
    }
}
