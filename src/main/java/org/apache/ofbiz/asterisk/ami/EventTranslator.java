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
package org.apache.ofbiz.asterisk.ami;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.consent.Consent;

/**
 * Asterisk's words into ours, for Asterisk 16 to 22. Pure and thread-safe. Events that say nothing about a call, and those of
 * channels that are no phone and no trunk (announcements, recorders, messages), translate to nothing.
 */
public final class EventTranslator {

    private static final int STATE_RING = 4;
    static final int STATE_RINGING = 5;
    static final int STATE_UP = 6;

    /** Bridges in which nobody hears anybody: parking lots, agents who wait. */
    private static final String HOLDING = "holding_bridge";
    /** Where agents wait who logged in by AgentLogin. */
    private static final String AGENT_POOL = "agent_hold";
    private static final String CONFERENCE = "ConfBridge";
    private static final int LONGEST_SHOWN = 250;
    /** Marks, embeddings, overrides and isolates of directions, and what begins another line. */
    private static final Pattern TURNING = Pattern.compile("[\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]");
    /** How trunks write a number that the caller withholds. */
    private static final Set<String> WITHHELD = Set.of("anonymous", "restricted", "unavailable", "unknown", "private", "asterisk");
    /** Headers of a UserEvent that are Asterisk's own. */
    private static final Set<String> NOT_OF_THE_USER = Set.of("event", "privilege", "channel", "channelstate", "channelstatedesc",
            "calleridnum", "calleridname", "connectedlinenum", "connectedlinename", "language", "accountcode", "context", "exten", "priority",
            "uniqueid", "linkedid", "userevent", "systemname");

    private EventTranslator() {
    }

    /** @param at when the message was received */
    public static Optional<CallEvent> translate(AmiMessage m, Instant at) {
        if ("OriginateResponse".equals(m.event())) {
            return originateResponse(m, at);
        }
        if ("BridgeMerge".equals(m.event())) {
            return Optional.of(new CallEvent.BridgesMerged(at, m.get("FromBridgeUniqueid"), m.get("ToBridgeUniqueid")));
        }
        if ("Rename".equals(m.event())) {
            return Optional.of(new CallEvent.ChannelRenamed(at, m.get("Uniqueid"), ChannelHeaders.plainName(m.get("Newname"))));
        }
        if ("Cdr".equals(m.event())) {
            return m.optional("UniqueID").map(id -> new CallEvent.Accounted(at, id, m.get("DestinationContext"), m.get("Destination"),
                    m.get("LastApplication"), m.get("LastData")));
        }
        if (m.event().startsWith("Dial")) {
            return ChannelHeaders.channel(m, "Dest").flatMap(to -> dial(m, to, at));
        }
        Optional<CallEvent> meeting = BridgeTranslator.translate(m, at);
        return meeting.isPresent() ? meeting : ChannelHeaders.channel(m, "").flatMap(channel -> ofChannel(m, channel, at));
    }

    private static Optional<CallEvent> ofChannel(AmiMessage m, Channel channel, Instant at) {
        CallEvent event = switch (m.event()) {
        case "Newchannel" -> new CallEvent.ChannelCreated(at, channel, m.number("ChannelState") == STATE_RING, party(m, ""),
                m.get("Context"), m.get("Exten"));
        case "Newstate" -> progress(m, channel, at);
        case "NewCallerid" -> new CallEvent.CallerIdentified(at, channel, party(m, ""), m.get("Context"), m.get("Exten"));
        case "BridgeEnter" -> bridgeEntered(m, channel, at);
        // who takes somebody's place in a conference is told to have joined only
        case "ConfbridgeJoin" -> new CallEvent.BridgeEntered(at, channel, m.get("BridgeUniqueid"), true, m.get("Conference"));
        case "ConfbridgeLeave" -> new CallEvent.BridgeLeft(at, channel, m.get("BridgeUniqueid"));
        case "AgentLogin" -> new CallEvent.AgentWaits(at, channel);
        case "MessageWaiting" -> m.number("Waiting") == 0 ? null : new CallEvent.VoicemailLeft(at, channel, m.get("Mailbox"));
        case "BridgeLeave" -> new CallEvent.BridgeLeft(at, channel, m.get("BridgeUniqueid"));
        case "Hold" -> new CallEvent.HoldChanged(at, channel, true);
        case "Unhold" -> new CallEvent.HoldChanged(at, channel, false);
        case "MusicOnHoldStart" -> new CallEvent.WaitingBegun(at, channel, m.get("Context"));
        case "MusicOnHoldStop" -> new CallEvent.WaitingEnded(at, channel);
        case "UserEvent" -> userEvent(m, channel, at);
        case "VarSet" -> variable(m, channel, at);
        case "QueueCallerJoin" -> new CallEvent.QueueJoined(at, channel, m.get("Queue"), place(m));
        case "QueueCallerLeave" -> new CallEvent.QueueLeft(at, channel, m.get("Queue"), place(m));
        case "MixMonitorStart" -> new CallEvent.RecordingStarted(at, channel, Optional.empty());
        case "MixMonitorStop" -> new CallEvent.RecordingChanged(at, channel, false, false);
        case "MixMonitorMute" -> "both".equals(m.get("Direction")) ? new CallEvent.RecordingChanged(at, channel, true, m.number("State") == 1) : null;
        case "HangupRequest" -> new CallEvent.HangupRequested(at, channel, m.number("Cause"));
        case "Hangup" -> new CallEvent.HungUp(at, channel, m.number("Cause"), place(m));
        default -> null;
        };
        return Optional.ofNullable(event);
    }

