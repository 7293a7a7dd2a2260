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
package org.apache.ofbiz.asterisk.ami.queues;

import java.util.Locale;
import java.util.Optional;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.call.queues.QueueEvent;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;
import org.apache.ofbiz.asterisk.call.queues.QueueMember;
import org.apache.ofbiz.asterisk.call.queues.QueueMember.Origin;
import org.apache.ofbiz.asterisk.call.queues.QueueMember.Status;

/** Members of queues in Asterisk's terms into ours, for Asterisk 13 to 22. Pure and thread-safe. */
public final class QueueTranslator {

    private QueueTranslator() {
    }

    /** Empty for events that aren't about a member. */
    public static Optional<QueueEvent> translate(AmiMessage m) {
        return switch (m.event()) {
        case "QueueMemberAdded", "QueueMemberStatus", "QueueMemberPause", "QueueMemberPaused", "QueueMemberPenalty", "QueueMemberRinginuse" ->
                member(m, m.get("Interface"), m.get("MemberName")).map(QueueEvent.MemberChanged::new);
        case "QueueMemberRemoved" -> Optional.of(new QueueEvent.MemberRemoved(new QueueKey(m.get("Queue"), m.get("Interface"))));
        case "AgentRingNoAnswer" -> Optional.of(new QueueEvent.Missed(new QueueKey(m.get("Queue"), m.get("Interface"))));
        case "AgentConnect" -> Optional.of(new QueueEvent.Answered(new QueueKey(m.get("Queue"), m.get("Interface"))));
        default -> Optional.empty();
        };
    }

    /** A QueueMember of the answer to QueueStatus: it names the interface Location. */
    public static Optional<QueueMember> listed(AmiMessage m) {
        return "QueueMember".equals(m.event()) ? member(m, m.optional("Location").orElseGet(() -> m.get("Interface")),
                m.optional("Name").orElseGet(() -> m.get("MemberName"))) : Optional.empty();
    }

    private static Optional<QueueMember> member(AmiMessage m, String device, String name) {
        if (m.get("Queue").isEmpty() || device.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> pause = m.number("Paused") == 1 ? Optional.of(m.optional("PausedReason").or(() -> m.optional("Reason")).orElse(""))
                : Optional.empty();
        return Optional.of(new QueueMember(m.get("Queue"), device, name, m.optional("StateInterface").orElse(device), origin(m.get("Membership")),
                Math.max(0, m.number("Penalty")), pause, status(m.number("Status")),
                m.optional("Ringinuse").map(rings -> "1".equals(rings) || "yes".equalsIgnoreCase(rings))));
    }

    private static Origin origin(String membership) {
        return switch (membership.toLowerCase(Locale.ROOT)) {
        case "dynamic" -> Origin.DYNAMIC;
        case "realtime" -> Origin.REALTIME;
        default -> Origin.STATIC;
        };
    }

    private static Status status(int number) {
        Status[] all = Status.values();
        return number >= 0 && number < all.length ? all[number] : Status.UNKNOWN;
    }
}
