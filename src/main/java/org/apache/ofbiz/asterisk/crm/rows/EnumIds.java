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
package org.apache.ofbiz.asterisk.crm.rows;

import java.util.Arrays;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.queues.QueueStrategy;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;

/**
 * How our words are in OFBiz's Enumeration table (data/AsteriskTypeData.xml). Ids carry a prefix there, since all enumerations of
 * OFBiz share one table, and may be 20 characters long. Stateless.
 */
public final class EnumIds {

    public static final String EXTENSION = "AST_EXTENSION";
    public static final String TRUNK = "AST_TRUNK";
    /** Role of a group member who takes calls. */
    public static final String AGENT = "AST_AGENT";
    /** Kept choice of an agent. */
    public static final String SIGNED_OUT = "AST_AGENT_SIGNED_OUT";
    public static final String ENTRY_NUMBER = "AST_ENTRY_NUMBER";
    public static final String ENTRY_QUEUE = "AST_ENTRY_QUEUE";
    public static final String ENTRY_OUTBOUND = "AST_ENTRY_OUTBOUND";
    public static final String ENTRY_USER_EVENT = "AST_ENTRY_USEREVENT";
    public static final String CLAIMED = "AST_EV_CLAIMED";
    /** Type of what an agent may take a pause for. */
    public static final String PAUSE_REASONS = "AST_PAUSE_REASON";
    /** Type of what a call can be about. */
    public static final String CALL_REASONS = "AST_CALL_REASON";
    /** Type of what can have become of a call. */
    public static final String DISPOSITIONS = "AST_DISPOSITION";
    private static final String CHOICE_PREFIX = "AST_AGENT_";
    public static final String PREFIX = "AST_";
    private static final String ROUTE_PREFIX = "AST_ROUTE_";
    private static final String PART_PREFIX = "AST_PART_";
    private static final String EVENT_PREFIX = "AST_EV_";

    private EnumIds() {
    }

    public static String of(AgentChoice.Kind kind) {
        return CHOICE_PREFIX + kind.name();
    }

    /** AVAILABLE for what is no choice. */
    public static AgentChoice.Kind choice(String enumId) {
        return Arrays.stream(AgentChoice.Kind.values()).filter(kind -> of(kind).equals(enumId)).findFirst().orElse(AgentChoice.Kind.AVAILABLE);
    }

    /** ROUND_ROBIN and FEWEST_CALLS do not fit with their whole names. */
    public static String of(QueueStrategy strategy) {
        return ROUTE_PREFIX + strategy.name().replace("_ROBIN", "").replace("_CALLS", "");
    }

    /** Empty for groups whose calls agents answer in their consoles. */
    public static Optional<QueueStrategy> strategy(String enumId) {
        return Arrays.stream(QueueStrategy.values()).filter(strategy -> of(strategy).equals(enumId)).findFirst();
    }

    public static String of(Peer.Type type) {
        return type == Peer.Type.TRUNK ? TRUNK : EXTENSION;
    }

    public static Peer.Type peerType(String enumId) {
        return TRUNK.equals(enumId) ? Peer.Type.TRUNK : Peer.Type.EXTENSION;
    }

    public static String of(PhoneCall.Direction direction) {
        return PREFIX + direction.name();
    }

    /** EXTENSION_UNREGISTERED does not fit with its whole name. */
    public static String of(Outcome outcome) {
        return PREFIX + outcome.name().replace("EXTENSION_", "EXT_");
    }

    /** RECORDING_STARTED does not fit with its whole name. */
    public static String of(TimelineEntry.Kind kind) {
        return EVENT_PREFIX + (kind == TimelineEntry.Kind.RECORDING_STARTED ? "RECORDING" : kind.name());
    }

    public static String of(CallPart.Kind kind) {
        return PART_PREFIX + kind.name();
    }

    /** Name of a {@link TimelineEntry.Kind}, or CLAIMED. */
    public static String event(String enumId) {
        return Arrays.stream(TimelineEntry.Kind.values()).filter(kind -> of(kind).equals(enumId)).map(Enum::name).findFirst().orElse("CLAIMED");
    }

    /** INTERNAL for what is no direction. */
    public static PhoneCall.Direction direction(String enumId) {
        return Arrays.stream(PhoneCall.Direction.values()).filter(direction -> of(direction).equals(enumId)).findFirst()
                .orElse(PhoneCall.Direction.INTERNAL);
    }

    public static Optional<Outcome> outcome(String enumId) {
        return Arrays.stream(Outcome.values()).filter(outcome -> of(outcome).equals(enumId)).findFirst();
    }

    /** The word without prefix, e.g. AGENT, INBOUND; empty for null. */
    public static String word(String enumId) {
        return enumId == null ? "" : enumId.startsWith(PREFIX) ? enumId.substring(PREFIX.length()) : enumId;
    }
}
