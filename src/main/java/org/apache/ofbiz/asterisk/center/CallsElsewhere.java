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
package org.apache.ofbiz.asterisk.center;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.acd.live.LiveCalls;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Calls of servers that another OFBiz node serves now. They go on there; here their offers are withdrawn and their agents are free. The journal
 * and other systems are told nothing: for them, nothing has ended.
 */
final class CallsElsewhere {

    private final LiveCalls live;
    private final List<CallListener> listeners;

    CallsElsewhere(LiveCalls live, List<CallListener> listeners) {
        this.live = live;
        this.listeners = listeners;
    }

    /** @param here whether this node is connected to a server */
    void forget(Predicate<String> here) {
        List<PhoneCall> gone = live.all().stream().filter(call -> !here.test(call.serverId())).toList();
        gone.stream().map(PhoneCall::serverId).distinct().forEach(live::forget);
        Instant now = Instant.now();
        gone.forEach(call -> {
            PhoneCall ended = ended(call, now);
            CallEvent event = new CallEvent.Resynchronised(now, List.of());
            listeners.forEach(listener -> listener.callChanged(ended, event));
        });
    }

    /** Without its group, so that nobody has to write it up. */
    private static PhoneCall ended(PhoneCall call, Instant now) {
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), PhoneCall.State.ENDED, call.caller(), call.dialedNumber(),
                Optional.empty(), call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt(), call.answeredAt(),
                Optional.of(now), call.recordingFile(), call.outcome(), call.hangupCause(), true, call.mergedInto(), call.timeline(), call.parts(),
                call.variables());
    }
}
