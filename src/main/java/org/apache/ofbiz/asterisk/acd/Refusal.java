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
package org.apache.ofbiz.asterisk.acd;

import org.apache.ofbiz.asterisk.call.PbxCommands;

/**
 * Why not, as a code; the words in the user's language are the label {@code AsteriskRefusal_<code>}.
 *
 * @param detail what the words need: who took the call, which field, which number; empty where nothing
 */
public record Refusal(Code code, String detail) {

    /**
     * What a user is told when the PBX did not do as asked.
     *
     * @param where the place in the dialplan that was asked for, e.g. {@code 1001@claim}
     */
    public static Refusal of(PbxCommands.Failure failure, String where) {
        return switch (failure.kind()) {
        case PBX_AWAY, TIMEOUT -> new Refusal(Code.PBX_AWAY, "");
        case CHANNEL_GONE -> new Refusal(Code.CALLER_GONE, "");
        case INVALID_VALUE -> new Refusal(Code.VALUE_REFUSED, failure.detail());
        case NO_SUCH_EXTENSION -> new Refusal(Code.NOT_IN_DIALPLAN, where);
        case NOT_PERMITTED, REFUSED -> new Refusal(Code.PBX_REFUSED, "");
        case NOT_KEPT -> new Refusal(Code.FAILED, "");
        };
    }

