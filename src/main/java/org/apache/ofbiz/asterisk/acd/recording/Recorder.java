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
package org.apache.ofbiz.asterisk.acd.recording;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.calls.Legs;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;
import org.apache.ofbiz.asterisk.call.consent.Consent;

/**
 * Has the PBX record what is to be recorded and the dialplan does not, once per call, from when two people talk; tells the call where it may not be.
 * Thread-safe.
 */
public final class Recorder implements CallListener {

    private final Recordings recordings;
    private final PbxDirectory pbxes;
    private final Executor workers;
    private final ErrorReporter problems;
    /** CallIds of calls that were decided about and go on. */
    private final Set<String> decided = ConcurrentHashMap.newKeySet();
    /** Those whose customer was asked about. */
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    /** @param workers for what may block */
    public Recorder(Recordings recordings, PbxDirectory pbxes, Executor workers, ErrorReporter problems) {
        this.recordings = recordings;
        this.pbxes = pbxes;
        this.workers = workers;
        this.problems = problems;
    }

    @Override
    public void callChanged(PhoneCall call, CallEvent event) {
        String callId = call.callId();
        if (call.ended()) {
            decided.remove(callId);
            asked.remove(callId);
        } else if (call.direction() != PhoneCall.Direction.INTERNAL && Legs.connected(call) && call.notRecorded().isEmpty()) {
            Optional<Leg> channel = RecordingRule.channel(call);
            boolean records = channel.isPresent() && decided.add(callId);
            if (asked.add(callId) || records) {
                work(call, () -> decide(call, channel.filter(any -> records), event.at()));
            }
        }
    }

    private void work(PhoneCall call, Runnable task) {
        try {
            workers.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    problems.report("recording call " + call.callId(), e);
                }
            });
        } catch (RejectedExecutionException e) {
            problems.report("recording call " + call.callId() + " while the call center stops", e);
        }
    }

    private void decide(PhoneCall call, Optional<Leg> channel, Instant at) {
        Optional<Consent> refusal = recordings.refusal(call);
        if (refusal.isPresent()) {
            Optional<Leg> customer = channel.or(call::customerLeg).or(() -> call.legs().stream().filter(Leg::alive).findFirst());
            pbxes.commands(call.serverId()).ifPresent(pbx -> customer.ifPresent(leg ->
                    pbx.consent(new CallEvent.ConsentTold(at, leg.channel(), refusal.get()))));
        } else if (channel.isPresent()) {
            record(call, channel.get().channel().name());
        }
    }

    private void record(PhoneCall call, String channelName) {
        recordings.fileFor(call).ifPresent(file -> pbxes.commands(call.serverId()).ifPresent(pbx -> pbx.startRecording(channelName, file)
                .thenAccept(result -> result.failure().filter(failure -> failure.kind() != Failure.Kind.CHANNEL_GONE)
                        .ifPresent(failure -> notRecorded(call, failure)))));
    }

    private void notRecorded(PhoneCall call, Failure failure) {
        String hint = failure.kind() == Failure.Kind.NOT_PERMITTED ? "; MixMonitor needs write=system for the AMI user" : "";
        problems.report("Call " + call.callId() + " is not recorded: the PBX says " + failure.kind() + " " + failure.detail() + hint,
                new IllegalStateException(failure.detail()));
    }
}
