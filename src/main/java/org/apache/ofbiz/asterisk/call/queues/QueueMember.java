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
package org.apache.ofbiz.asterisk.call.queues;

import java.util.Optional;

/**
 * A member of a queue, as the PBX reports it.
 *
 * @param device      what the queue rings, AMI's Interface: {@code PJSIP/1001} or {@code Local/1001@from-queue/n}
 * @param name        AMI's MemberName
 * @param stateDevice whose state decides whether the member is free, AMI's StateInterface
 * @param penalty     0 or more; members with a lower one are called first
 * @param pauseReason empty while the member isn't paused; an empty text for a pause without a reason
 * @param status      of the state device
 * @param ringInUse   whether the queue rings a member who is in a call; the PBX says so in events only, not in its list of members
 */
public record QueueMember(String queue, String device, String name, String stateDevice, Origin origin, int penalty,
                          Optional<String> pauseReason, Status status, Optional<Boolean> ringInUse) {

    /** One of whom isn't known whether they are rung in a call. */
    public QueueMember(String queue, String device, String name, String stateDevice, Origin origin, int penalty, Optional<String> pauseReason,
                       Status status) {
        this(queue, device, name, stateDevice, origin, penalty, pauseReason, status, Optional.empty());
    }

    /** Who put the member into the queue. */
    public enum Origin {
        /** In {@code queues.conf}. */
        STATIC,
        /** By AMI, by the dialplan or from the console: gone after a restart of the PBX unless {@code persistentmembers = yes}. */
        DYNAMIC,
        /** By the PBX's own database. */
        REALTIME
    }

    /** AST_DEVICE_* of Asterisk's devicestate.h, in its order, which AMI sends as a number. */
    public enum Status {
        UNKNOWN, NOT_INUSE, INUSE, BUSY, INVALID, UNAVAILABLE, RINGING, RINGINUSE, ONHOLD
    }

    public QueueKey key() {
        return new QueueKey(queue, device);
    }

    public boolean paused() {
        return pauseReason.isPresent();
    }

    /** Whether a queue that doesn't ring members in calls would ring this one now. */
    public boolean isFree() {
        return !paused() && (status == Status.NOT_INUSE || status == Status.UNKNOWN);
    }

    /** The same member as another event or list says it, which may not say whether they are rung in a call. */
    public QueueMember after(QueueMember before) {
        return ringInUse.isPresent() || before.ringInUse.isEmpty() ? this
                : new QueueMember(queue, device, name, stateDevice, origin, penalty, pauseReason, status, before.ringInUse);
    }
}
