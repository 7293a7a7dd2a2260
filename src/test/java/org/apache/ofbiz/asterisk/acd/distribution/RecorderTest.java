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

import static org.apache.ofbiz.asterisk.acd.distribution.Scene.PHONE_OF_ANN;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.ofbiz.asterisk.acd.recording.Recorder;
import org.apache.ofbiz.asterisk.acd.recording.Recordings;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.apache.ofbiz.asterisk.call.consent.Consent;
import org.junit.jupiter.api.Test;

/** What the dialplan does not record is recorded by us, once, where it is wanted. */
class RecorderTest {

    private static final String CUSTOMERS_LINE = "RECORD PJSIP/trunk-1 into /rec/1.wav";

    private final Scene scene = new Scene();
    private final List<String> problems = new ArrayList<>();
    private boolean wanted = true;
    private Optional<Consent> refusal = Optional.empty();
    /** Groups whose calls are refused; all where there are none. */
    private final Set<String> asking = new HashSet<>();
    private final Recordings recordings = new Recordings() {
        @Override
        public Optional<String> fileFor(PhoneCall call) {
            return wanted ? Optional.of("/rec/" + call.linkedId() + ".wav") : Optional.empty();
        }

        @Override
        public Optional<Consent> refusal(PhoneCall call) {
            scene.failWithoutDatabase();
            return refusal.filter(any -> asking.isEmpty() || call.groupId().filter(asking::contains).isPresent());
        }
    };
    private final Recorder recorder = new Recorder(recordings, scene, Runnable::run, (what, cause) -> problems.add(what));

    private List<String> recordedAfter(PhoneCall... changes) {
        for (PhoneCall call : changes) {
            recorder.callChanged(call, Calls.event());
        }
        return scene.news();
    }

    @Test
    void fromTheFirstWordOnTheCustomersLine() {
        PhoneCall ringing = Calls.rings(Calls.waiting("1"), PHONE_OF_ANN);
        assertThat("nobody talks", recordedAfter(Calls.waiting("1"), ringing), is(empty()));

        PhoneCall talking = Calls.talks(ringing);
        assertThat(recordedAfter(talking, talking, Calls.in(State.HELD, talking), talking), contains(CUSTOMERS_LINE));
    }

    @Test
    void anOutgoingCallWithoutAKnownLineIsRecordedOnThePhoneThatPlacedIt() {
        PhoneCall talking = Calls.talks(Calls.rings(Calls.outbound("1", PHONE_OF_ANN), PHONE_OF_ANN));

        assertThat(recordedAfter(talking), contains("RECORD PJSIP/1001-1.0 into /rec/1.wav"));
    }

    @Test
    void notTwice() {
        PhoneCall talking = Calls.talks(Calls.rings(Calls.waiting("1"), PHONE_OF_ANN));

        assertThat("the dialplan records into a file", recordedAfter(Calls.recordedInto("/var/1.wav", talking)), is(empty()));
        assertThat("the dialplan records, the file is not known", recordedAfter(Calls.recordedInto("", talking)), is(empty()));
        assertThat("an earlier run may have begun", recordedAfter(Calls.unseen(talking)), is(empty()));
        assertThat("after all", recordedAfter(talking, Calls.recordedInto("/rec/1.wav", talking)), contains(CUSTOMERS_LINE));
    }

    @Test
    void notWhereItIsNotWanted() {
        wanted = false;

        assertThat(recordedAfter(Calls.talks(Calls.rings(Calls.waiting("1"), PHONE_OF_ANN))), is(empty()));
        wanted = true;
        PhoneCall noGroup = Calls.arriving("2", Optional.empty());
        assertThat("a call of no group", recordedAfter(Calls.talks(Calls.rings(noGroup, PHONE_OF_ANN))), is(empty()));
    }