    private static CallEvent progress(AmiMessage m, Channel channel, Instant at) {
        int state = m.number("ChannelState");
        if (state == STATE_RING) {
            return new CallEvent.CallArrived(at, channel, party(m, ""), m.get("Context"), m.get("Exten"));
        }
        return state == STATE_RINGING || state == STATE_UP ? new CallEvent.ChannelProgressed(at, channel, state == STATE_UP) : null;
    }

    /** A variable that channels inherit is named with an underscore or two before its name. */
    private static CallEvent variable(AmiMessage m, Channel channel, Instant at) {
        String name = m.get("Variable");
        int from = name.startsWith("__") ? 2 : name.startsWith("_") ? 1 : 0;
        return new CallEvent.VariableSet(at, channel, name.substring(from), WatchedVariables.plain(m.get("Value")));
    }

    private static CallEvent bridgeEntered(AmiMessage m, Channel channel, Instant at) {
        if (AGENT_POOL.equals(m.get("BridgeType"))) {
            return new CallEvent.AgentWaits(at, channel);
        }
        String conference = CONFERENCE.equals(m.get("BridgeCreator")) ? m.get("BridgeName") : "";
        return new CallEvent.BridgeEntered(at, channel, m.get("BridgeUniqueid"), !HOLDING.equals(m.get("BridgeTechnology")), conference);
    }

    private static String place(AmiMessage m) {
        String context = m.get("Context");
        return context.isEmpty() ? "" : m.get("Exten") + "@" + context + ":" + m.get("Priority");
    }

    private static Optional<CallEvent> dial(AmiMessage m, Channel to, Instant at) {
        Optional<Channel> from = ChannelHeaders.channel(m, "");
        CallEvent event = switch (m.event()) {
        case "DialBegin" -> new CallEvent.DialBegun(at, from, to, party(m, "Dest"), m.get("Context"), m.get("Exten"),
                m.get("DialString"), m.get("ConnectedLineNum"));
        case "DialEnd" -> new CallEvent.DialEnded(at, from, to,
                m.get("Forward").isEmpty() ? result(m.get("DialStatus")) : DialResult.FORWARDED, place(m), m.get("Forward"));
        default -> null;
        };
        return Optional.ofNullable(event);
    }

    private static DialResult result(String dialStatus) {
        return switch (dialStatus) {
        case "ANSWER" -> DialResult.ANSWERED;
        case "BUSY" -> DialResult.BUSY;
        case "NOANSWER" -> DialResult.NO_ANSWER;
        case "CANCEL" -> DialResult.CANCELLED;
        case "CONGESTION" -> DialResult.CONGESTED;
        case "CHANUNAVAIL" -> DialResult.UNAVAILABLE;
        case "ABORT" -> DialResult.ABORTED;
        default -> DialResult.OTHER;
        };
    }

    /** Success only says that the phone answered, which its own events say too. A trial asks for no call. */
    private static Optional<CallEvent> originateResponse(AmiMessage m, Instant at) {
        if (!"Failure".equals(m.get("Response")) || m.get("Channel").equals(TrialLogin.NO_CHANNEL)) {
            return Optional.empty();
        }
        String channelId = m.optional("Uniqueid").orElse("originate-" + m.get("ActionID") + "-" + at.toEpochMilli());
        return Optional.of(new CallEvent.OriginateFailed(at, channelId, m.get("Channel"), party(m, ""), m.get("Context"), m.get("Exten"),
                m.number("Reason")));
    }

    /** Caller identification; a number or name that is withheld is none. */
    static Party party(AmiMessage m, String prefix) {
        return new Party(shown(m.get(prefix + "CallerIDNum")), shown(m.get(prefix + "CallerIDName")));
    }

    /** As long as no number or name is, and without the characters that change the direction of a text, and of what is shown after it. */
    private static String shown(String value) {
        int end = Math.min(value.length(), LONGEST_SHOWN);
        boolean whole = end == value.length() || !Character.isHighSurrogate(value.charAt(end - 1));
        String plain = TURNING.matcher(value.substring(0, whole ? end : end - 1)).replaceAll("");
        return WITHHELD.contains(plain.toLowerCase(Locale.ROOT)) ? "" : plain;
    }

    private static CallEvent userEvent(AmiMessage m, Channel channel, Instant at) {
        Map<String, String> headers = userHeaders(m);
        String name = m.get("UserEvent");
        Optional<Consent> consent = Optional.of(headers.getOrDefault(Consent.HEADER, "")).filter(word -> name.equals(Consent.USER_EVENT))
                .flatMap(Consent::told);
        return consent.isPresent() ? new CallEvent.ConsentTold(at, channel, consent.get())
                : new CallEvent.UserEventRaised(at, channel, name, headers);
    }

    private static Map<String, String> userHeaders(AmiMessage m) {
        Map<String, String> headers = new HashMap<>(m.headers());
        headers.keySet().removeAll(NOT_OF_THE_USER);
        return headers;
    }
}
