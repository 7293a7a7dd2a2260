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
package org.apache.ofbiz.asterisk.acd.incall;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.ofbiz.asterisk.acd.CallCommand;
import org.apache.ofbiz.asterisk.acd.CallHandling.Handled;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.recording.Recordings;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.consent.Consent;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;

/** What may not be recorded is stopped as often as it begins, and its files go. */
class RecordingGuardTest {

    private static final Instant AT = Instant.parse("2026-11-30T00:14:00Z");
    private static final Channel CUSTOMER = new Channel("PJSIP/trunk-1", "c", "c");

    private static final Peer PHONE = new Peer("PEER-1001", "PBX", "PJSIP", "1001", Peer.Type.EXTENSION,
            Optional.of(new Person("ann", "P-ANN", "Ann")), Optional.empty(), Optional.empty(), true);

    private final CallBook book = new CallBook();
    private final PbxCommands pbx = Mockito.mock(PbxCommands.class);
    private final PbxDirectory pbxes = Mockito.mock(PbxDirectory.class);
    private final List<String> done = new ArrayList<>();
    private final Recordings recordings = new Recordings() {
        @Override
        public Optional<String> fileFor(PhoneCall call) {
            return Optional.empty();
        }

        @Override
        public void discard(PhoneCall call) {
            done.add("discard " + call.recordingFiles());
        }
    };
    private final RecordingGuard guard = new RecordingGuard(book, pbxes, recordings, Runnable::run, (what, cause) -> done.add(what));
    /** How many recordings run on the channel. */
    private int running;

    RecordingGuardTest() {
        Mockito.when(pbxes.commands("PBX")).thenReturn(Optional.of(pbx));
        Mockito.when(pbx.act(ArgumentMatchers.any())).thenAnswer(call -> {
            ChannelCommand.Record record = call.getArgument(0);
            if (!record.channelName().equals(CUSTOMER.name())) {
                return CompletableFuture.completedFuture(Result.failed(Failure.Kind.REFUSED, "none"));
            }
            done.add(record.change() + " " + running);
            return CompletableFuture.completedFuture(running-- > 0 ? Result.SUCCESS : Result.failed(Failure.Kind.REFUSED, "none"));
        });
    }

    private void looks(String file, TimelineEntry... timeline) {
        changes(file, timeline);
        guard.look("PBX:c");
    }

    private void changes(String file, TimelineEntry... timeline) {
        book.changed(new PhoneCall("PBX", "c", PhoneCall.Direction.INBOUND, PhoneCall.State.TALKING, new Party("3725551234", ""), "5002",
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(leg(CUSTOMER, Optional.empty()),
                leg(new Channel("PJSIP/1001-2", "a", "c"), Optional.of(PHONE))), AT, Optional.of(AT), Optional.empty(), Optional.of(file),
                Optional.empty(), 0, false, Optional.empty(), List.of(timeline), List.of(), Map.of()));
    }

    private static Leg leg(Channel channel, Optional<Peer> peer) {
        return new Leg(channel, peer, peer.isPresent() ? Peer.Type.EXTENSION : Peer.Type.TRUNK, AT, Optional.of(AT), Optional.empty(),
                Optional.empty(), 0);
    }

    private static TimelineEntry refused() {
        return new TimelineEntry(AT, TimelineEntry.Kind.NOT_RECORDED, Optional.empty(), Optional.empty(), Consent.OBJECTED.name());
    }

    @Test
    void eachRecordingOfTheChannelIsStopped() {
        running = 2;
        looks("");
        assertThat("nobody objects", done, is(empty()));

        looks("", refused());
        assertThat(done, is(List.of("STOP 2", "STOP 1", "STOP 0", "discard []")));
        looks("", refused());
        assertThat("once", done.size(), is(4));
    }

    @Test
    void aFileThatIsToldLateIsDeletedAndALaterRecordingIsStoppedAgain() {
        looks("", refused());
        done.clear();
        looks("/rec/c.wav", refused());
        assertThat(done, is(List.of("STOP -1", "discard [/rec/c.wav]")));
        done.clear();

        running = 1;
        book.heard("PBX", new CallEvent.RecordingStarted(AT, CUSTOMER, Optional.empty()));
        guard.look("PBX:c");
        assertThat(done, is(List.of("STOP 1", "STOP 0", "discard [/rec/c.wav]")));
    }

    /** That of the PBX and one by key, say; and one on the agent's phone. */
    @Test
    void whatTheAgentStopsIsStoppedAndWhatIsHeardIsNotPaused() {
        changes("");
        begins(CUSTOMER);
        begins(CUSTOMER);
        Channel phone = new Channel("PJSIP/1001-2", "a", "c");
        book.heard("PBX", new CallEvent.RecordingChanged(AT, CUSTOMER, true, true));
        assertThat(book.view("PBX:c", "ann").orElseThrow().muted(), is(true));
        begins(phone);
        assertThat("one of them is heard", book.view("PBX:c", "ann").orElseThrow().muted(), is(false));
        book.heard("PBX", new CallEvent.RecordingChanged(AT, phone, false, false));

        running = 2;
        CallHandler handler = new CallHandler(book, book.view("PBX:c", "ann").orElseThrow(), "ann", pbx, Clock.fixed(AT, ZoneOffset.UTC), recordings,
                new Consultations(), Optional.empty());
        Handled handled = handler.handle(new CallCommand.Plain("PBX:c", CallCommand.Kind.STOP_RECORDING)).toCompletableFuture().join();
        assertThat(handled.refusal(), is(Optional.empty()));
        assertThat(done, is(List.of("STOP 2", "STOP 1")));
        assertThat(book.view("PBX:c", "ann").orElseThrow().recorded(), is(false));
    }

    private void begins(Channel channel) {
        book.heard("PBX", new CallEvent.RecordingStarted(AT, channel, Optional.empty()));
    }

    @Test
    void theThreadThatCompletesTheCommandTouchesNoFile() {
        changes("/rec/c.wav");
        Mockito.doAnswer(told -> {
            changes("/rec/c.wav", refused());
            return null;
        }).when(pbx).consent(ArgumentMatchers.any());
        CallHandler handler = new CallHandler(book, book.view("PBX:c", "ann").orElseThrow(), "ann", pbx, Clock.fixed(AT, ZoneOffset.UTC), recordings,
                new Consultations(), Optional.empty());

        Handled handled = handler.handle(new CallCommand.Plain("PBX:c", CallCommand.Kind.OBJECT)).toCompletableFuture().join();

        assertThat(handled.refusal(), is(Optional.empty()));
        assertThat(done, is(List.of("STOP 0")));
        guard.look("PBX:c");
        assertThat(done, is(List.of("STOP 0", "STOP -1", "discard [/rec/c.wav]")));
    }
}