    @Test
    void aRefusalIsReportedOnceAndACallerWhoHungUpIsNone() {
        PhoneCall talking = Calls.talks(Calls.rings(Calls.waiting("1"), PHONE_OF_ANN));
        scene.pbxAnswer = CompletableFuture.completedFuture(Result.failed(Failure.Kind.NOT_PERMITTED, "Permission denied"));
        recordedAfter(talking, talking);
        assertThat(problems, hasSize(1));
        assertThat(problems.get(0), is("Call PBX:1 is not recorded: the PBX says NOT_PERMITTED Permission denied; "
                + "MixMonitor needs write=system for the AMI user"));

        scene.pbxAnswer = CompletableFuture.completedFuture(Result.failed(Failure.Kind.CHANNEL_GONE, "No such channel"));
        recordedAfter(Calls.talks(Calls.rings(Calls.waiting("2"), PHONE_OF_ANN)));
        assertThat(problems, hasSize(1));
    }

    @Test
    void anEndedCallIsForgotten() {
        PhoneCall talking = Calls.talks(Calls.rings(Calls.waiting("1"), PHONE_OF_ANN));
        recordedAfter(talking, Calls.ends(talking, Outcome.ANSWERED));

        assertThat(talking.legs().get(0).side(), is(Peer.Type.TRUNK));
        assertThat("the same name, another call", recordedAfter(talking), contains(CUSTOMERS_LINE));
    }

    @Test
    void aCallWhoseCustomerObjectsIsNotRecordedAndSaysWhy() {
        refusal = Optional.of(Consent.CONTACT_OBJECTS);
        PhoneCall talking = Calls.talks(Calls.rings(Calls.waiting("1"), PHONE_OF_ANN));

        assertThat(recordedAfter(talking, talking), contains("CONSENT CONTACT_OBJECTS at PJSIP/trunk-1"));
        assertThat("the dialplan records it", recordedAfter(Calls.recordedInto("/var/2.wav", Calls.talks(Calls.rings(Calls.waiting("2"),
                PHONE_OF_ANN)))), contains("CONSENT CONTACT_OBJECTS at PJSIP/trunk-2"));
    }

    @Test
    void eachGroupThatACallComesToDecidesAgain() {
        refusal = Optional.of(Consent.NO_KEY);
        asking.add("SALES");
        PhoneCall noGroup = Calls.recordedInto("/var/1.wav", Calls.talks(Calls.rings(Calls.arriving("1", Optional.empty()), PHONE_OF_ANN)));

        assertThat("the dialplan records it", recordedAfter(noGroup, noGroup), is(empty()));
        assertThat(recordedAfter(Calls.ofGroup("SUPPORT", noGroup)), is(empty()));
        PhoneCall transferred = Calls.ofGroup("SALES", noGroup);
        assertThat(recordedAfter(transferred, transferred), contains("CONSENT NO_KEY at PJSIP/trunk-1"));
    }

    @Test
    void withoutDatabaseOrPbxItIsTriedAgain() {
        PhoneCall talking = Calls.talks(Calls.rings(Calls.waiting("1"), PHONE_OF_ANN));
        scene.database = Optional.of(new IllegalStateException("no database"));
        assertThat(recordedAfter(talking), is(empty()));
        assertThat(problems, contains("recording call PBX:1"));
        scene.database = Optional.empty();
        scene.pbxKnown = false;
        assertThat(recordedAfter(talking), is(empty()));
        scene.pbxKnown = true;
        assertThat(recordedAfter(talking, talking), contains(CUSTOMERS_LINE));

        refusal = Optional.of(Consent.NOT_ANNOUNCED);
        PhoneCall recorded = Calls.recordedInto("/var/2.wav", Calls.talks(Calls.rings(Calls.waiting("2"), PHONE_OF_ANN)));
        scene.pbxKnown = false;
        assertThat(recordedAfter(recorded), is(empty()));
        scene.pbxKnown = true;
        assertThat(recordedAfter(recorded, recorded), contains("CONSENT NOT_ANNOUNCED at PJSIP/trunk-2"));
    }
}
