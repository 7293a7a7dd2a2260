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

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.recording.RecordingStop;
import org.apache.ofbiz.asterisk.acd.recording.Recordings;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Stops what the PBX records of calls that may not be recorded, also what the dialplan begins later, and has the files deleted. Used in turn only.
 */
final class RecordingGuard {

    private final CallBook book;
    private final PbxDirectory pbxes;
    private final Recordings recordings;
    private final Executor workers;
    private final ErrorReporter problems;
    /** Files that were known when a call's recordings were stopped last: a PBX tells a file some time after it began to record. */
    private final Map<String, Integer> stopped = new HashMap<>();

    /** @param workers for deleting files */
    RecordingGuard(CallBook book, PbxDirectory pbxes, Recordings recordings, Executor workers, ErrorReporter problems) {
        this.book = book;
        this.pbxes = pbxes;
        this.recordings = recordings;
        this.workers = workers;
        this.problems = problems;
    }

    /** The call has changed, or something of its channels. */
    void look(String callId) {
        Optional<PhoneCall> call = book.find(callId);
        if (call.isEmpty()) {
            stopped.remove(callId);
        } else if (call.get().notRecorded().isPresent()) {
            int files = call.get().recordingFiles().size();
            Integer before = stopped.put(callId, files);
            if (before == null || before != files || !book.recorded(call.get()).isEmpty()) {
                stop(call.get());
            }
        }
    }

    /** What begins after the first line is seen again. */
    private void stop(PhoneCall call) {
        book.recorded(call).forEach(uniqueId -> book.recordingChanged(call, uniqueId, false, false));
        pbxes.commands(call.serverId()).ifPresent(pbx -> RecordingStop.all(pbx, call).thenRun(() -> {
            try {
                workers.execute(() -> discard(call));
            } catch (RejectedExecutionException e) {
                problems.report("deleting the recording of call " + call.callId() + " while the call center stops", e);
            }
        }));
    }

    private void discard(PhoneCall call) {
        try {
            recordings.discard(book.find(call.callId()).orElse(call));
        } catch (RuntimeException e) {
            problems.report("deleting the recording of call " + call.callId(), e);
        }
    }
}
