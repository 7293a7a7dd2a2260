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
package org.apache.ofbiz.asterisk.call.tracking;

import java.util.ArrayList;
import java.util.List;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.progress.CallInProgress;

/**
 * Makes calls out of the events of one server, in whatever order Asterisk reports what happens at the same moment. Channels
 * belong together by Linkedid; a call lives from its first channel (or our request for one) to the hang-up of its last. One that another
 * server sends here for a claim is followed and not told: it is a part of the call there, unless somebody joins it to one of this server.
 * Not thread-safe: one thread applies all events.
 */
public final class CallTracker {

    private final OpenCalls calls;
    private final CallEvent.Handler events;

    /** @param numbering asked on the thread that applies events: answers from memory */
    public CallTracker(String serverId, Numbering numbering) {
        this.calls = new OpenCalls(serverId, numbering);
        this.events = new EventApplier(calls, numbering);
    }

    /** @return the calls that the event changed, as they are now; a call that ended is told once and then forgotten, unless the PBX tells
     *         afterwards that it was for one of us */
    public List<PhoneCall> apply(CallEvent event) {
        event.dispatch(events);
        List<PhoneCall> changed = new ArrayList<>(2);
        for (CallInProgress call : calls.takeTouched()) {
            call.settledAt(event.at()).filter(now -> !call.facts().isElsewhere()).ifPresent(changed::add);
            if (call.ended()) {
                calls.forget(call, event.at());
            }
        }
        return changed;
    }

    /** Calls that have not ended, in no order. */
    public List<PhoneCall> openCalls() {
        return calls.all().stream().filter(call -> !call.facts().isElsewhere()).flatMap(call -> call.latest().stream()).toList();
    }

    /** Whether there is, or was lately, this channel. */
    boolean knows(Channel channel) {
        return calls.legs().byId(channel.uniqueId()).isPresent() || calls.ended().knowsId(channel.uniqueId());
    }

    /** Whether there is, or was lately, a channel of this Originate. */
    boolean knows(CallEvent.OriginateFailed failure) {
        return calls.legs().byId(failure.channelId()).isPresent() || calls.ended().knowsId(failure.channelId())
                || calls.all().stream().anyMatch(call -> EventApplier.rings(call, failure.dialString()))
                || calls.ended().rangInVain(failure.dialString(), failure.at());
    }

    /** Whether it keeps nothing of the calls that it has seen, as it must once all of them ended. */
    boolean isEmpty() {
        return calls.isEmpty();
    }
}
