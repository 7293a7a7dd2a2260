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
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.CEM;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.DAN;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.PHONE_OF_CEM;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.LinkedHashSet;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.acd.EarlierCall;
import org.apache.ofbiz.asterisk.acd.offers.OfferRegistry;
import org.apache.ofbiz.asterisk.acd.threads.TaskScheduler;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is offered a waiting call, and how the offer ends. */
class OfferTest {

    private final Scene scene = new Scene();

    @BeforeEach
    void annAndBobAreSignedIn() {
        scene.signIn(ANN, BOB);
    }

    @AfterEach
    void nothingElseHappened() {
        scene.hasNoMoreNews();
    }

    @Test
    void aWaitingCallIsOfferedOnceToMembersWhoAreSignedIn() {
        PhoneCall arriving = scene.happens(Calls.arriving("1", Optional.empty()));
        assertThat("no group yet", scene.news(), is(empty()));

        scene.happens(Calls.arriving("1", Optional.of("SUPPORT")));
        scene.happens(Calls.in(PhoneCall.State.WAITING, Calls.arriving("1", Optional.of("SUPPORT"))));

        assertThat(scene.news(), contains("NC PBX:1 to [ann, bob]"));
        assertThat("look-ups", scene.lookUps, is(1));
        scene.happens(Calls.ends(arriving, Outcome.ABANDONED));
        assertThat(scene.news(), contains("OC PBX:1 ABANDONED to [ann, bob]"));
    }

    @Test
    void aMemberWhoSignsInLaterFindsTheOfferAndHearsOfItsEnd() {
        PhoneCall call = scene.offered();

        CallControl.Present present = scene.distributor.signIn("S-cem", CEM);
        scene.happens(Calls.ends(call, Outcome.ABANDONED));

        assertThat(present.offers().stream().map(AcdListener.Offer::callId).toList(), contains("PBX:1"));
        assertThat(present.groups(), contains(new AgentDirectory.Membership(Scene.SUPPORT, "AGENT")));
        assertThat(present.extension(), is(Optional.of(PHONE_OF_CEM)));
        assertThat(scene.news(), contains("OC PBX:1 ABANDONED to [ann, bob, cem]"));
    }

    @Test
    void whoIsNoMemberAnyMoreLosesTheOfferAndHearsNothingOfItsEnd() {
        PhoneCall call = scene.offered();
        scene.members.remove("bob");

        scene.distributor.directoryChanged(scene);

        assertThat(scene.news(), contains("OC PBX:1 UNAVAILABLE to [bob]"));
        assertThat(scene.claims(BOB, call), is("NOT_YOUR_GROUP"));
        scene.happens(Calls.ends(call, Outcome.ABANDONED));
        assertThat(scene.news(), contains("OC PBX:1 ABANDONED to [ann]"));
    }

    @Test
    void whoLeavesTheGroupWhileTheCallIsAnnouncedLosesTheOffer() {
        scene.members = new LinkedHashSet<>(scene.members) {
            private static final long serialVersionUID = 1L;

            @Override
            public Object[] toArray() {
                Object[] before = super.toArray();
                remove("bob");
                return before;
            }
        };

        scene.happens(Calls.waiting("1"));

        assertThat(scene.news(), contains("NC PBX:1 to [ann, bob]", "OC PBX:1 UNAVAILABLE to [bob]"));
    }

    @Test
    void earlierCallsThatAreFoundAfterAClaimAreShownWhenItFails() {
        scene.earlier = Optional.of(new EarlierCall(2, new EarlierCall.Last(Calls.START, PhoneCall.Direction.INBOUND, Optional.empty(), "")));
        PhoneCall call = scene.happens(Calls.waiting("1"));
        assertThat(scene.news(), contains("NC PBX:1 to [ann, bob]", "NC PBX:1 to [ann, bob] with 2 earlier calls"));
        assertThat(scene.claims(ANN, call), is("ok"));
        scene.news();

        scene.passes(Scene.SUPPORT.ringTimeout().plus(OfferRegistry.AFTER_RING_TIME));

        assertThat(scene.distributor.signIn("S-2", BOB).offers().get(0).earlier(), is(scene.earlier));
        scene.news();
    }

    @Test
    void whoIsInNoGroupIsOfferedNothing() {
        scene.signIn(DAN);
        PhoneCall call = scene.offered();

        assertThat(scene.distributor.signIn("S-dan-2", DAN).offers(), is(empty()));
        assertThat(scene.claims(DAN, call), is("NOT_YOUR_GROUP"));
    }

    @Test
    void whoSignedOutIsNotTold() {
        scene.distributor.signOut("S-bob");

        scene.happens(Calls.waiting("1"));

        assertThat(scene.news(), contains("NC PBX:1 to [ann]"));
    }

    @Test
    void aCallForNoKnownGroupIsNotOffered() {
        scene.group = Optional.empty();

        PhoneCall call = scene.happens(Calls.waiting("1"));

        assertThat(scene.claims(ANN, call), is("CALL_UNKNOWN"));
    }

    @Test
    void anOutgoingCallIsNotOffered() {
        PhoneCall call = Calls.outbound("2", PHONE_OF_CEM);

        scene.happens(call);

        assertThat(scene.news(), contains("CALL PBX:2 DIALING for cem", "CALL PBX:2 DIALING for cem"));
    }

    @Test
    void aCallerWhoHangsUpBeforeAnyClaimIsWithdrawnAtOnce() {
        PhoneCall call = scene.offered();

        PhoneCall gone = scene.happens(Calls.ends(call, Outcome.ABANDONED));

        assertThat(scene.news(), contains("OC PBX:1 ABANDONED to [ann, bob]"));
        assertThat(scene.claims(BOB, gone), is("CALLER_GONE"));
    }

    @Test
    void aCallThatEndsForAnotherReasonIsWithdrawn() {
        scene.happens(Calls.ends(scene.offered(), Outcome.FAILED));

        assertThat(scene.news(), contains("OC PBX:1 WITHDRAWN to [ann, bob]"));
    }

    @Test
    void whileTheDatabaseIsAwayTheOfferWaitsForIt() {
        scene.database = Optional.of(new IllegalStateException("no database"));
        PhoneCall call = scene.happens(Calls.waiting("1"));
        assertThat(scene.claims(ANN, call), is("FAILED"));
        assertThat(scene.problems.size(), is(2));
        scene.problems.clear();

        scene.database = Optional.empty();
        scene.passes(TaskScheduler.RETRY_AFTER);

        assertThat(scene.news(), contains("NC PBX:1 to [ann, bob]"));
    }

    @Test
    void endedCallsAreForgottenAfterAMinute() {
        PhoneCall gone = scene.happens(Calls.ends(scene.offered(), Outcome.ABANDONED));
        scene.news();

        scene.passes(EndedCalls.MEMORY.plusMillis(1));
        scene.happens(Calls.arriving("2", Optional.empty()));

        assertThat(scene.claims(ANN, gone), is("CALL_UNKNOWN"));
    }

    @Test
    void inAStormTheOldestEndedCallsAreForgottenSooner() {
        PhoneCall gone = scene.happens(Calls.ends(scene.offered(), Outcome.ABANDONED));
        scene.news();

        for (int i = 0; i <= EndedCalls.MOST; i++) {
            assertThat(scene.claims(ANN, gone), is("CALLER_GONE"));
            scene.happens(Calls.ends(Calls.arriving("storm-" + i, Optional.empty()), Outcome.MISSED));
        }

        assertThat(scene.claims(ANN, gone), is("CALL_UNKNOWN"));
    }
}