    /** What is in the way. */
    public enum Code {
        /** The user has asked for more than is done at once and waits already. */
        TOO_MANY_REQUESTS,
        /** No extension is assigned to the user. */
        NO_EXTENSION,
        /** The extension named is not the user's. */
        NOT_YOUR_EXTENSION,
        /** The user's extension is disabled; {@code detail} is its name. */
        EXTENSION_DISABLED,
        /** The user's extension is at another server than the call; {@code detail} is its name. */
        EXTENSION_ELSEWHERE,
        /** The phone is not registered on the PBX; {@code detail} is its name, where known. */
        EXTENSION_UNREGISTERED,
        EXTENSION_BUSY,
        /** Somebody else is signed in at the phone; {@code detail} is their name. */
        PHONE_TAKEN,
        /** The number is empty, too long, or holds what no number holds. */
        NUMBER_INVALID,
        /** Numbers like this may not be called. */
        NUMBER_NOT_ALLOWED,
        /** An admin has blocked numbers that begin so; {@code detail} is the beginning, and why. */
        NUMBER_BLOCKED,
        /** An admin lets only some users call numbers that begin so; {@code detail} is the permission. */
        NUMBER_NEEDS_PERMISSION,
        /** A premium-rate number. */
        PREMIUM_NOT_PERMITTED,
        /** A number of another country, or one of which nobody can tell where it leads. */
        INTERNATIONAL_NOT_PERMITTED,
        /** The user has placed as many calls within an hour as they may; {@code detail} is how many. */
        CALL_LIMIT_REACHED,
        /** There is no such outbound service, or the user may not use it. */
        OUTBOUND_SERVICE_UNKNOWN,
        /** The outbound service, or its group, is disabled; {@code detail} is its name. */
        OUTBOUND_SERVICE_DISABLED,
        /** The number is that of the user's own phone; {@code detail} is its name. */
        OWN_EXTENSION,
        PBX_AWAY,
        /** Another OFBiz node serves the PBX, and can't be reached. Nothing was done. */
        NODE_AWAY,
        PBX_REFUSED,
        /** The dialplan has no such place; {@code detail} names it, as {@code 1001@claim}. */
        NOT_IN_DIALPLAN,
        /** Somebody else has it; {@code detail} is their name. */
        CALL_TAKEN,
        /** The caller hung up. */
        CALLER_GONE,
        /** The call is not offered any more, though nobody claimed it and the caller is not known to have hung up. */
        CALL_WITHDRAWN,
        /** No such call, or none that this user may know of. */
        CALL_UNKNOWN,
        /** The call is over. */
        CALL_ENDED,
        /** The user is rung in the call, or was in it, and does not talk in it now. */
        NOT_TALKING,
        /** A supervisor takes part in the call that they want to listen to. */
        OWN_CALL,
        /** No agent talks in the call that a supervisor wants to listen to. */
        NOBODY_TALKS,
        /** The user has the other end on hold already. */
        ALREADY_HELD,
        /** Nobody in the call is on hold. */
        NOT_HELD,
        /** The user consults somebody: that ends first. */
        CONSULTING,
        /** The user consults nobody. */
        NOT_CONSULTING,
        /** The call is a conference. */
        IN_CONFERENCE,
        /** Keys are 0-9, *, # and A-D, not too many at once. */
        KEYS_INVALID,
        /** The group's rule decides whether calls are recorded. */
        RECORDING_RULE,
        ALREADY_RECORDED,
        NOT_RECORDED,
        /** The call is in no parking space. */
        NOT_PARKED,
        /** The call rings at no colleague's phone. */
        NOT_RINGING,
        /** Who was called did not answer; {@code detail} is why, as an outcome. */
        TARGET_NOT_REACHED,
        /** The PBX took the command, and nothing came of it in time. */
        NOT_DONE,
        /** Neither a phone nor a queue of the call's server; {@code detail} is what was asked for. */
        TARGET_UNKNOWN,
        /** Several servers that trunks lead to have a phone with this number; {@code detail} is the number. */
        TARGET_AMBIGUOUS,
        /** A phone of another server, which an agent can't ask back at; {@code detail} is its number. */
        TARGET_ELSEWHERE,
        /** The phone that the call was to be sent to is not registered on the PBX; {@code detail} is its name. */
        TARGET_UNREGISTERED,
        /** The call is for another group. */
        NOT_YOUR_GROUP,
        /** The user was a member of the call's group when it was offered; {@code detail} is its name. */
        MEMBERSHIP_ENDED,
        /** The call's group was disabled meanwhile; {@code detail} is its name. */
        GROUP_DISABLED,
        /** The user is paused, signed out or writing up a call. */
        NOT_AVAILABLE,
        /** The user has as many calls as agents of the call's group may have at once; {@code detail} is how many. */
        TOO_MANY_CALLS,
        /** Only the queue of the call's group gives its calls to agents; {@code detail} is the group's name. */
        QUEUE_DECIDES,
        /** A pause needs a reason, one of those that are listed; {@code detail} is what was given. */
        PAUSE_REASON_UNKNOWN,
        /** The wrap-up does not end before somebody has said what became of the call. */
        DISPOSITION_REQUIRED,
        /** The call is not being written up any more. */
        WRAP_UP_OVER,
        /** The agent has no browser open; {@code detail} is their name. */
        AGENT_AWAY,
        /** No agent has this login; {@code detail} is what was given. */
        AGENT_UNKNOWN,
        /** No such callback, or none that this user may know of. */
        CALLBACK_UNKNOWN,
        /** Somebody else calls back; {@code detail} is their name. */
        CALLBACK_TAKEN,
        /** The callback is done, or was given up. */
        CALLBACK_CLOSED,
        /** There is an open callback for this number already. */
        CALLBACK_OPEN,
        /** No such message in a mailbox, or none that this user may hear. */
        NO_SUCH_MESSAGE,
        /** This PBX is too old to change messages from here. */
        VOICEMAIL_NOT_OFFERED,
        /** The AMI user may not change messages. */
        VOICEMAIL_NOT_PERMITTED,
        /** No call action or failed delivery has this id; {@code detail} is what was given. */
        ACTION_UNKNOWN,
        /** A value may not be sent to the PBX; {@code detail} names the field. */
        VALUE_REFUSED,
        /** The user lacks the permission; {@code detail} names it. */
        NOT_PERMITTED,
        /** An internal error, e.g. the database was away; the log says how. */
        FAILED
    }
}
