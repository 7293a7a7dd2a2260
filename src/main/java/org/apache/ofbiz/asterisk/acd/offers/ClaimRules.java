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
package org.apache.ofbiz.asterisk.acd.offers;

import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.agents.ExtensionChoice;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Open;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Over;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** Whether a claim may be, and where it sends the caller; or why not, in the words that help most. Pure. */
public record ClaimRules(Optional<Refusal> refusal, Optional<Peer> extension, Optional<PbxCommands.Redirect> redirect) {

    /** Extension of the claim context that rings a number of the dialplan. */
    public static final String ELSEWHERE = "elsewhere";

    /**
     * @param offered   whether who claims holds the offer or held it
     * @param available whether who claims takes calls at all now
     * @param tooMany   how many calls they may have at once, where they have as many
     * @param dialplan contexts of the call's server; empty when it is not configured any more
     */
    static ClaimRules of(OfferEntry entry, ClaimRequest request, boolean offered, boolean available, Optional<Integer> tooMany,
                         Optional<Numbering.Contexts> dialplan) {
        if (!request.groupIds().contains(entry.groupId())) {
            return refused(whyNotTheirs(entry, request, offered));
        }
        if (!(entry.state() instanceof Open)) {
            return refused(whyNotOpen(entry.state()));
        }
        if (!available) {
            return refused(new Refusal(Code.NOT_AVAILABLE, ""));
        }
        if (entry.group().filter(group -> !group.claimable()).isPresent()) {
            return refused(new Refusal(Code.QUEUE_DECIDES, entry.group().get().name()));
        }
        if (tooMany.isPresent()) {
            return refused(new Refusal(Code.TOO_MANY_CALLS, String.valueOf(tooMany.get())));
        }
        Optional<PhoneCall.Leg> caller = entry.call().customerLeg();
        if (caller.isEmpty()) {
            return refused(new Refusal(Code.CALLER_GONE, ""));
        }
        String serverId = entry.call().serverId();
        ExtensionChoice choice = ExtensionChoice.of(request.own(), phone -> phone.serverId().equals(serverId)
                || request.ways().containsKey(phone.peerId()), request.wanted(), request.unregistered());
        if (choice.refusal().isPresent()) {
            return refused(choice.refusal().get());
        }
        if (dialplan.isEmpty() || dialplan.get().claim().isBlank()) {
            return refused(dialplan.isEmpty() ? new Refusal(Code.PBX_AWAY, "") : new Refusal(Code.NOT_IN_DIALPLAN, "claimContext"));
        }
        Peer extension = choice.extension().map(phone -> request.ways().getOrDefault(phone.peerId(), phone)).orElseThrow();
        return new ClaimRules(Optional.empty(), Optional.of(extension), Optional.of(
                redirect(caller.get().channel().name(), dialplan.get().claim(), extension)));
    }

    /** A number that the dialplan dials is rung by an extension of the claim context of its own. */
    public static PbxCommands.Redirect redirect(String channelName, String claimContext, Peer phone) {
        int at = phone.name().indexOf('@');
        return !phone.isPlace() ? new PbxCommands.Redirect(channelName, claimContext, phone.name())
                : new PbxCommands.Redirect(channelName, claimContext, ELSEWHERE, Map.of("OFBIZ_TARGET", phone.name().substring(0, at),
                        "OFBIZ_CONTEXT", phone.name().substring(at + 1)));
    }

    private static ClaimRules refused(Refusal refusal) {
        return new ClaimRules(Optional.of(refusal), Optional.empty(), Optional.empty());
    }

    /** Who was offered the call was a member then. */
    private static Refusal whyNotTheirs(OfferEntry entry, ClaimRequest request, boolean offered) {
        String group = entry.group().map(Group::name).orElse("");
        if (offered) {
            return new Refusal(request.groupEnabled() ? Code.MEMBERSHIP_ENDED : Code.GROUP_DISABLED, group);
        }
        return new Refusal(Code.NOT_YOUR_GROUP, "");
    }

    /** Why a call that is not open cannot be claimed. */
    public static Refusal whyNotOpen(OfferState state) {
        return state.match(expected -> new Refusal(Code.CALL_UNKNOWN, ""), open -> new Refusal(Code.CALL_UNKNOWN, ""),
                claimed -> new Refusal(Code.CALL_TAKEN, claimed.by().name()), ClaimRules::whyOver);
    }

    private static Refusal whyOver(Over over) {
        return switch (over.reason()) {
        case CLAIMED -> new Refusal(Code.CALL_TAKEN, over.by().map(Person::name).orElse(""));
        case ABANDONED -> new Refusal(Code.CALLER_GONE, "");
        case TIMEOUT, WITHDRAWN, UNAVAILABLE -> new Refusal(Code.CALL_WITHDRAWN, "");
        };
    }
}
