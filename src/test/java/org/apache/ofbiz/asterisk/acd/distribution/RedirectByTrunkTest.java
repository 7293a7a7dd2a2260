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
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.control.TransferTarget;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that are sent to a colleague whose phone is at another server. */
class RedirectByTrunkTest {

    private final Scene scene = new Scene();

    @BeforeEach
    void signIn() {
        scene.signIn(ANN, BOB);
    }

    private PhoneCall annTalks() {
        PhoneCall call = scene.happens(Calls.talks(Calls.rings(scene.claimedByAnn(), PHONE_OF_ANN)));
        scene.news();
        return call;
    }

    private String redirects(PhoneCall call, String target) {
        return Scene.said(scene.distributor.redirect(call.callId(), ANN, target));
    }

    private TransferTarget target(PhoneCall call, String number, boolean consult) {
        return TransferTarget.of(call, number, ANN, consult, scene, scene);
    }

    @Test
    void theCallerOfAGroupGoesWhereAClaimWouldSendThem() {
        assertThat(redirects(annTalks(), "2002"), is("ok"));

        assertThat(scene.news(), contains("REDIRECT PJSIP/trunk-1 to elsewhere@claim of 82002@to-branch"));
    }

    @Test
    void aCallThatWaitsIsSentByTheTrunk() {
        PhoneCall call = scene.offered();

        assertThat(redirects(call, "2002"), is("ok"));

        assertThat(scene.news(), hasItem("REDIRECT PJSIP/trunk-1 to elsewhere@claim of 82002@to-branch"));
        assertThat(scene.claims(BOB, call), is("CALL_WITHDRAWN"));
    }

    @Test
    void theCallerOfNoGroupKeepsTheChannelThatSaysWhoseThePhoneIs() {
        PhoneCall call = scene.happens(Calls.talks(Calls.rings(Calls.arriving("1", Optional.empty()), PHONE_OF_ANN)));
        scene.news();

        assertThat(redirects(call, "2002"), is("ok"));

        assertThat(scene.news(), contains("REDIRECT PJSIP/trunk-1 to consult@ofbiz-control of 82002@to-branch/n"));
    }

    @Test
    void aNumberOfTwoServersIsNobodys() {
        PhoneCall call = annTalks();

        assertThat(redirects(call, "2003"), is("TARGET_AMBIGUOUS 2003"));
        assertThat(target(call, "2003", false).refusal().orElseThrow().code().name(), is("TARGET_AMBIGUOUS"));
        assertThat(scene.told("REDIRECT"), is(0L));
    }

    @Test
    void aPhoneThatIsNotRegisteredAtItsServer() {
        scene.registrations.put("FAR", false);

        assertThat(redirects(annTalks(), "2002"), is("TARGET_UNREGISTERED 2002"));
    }

    @Test
    void aConsultationIsRefusedWithWhatToDo() {
        assertThat(target(annTalks(), "2002", true).refusal(), is(Optional.of(new Refusal(Code.TARGET_ELSEWHERE, "2002"))));
    }

    @Test
    void aTransferOutsideAndOneHereAreAsBefore() {
        PhoneCall call = annTalks();

        assertThat(target(call, "3725559999", false).redirect("x").context(), is("outbound"));
        assertThat(target(call, "112", false).redirect("x").context(), is("outbound"));
        assertThat(target(call, "1002", false).redirect("x").context(), is("claim"));
        assertThat(target(call, "1002", true).context(), is("internal"));
    }
}
