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
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.claims.SharedClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With several OFBiz nodes: nobody is sent to a phone before the claim is kept for all of them, and a claim that comes to nothing is released. */
class SharedClaimsTest {

    private final Scene scene = new Scene();
    private final List<String> released = new ArrayList<>();
    private final List<SharedClaims.Claim> taken = new ArrayList<>();
    private CompletableFuture<Optional<PbxCommands.Failure>> answer = new CompletableFuture<>();
    private PhoneCall call;

    /** Answers when the test does. */
    private final class Kept implements SharedClaims {

        @Override
        public CompletionStage<Optional<PbxCommands.Failure>> take(Claim claim) {
            taken.add(claim);
            return answer;
        }

        @Override
        public void release(String callId, String serverId, long turn) {
            released.add(callId + " " + turn);
        }
    }

    @BeforeEach
    void annClaims() {
        scene.shared = new Kept();
        scene.signIn(ANN, BOB);
        call = scene.offered();
    }

    private CompletionStage<Answer> claims() {
        return scene.distributor.claim(call.callId(), ANN, Optional.of("S-ann"), Optional.empty());
    }

    private void says(PbxCommands.Failure.Kind why) {
        answer.complete(Optional.of(new PbxCommands.Failure(why, "")));
    }

    @Test
    void theCallerIsSentOnceTheClaimIsKept() {
        CompletionStage<Answer> claim = claims();

        assertThat(taken.get(0).callId() + " " + taken.get(0).userLoginId() + " " + taken.get(0).peerId(), is("PBX:1 ann PEER-1001"));
        assertThat(scene.news(), not(hasItem(startsWith("REDIRECT"))));
        assertThat("others hear at once who has the call", scene.claims(BOB, call), is("CALL_TAKEN Ann"));

        answer.complete(Optional.empty());
        assertThat(scene.news(), contains("REDIRECT PJSIP/trunk-1 to 1001@claim"));
        assertThat(Scene.said(claim), is("ok"));
        assertThat(released, is(empty()));
    }

    @Test
    void aCallOfAnotherNodeIsSentNowhere() {
        CompletionStage<Answer> claim = claims();
        scene.news();

        says(PbxCommands.Failure.Kind.PBX_AWAY);

        assertThat(Scene.said(claim), is("PBX_AWAY"));
        assertThat(scene.news(), not(hasItem(startsWith("REDIRECT"))));
        assertThat(released, contains("PBX:1 " + taken.get(0).turn()));
    }

    @Test
    void withoutDatabaseTheCallIsOfferedAgain() {
        CompletionStage<Answer> claim = claims();
        scene.news();

        says(PbxCommands.Failure.Kind.NOT_KEPT);

        assertThat(Scene.said(claim), is("FAILED"));
        assertThat(scene.news(), hasItem(startsWith("NC PBX:1 to [ann, bob]")));
        answer = CompletableFuture.completedFuture(Optional.empty());
        assertThat("and can be claimed", scene.claims(BOB, call), is("ok"));
        assertThat("in a later turn", taken.get(1).turn() > taken.get(0).turn(), is(true));
    }

    @Test
    void aClaimThatThePbxRefusesIsReleased() {
        answer = CompletableFuture.completedFuture(Optional.empty());
        scene.pbxAnswer = CompletableFuture.completedFuture(PbxCommands.Result.failed(PbxCommands.Failure.Kind.REFUSED, "no"));

        assertThat(scene.claims(ANN, call), is("PBX_REFUSED"));
        assertThat(released, contains("PBX:1 " + taken.get(0).turn()));
    }

    @Test
    void whoGivesUpBeforeTheClaimIsKeptIsNotRung() {
        CompletionStage<Answer> claim = claims();
        scene.news();
        assertThat(Scene.said(scene.distributor.hangup(call.callId(), ANN)), is("ok"));

        answer.complete(Optional.empty());

        assertThat(Scene.said(claim), is("ok"));
        List<String> news = scene.news();
        assertThat(news, not(hasItem(startsWith("REDIRECT"))));
        assertThat("the others are offered the call again", news, hasItem(startsWith("NC PBX:1 to [ann, bob]")));
        assertThat(released, contains("PBX:1 " + taken.get(0).turn()));
    }

    @Test
    void aCallerWhomSomebodyElseAnsweredBeforeTheClaimIsKeptStaysThere() {
        CompletionStage<Answer> claim = claims();
        scene.happens(Calls.talks(scene.happens(Calls.rings(call, Scene.PHONE_OF_BOB))));
        scene.news();

        answer.complete(Optional.empty());

        assertThat(scene.news(), not(hasItem(startsWith("REDIRECT"))));
        assertThat(Scene.said(claim), is("CALL_TAKEN Bob"));
        assertThat(released, contains("PBX:1 " + taken.get(0).turn()));
    }

    @Test
    void aCallerWhomTheQueueSentElsewhereBeforeTheClaimIsKeptStaysThere() {
        CompletionStage<Answer> claim = claims();
        scene.happens(Calls.ofGroup("SALES", call));
        scene.news();

        answer.complete(Optional.empty());

        assertThat(scene.news(), not(hasItem(startsWith("REDIRECT"))));
        assertThat(Scene.said(claim), is(not("ok")));
        assertThat(released, contains("PBX:1 " + taken.get(0).turn()));
    }
}
