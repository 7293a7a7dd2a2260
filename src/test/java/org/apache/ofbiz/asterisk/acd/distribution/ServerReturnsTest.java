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
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.PHONE_OF_CEM;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.claims.SharedClaims;
import org.junit.jupiter.api.Test;

/**
 * With several OFBiz nodes: another node serves the PBX for a while, and then this one again, while a caller waits all the time. For this node their
 * call was over meanwhile; nobody else can offer them now.
 */
class ServerReturnsTest {

    private static final int CALLS = 50;

    private final Scene scene = new Scene();

    /** As a node hears of calls of a server that it doesn't serve any more. */
    private void goesElsewhere(PhoneCall call) {
        scene.happens(Calls.leftTo(call), found());
    }

    /** The first list of channels has the caller. */
    private PhoneCall comesBack() {
        return scene.happens(Calls.waiting("1"), found());
    }

    private static CallEvent found() {
        return new CallEvent.Resynchronised(Calls.START, List.of());
    }

    @Test
    void whoWaitsIsOfferedBeforeTheOtherEndsOfAllOtherCallsAreLookedUp() {
        Queue<Runnable> workers = new ArrayDeque<>();
        Scene successor = new Scene(workers::add);
        successor.signIn(ANN, BOB);
        for (int i = 0; i < CALLS; i++) {
            successor.happens(Calls.outbound("other" + i, PHONE_OF_CEM), found());
        }
        successor.happens(Calls.waiting("1"), found());

        while (!successor.log.contains("NC PBX:1 to [ann, bob]")) {
            workers.remove().run();
        }

        assertThat("looked up by then", successor.lookUps, is(lessThan(CALLS / 2)));
        while (!workers.isEmpty()) {
            workers.remove().run();
        }
        assertThat("looked up at last", successor.lookUps, is(CALLS + 1));
    }

    @Test
    void whoStillWaitsIsOfferedAgain() {
        scene.signIn(ANN, BOB);
        goesElsewhere(scene.offered());
        assertThat("withdrawn here", scene.distributor.signIn("S-bob", BOB).offers(), is(empty()));
        scene.news();

        PhoneCall back = comesBack();

        assertThat(scene.news(), contains("NC PBX:1 to [ann, bob]"));
        assertThat(scene.claims(BOB, back), is("ok"));
        assertThat(scene.news(), hasItem("REDIRECT PJSIP/trunk-1 to 1002@claim"));
    }

    @Test
    void whoIsOfferedAgainStaysSo() {
        scene.signIn(ANN, BOB);
        goesElsewhere(scene.offered());
        PhoneCall back = comesBack();
        scene.news();

        scene.passes(EndedCalls.MEMORY.plus(Duration.ofSeconds(1)));
        scene.happens(Calls.waiting("2"));

        assertThat(scene.news(), contains("NC PBX:2 to [ann, bob]"));
        assertThat(scene.claims(ANN, back), is("ok"));
    }

    @Test
    void whoTalksToTheClaimerStillDoes() {
        scene.signIn(ANN, BOB);
        PhoneCall talking = scene.happens(Calls.talks(scene.happens(Calls.rings(scene.claimedByAnn(), PHONE_OF_ANN))));
        goesElsewhere(talking);
        scene.news();

        scene.happens(talking, found());

        assertThat(scene.news(), hasItem("CALL PBX:1 TALKING for ann"));
        assertThat(scene.claims(BOB, talking), startsWith("CALL_"));
    }

    @Test
    void whoWasClaimedInTheMomentWhenTheServerWentIsOfferedAgain() {
        CompletableFuture<Optional<PbxCommands.Failure>> kept = new CompletableFuture<>();
        scene.shared = new SharedClaims() {
            @Override
            public CompletionStage<Optional<PbxCommands.Failure>> take(Claim claim) {
                return claim.userLoginId().equals("ann") ? kept : CompletableFuture.completedFuture(Optional.empty());
            }

            @Override
            public void release(String callId, String serverId, long turn) {
                // what is released is another test's
            }
        };
        scene.signIn(ANN, BOB);
        PhoneCall call = scene.offered();
        CompletionStage<Answer> claim = scene.distributor.claim(call.callId(), ANN, Optional.of("S-ann"), Optional.empty());
        goesElsewhere(call);
        assertThat("the caller hasn't hung up", Scene.said(claim), is("PBX_AWAY"));
        assertThat(scene.news(), hasItem("OC PBX:1 WITHDRAWN to [ann, bob]"));

        PhoneCall back = comesBack();
        kept.complete(Optional.empty()); // the row was written, and is from before

        List<String> news = scene.news();
        assertThat(news, not(hasItem(startsWith("REDIRECT"))));
        assertThat(news, hasItem("NC PBX:1 to [ann, bob]"));
        assertThat(scene.claims(BOB, back), is("ok"));
    }
}
