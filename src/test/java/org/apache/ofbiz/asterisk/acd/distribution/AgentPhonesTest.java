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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.EarlierCall;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which of an agent's phones rings, and what agents are told of their phones, of the PBX and of earlier calls. */
class AgentPhonesTest {

    private final Scene scene = new Scene();

    @AfterEach
    void nothingElseHappened() {
        scene.hasNoMoreNews();
    }

    @Test
    void givenSeveralExtensionsThenTheChosenOneRingsAndIsRememberedAndAnothersIsRefused() {
        Peer second = phone("1009");
        scene.extensions.put("ann", List.of(Scene.PHONE_OF_ANN, second));
        scene.signIn(Scene.ANN);
        assertThat(Scene.said(scene.distributor.agents().useExtension(Scene.ANN, "1002")), is("NOT_YOUR_EXTENSION 1002"));
        assertThat(Scene.said(scene.distributor.agents().useExtension(Scene.ANN, "PEER-1009")), is("ok"));
        assertThat(Scene.said(scene.distributor.originate(Scene.ANN, Calls.CUSTOMER, Optional.empty())), is("ok"));
        assertThat(scene.news().get(0).startsWith("ORIGINATE PJSIP/1009 "), is(true));
        PhoneCall call = scene.happens(Calls.waiting("1"));
        scene.news();
        scene.claims(Scene.ANN, call);
        assertThat(scene.news(), hasItem("REDIRECT PJSIP/trunk-1 to 1009@claim"));
        Scene after = new Scene();
        after.extensions.put("ann", List.of(Scene.PHONE_OF_ANN, second));
        after.kept.putAll(scene.kept);
        assertThat(after.distributor.signIn("S", Scene.ANN).extension().orElseThrow().name(), is("1009"));
    }

    @Test
    void givenTheChosenExtensionIsNotTheirsAnyMoreThenAnotherRings() {
        scene.extensions.put("ann", List.of(Scene.PHONE_OF_ANN, phone("1009")));
        scene.signIn(Scene.ANN);
        scene.distributor.agents().useExtension(Scene.ANN, "1009");
        scene.extensions.put("ann", List.of(Scene.PHONE_OF_ANN));
        scene.distributor.directoryChanged(scene);
        scene.distributor.look();
        assertThat(scene.agentNews(), contains("ann phones [1001 IDLE] rings 1001"));
    }

    @Test
    void givenAPhoneOrThePbxChangesThenItsPeopleAreToldOnce() {
        scene.signIn(Scene.ANN, Scene.BOB);
        scene.distributor.look();
        assertThat(scene.agentNews(), is(empty()));
        scene.phones.put("PEER-1001", PeerStates.State.UNREGISTERED);
        scene.pbxKnown = false;
        scene.distributor.look();
        scene.distributor.look();
        assertThat(scene.agentNews(), contains("ann phones [1001 UNREGISTERED] rings 1001", "PBX away for [ann, bob]"));
        scene.pbxKnown = true;
        scene.distributor.look();
        assertThat(scene.agentNews(), contains("PBX there for [ann, bob]"));
    }

    @Test
    void givenACustomerWhoCalledBeforeThenTheOfferSaysSo() {
        EarlierCall.Last last = new EarlierCall.Last(Calls.START.minusSeconds(86_400), PhoneCall.Direction.INBOUND,
                Optional.of(Outcome.ANSWERED), "Bob");
        scene.earlier = Optional.of(new EarlierCall(3, last));
        scene.signIn(Scene.ANN, Scene.BOB);
        scene.happens(Calls.waiting("1"));
        assertThat("the offer waits for nothing", scene.news(), contains("NC PBX:1 to [ann, bob]", "NC PBX:1 to [ann, bob] with 3 earlier calls"));
        assertThat(scene.distributor.signIn("S", Scene.ANN).offers().get(0).earlier(), is(scene.earlier));
    }

    private static Peer phone(String name) {
        return new Peer("PEER-" + name, "PBX", "PJSIP", name, Peer.Type.EXTENSION, Optional.of(Scene.ANN), Optional.empty(), Optional.empty(), true);
    }
}
