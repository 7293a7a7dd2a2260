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

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** Has the PBX record what is to be recorded and the dialplan does not, once per call, from when two people talk. Thread-safe. */
public final class Recorder implements CallListener {

    private final Recordings recordings;
    private final PbxDirectory pbxes;
    private final Executor workers;
    private final ErrorReporter problems;
    /** CallIds of calls that were decided about and go on. */
    private final Set<String> decided = ConcurrentHashMap.newKeySet();

    /** @param workers for what may block */
    public Recorder(Recordings recordings, PbxDirectory pbxes, Executor workers, ErrorReporter problems) {
        this.recordings = recordings;
        this.pbxes = pbxes;
        this.workers = workers;
        this.problems = problems;
    }

    @Override
    public void callChanged(PhoneCall call, CallEvent event) {
        if (call.ended()) {
            decided.remove(call.callId());
            return;
        }
        Optional<PhoneCall.Leg> channel = RecordingRule.channel(call);
        if (channel.isPresent() && decided.add(call.callId())) {
            try {
                workers.execute(() -> record(call, channel.get().channel().name()));
            } catch (RejectedExecutionException e) {
                problems.report("recording call " + call.callId() + " while the call center stops", e);
            }
        }
    }

    private void record(PhoneCall call, String channelName) {
        try {
            recordings.fileFor(call).ifPresent(file -> pbxes.commands(call.serverId()).ifPresent(pbx -> pbx.startRecording(channelName, file)
                    .thenAccept(result -> result.failure().filter(failure -> failure.kind() != Failure.Kind.CHANNEL_GONE)
                            .ifPresent(failure -> notRecorded(call, failure)))));
        } catch (RuntimeException e) {
            problems.report("recording call " + call.callId(), e);
        }
    }

    private void notRecorded(PhoneCall call, Failure failure) {
        String hint = failure.kind() == Failure.Kind.NOT_PERMITTED ? "; MixMonitor needs write=system for the AMI user" : "";
        problems.report("Call " + call.callId() + " is not recorded: the PBX says " + failure.kind() + " " + failure.detail() + hint,
                new IllegalStateException(failure.detail()));
    }
}
