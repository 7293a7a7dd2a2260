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
import java.util.HashSet;
import java.util.Map;
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
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;
import org.apache.ofbiz.asterisk.call.consent.Consent;

/**
 * Has the PBX record what is to be recorded and the dialplan does not, once per call, from when two people talk; tells the call where it may not be,
 * which each group that it comes to decides again. What failed is tried again with the next change of the call. Thread-safe.
 */
public final class Recorder implements CallListener {

    private final Recordings recordings;
    private final PbxDirectory pbxes;
    private final Executor workers;
    private final ErrorReporter problems;
    /** CallIds of calls that were decided about and go on. */
    private final Set<String> decided = ConcurrentHashMap.newKeySet();
    /** By callId, the groups for which it was asked whether such a call may be recorded; an empty name for no group. */
    private final Map<String, Set<String>> asked = new ConcurrentHashMap<>();

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
            boolean asks = asked.computeIfAbsent(callId, id -> ConcurrentHashMap.newKeySet()).add(group(call));
            if (asks || records) {
                work(call, channel.filter(any -> records), event.at());
            }
        }
    }

    private static String group(PhoneCall call) {
        return call.groupId().orElse("");
    }

    private void work(PhoneCall call, Optional<Leg> channel, Instant at) {
        try {
            workers.execute(() -> {
                boolean done = false;
                try {
                    done = decide(call, channel, at);
                } catch (RuntimeException e) {
                    problems.report("recording call " + call.callId(), e);
                } finally {
                    if (!done) {
                        asked.getOrDefault(call.callId(), new HashSet<>()).remove(group(call));
                        channel.ifPresent(recorded -> decided.remove(call.callId()));
                    }
                }
            });
        } catch (RejectedExecutionException e) {
            problems.report("recording call " + call.callId() + " while the call center stops", e);
        }
    }

    /** @return false where it has to be tried again */
    private boolean decide(PhoneCall call, Optional<Leg> channel, Instant at) {
        Optional<Consent> refusal = recordings.refusal(call);
        Optional<String> file = refusal.isPresent() || channel.isEmpty() ? Optional.empty() : recordings.fileFor(call);
        if (refusal.isEmpty() && file.isEmpty()) {
            return true;
        }
        Optional<PbxCommands> pbx = pbxes.commands(call.serverId());
        Optional<Leg> customer = channel.or(call::customerLeg).or(() -> call.legs().stream().filter(Leg::alive).findFirst());
        if (pbx.isEmpty() || customer.isEmpty()) {
            return false;
        }
        if (refusal.isPresent()) {
            pbx.get().consent(new CallEvent.ConsentTold(at, customer.get().channel(), refusal.get()));
        } else {
            record(call, pbx.get(), customer.get().channel().name(), file.get());
        }
        return true;
    }

    private void record(PhoneCall call, PbxCommands pbx, String channelName, String file) {
        pbx.startRecording(channelName, file).thenAccept(result -> result.failure().filter(failure -> failure.kind() != Failure.Kind.CHANNEL_GONE)
                .ifPresent(failure -> notRecorded(call, failure)));
    }

    private void notRecorded(PhoneCall call, Failure failure) {
        String hint = failure.kind() == Failure.Kind.NOT_PERMITTED ? "; MixMonitor needs write=system for the AMI user" : "";
        problems.report("Call " + call.callId() + " is not recorded: the PBX says " + failure.kind() + " " + failure.detail() + hint,
                new IllegalStateException(failure.detail()));
    }
}
