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
package org.apache.ofbiz.asterisk.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.acd.CallControls;
import org.apache.ofbiz.asterisk.acd.CallHandling.ParkedCall;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.EarlierCall;
import org.apache.ofbiz.asterisk.acd.Extension;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.WrapUp;
import org.apache.ofbiz.asterisk.acd.agents.TeamMember;
import org.apache.ofbiz.asterisk.acd.hours.OpeningHours;
import org.apache.ofbiz.asterisk.acd.offers.WaitTimes;
import org.apache.ofbiz.asterisk.acd.queues.QueueStanding;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.push.text.JsonText;

/** Writes what a browser is told, as docs/push-protocol.schema.json has it. Thread-safe. */
final class MessageWriter {

    static final int PROTOCOL = 1;

    private final Messages words;

    MessageWriter(Messages words) {
        this.words = words;
    }

    /** @param agent whether the user may take calls; who may not is told nothing of it */
    String hello(CallControl.Present present, boolean agent, Locale locale) {
        return message("HELLO", json -> {
            json.put("protocol", PROTOCOL).put("language", locale.toLanguageTag());
            json.put("user", user -> putPerson(user.put("userLoginId", present.user().userLoginId()), present.user()));
            json.put("agent", Optional.of(present.agent()).filter(state -> agent), (told, state) -> putAgent(told, state, locale));
            putExtensions(json, present.extensions(), present.extension());
            json.put("pbx", present.pbx().map(MessageWriter::pbxState));
            json.putArray("pauseReasons", present.pauseReasons(), (told, reason) -> putReason(told, reason, locale));
            json.putArray("groups", present.groups(), (told, membership) -> told.put("id", membership.group().groupId())
                    .put("name", membership.group().name()).put("role", membership.role()));
            json.putArray("calls", calls -> calls.add(present.offers(), (told, offer) -> putOffer(told, offer, locale))
                    .add(present.calls(), (told, call) -> putCall(told, call, locale)));
        });
    }

    String offered(AcdListener.Offer offer, Locale locale) {
        return JsonText.object(json -> putOffer(json, offer, locale));
    }

    private void putOffer(JsonText json, AcdListener.Offer offer, Locale locale) {
        json.put("type", "NC").put("callId", offer.callId());
        json.put("group", group -> group.put("id", offer.group().groupId()).put("name", offer.group().name()));
        json.put("caller", caller -> putNumber(caller, offer.caller(), offer.call().caller().name()));
        json.put("dialed", offer.call().dialedNumber()).put("since", offer.since()).put("queue", WaitTimes.queue(offer.call()));
        putParties(json, offer.caller().with(offer.call().variables()));
        putVariables(json, offer.call());
        json.put("matchCount", offer.caller().matches().size());
        json.put("claimable", offer.group().claimable()).put("callsAtOnce", offer.group().callsAtOnce());
        json.put("earlier", offer.earlier(), (told, earlier) -> putEarlier(told, earlier, locale));
        json.put("again", offer.again(), (told, again) -> {
            told.put("by", by -> putPerson(by, again.by()));
            putOutcome(told, Optional.of(again.outcome()), locale);
        });
    }

    private void putEarlier(JsonText json, EarlierCall earlier, Locale locale) {
        json.put("count", earlier.count()).put("last", told -> {
            EarlierCall.Last last = earlier.last();
            told.put("at", last.at()).put("direction", last.direction().name());
            putOutcome(told, last.outcome(), locale);
            told.put("with", last.with());
        });
    }

    private void putOutcome(JsonText json, Optional<Outcome> outcome, Locale locale) {
        json.put("outcome", outcome.map(Enum::name)).put("reason", outcome.map(how -> words.outcome(how, locale)));
    }

    String agent(AgentState agent, Locale locale) {
        return JsonText.object(json -> putAgent(json, agent, locale));
    }

    private void putAgent(JsonText json, AgentState agent, Locale locale) {
        json.put("type", "AGENT").put("state", agent.status().name()).put("since", agent.since());
        json.put("choice", choice -> choice.put("state", agent.choice().kind().name())
                .put("reason", agent.choice().reason(), (told, reason) -> putReason(told, reason, locale)));
        json.putArray("pauses", agent.choice().queuePauses().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList(), (told, pause) -> told
                .put("group", pause.getKey()).put("reason", reason -> putReason(reason, pause.getValue().reason(), locale))
                .put("since", pause.getValue().since()));
        json.put("wrapUp", agent.wrapUp(), MessageWriter::putWrapUp);
    }

    private static void putWrapUp(JsonText json, WrapUp wrapUp) {
        json.put("callId", wrapUp.callId()).put("group", group -> group.put("id", wrapUp.groupId()).put("name", wrapUp.groupName()));
        json.put("until", wrapUp.until()).put("dispositionRequired", wrapUp.dispositionRequired());
    }

    private void putReason(JsonText json, PauseReason reason, Locale locale) {
        json.put("id", reason.id()).put("name", words.enumeration(reason.id(), reason.description(), locale));
    }

    String extensions(List<Extension> extensions, Optional<Peer> current) {
        return message("EXTENSIONS", json -> putExtensions(json, extensions, current));
    }

    private static void putExtensions(JsonText json, List<Extension> extensions, Optional<Peer> current) {
        json.put("extension", current, MessageWriter::putPeer);
        json.putArray("extensions", extensions, (told, extension) -> {
            putPeer(told, extension.peer());
            told.put("state", extension.state().name());
        });
    }

    private static void putPeer(JsonText json, Peer peer) {
        json.put("peerId", peer.peerId()).put("name", peer.name());
    }

    String pbx(boolean connected) {
        return message("PBX", json -> json.put("state", pbxState(connected)));
    }

    private static String pbxState(boolean connected) {
        return connected ? "CONNECTED" : "AWAY";
    }

    /**
     * @param all        whether these are all colleagues, or the ones that changed
     * @param supervised groups of whose members the reader may know whom they talk with
     */
    String team(List<TeamMember> members, boolean all, Set<String> supervised, Locale locale) {
        return message("TEAM", json -> json.put("all", all).putArray("members", members, (told, member) -> told
                .put("partyId", member.partyId()).put("name", member.name()).put("number", member.number()).put("state", member.status().name())
                .put("reason", member.reason().map(reason -> words.enumeration(reason.id(), reason.description(), locale)))
                .putTime("since", member.since())
                .put("with", member.with().filter(any -> !Collections.disjoint(supervised, member.groupIds())))
                .put("rings", member.rings())));
    }

    /** @param groups that have hours */
    String hours(Map<String, OpeningHours.State> groups) {
        return message("HOURS", json -> json.putArray("groups", groups.entrySet(), (told, group) -> told.put("id", group.getKey())
                .put("open", group.getValue().open()).putTime("until", group.getValue().until())));
    }

    String saved() {
        return message("SAVED", json -> { });
    }

    String message(String from, String text, Instant at) {
        return message("MESSAGE", json -> json.put("from", from).put("text", text).put("at", at));
    }

    String open(String callId, String url, boolean panel) {
        return message("OPEN", json -> json.put("callId", callId).put("url", url).put("panel", panel));
    }

    String voicemail() {
        return message("VOICEMAIL", json -> { });
    }

    String callbacks() {
        return message("CALLBACKS", json -> { });
    }

    String withdrawn(AcdListener.Withdrawal withdrawal) {
        return message("OC", json -> json.put("callId", withdrawal.callId()).put("outcome", withdrawal.reason().name())
                .put("by", withdrawal.by(), MessageWriter::putPerson));
    }

    String call(AcdListener.UserCall call, Locale locale) {
        return JsonText.object(json -> putCall(json, call, locale));
    }

    private void putCall(JsonText json, AcdListener.UserCall userCall, Locale locale) {
        PhoneCall call = userCall.call();
        json.put("type", "CALL").put("callId", call.callId()).put("direction", call.direction().name()).put("state", userCall.state().name());
        json.put("party", party -> {
            putNumber(party, userCall.caller(), call.direction() == PhoneCall.Direction.INBOUND ? call.caller().name() : "");
            CallerDirectory.Caller caller = userCall.caller().with(call.variables());
            putParties(party, caller);
            party.put("url", caller.url());
        });
        putVariables(json, call);
        json.put("startedAt", call.startedAt()).putTime("answeredAt", userCall.answeredAt()).putTime("endedAt", userCall.endedAt());
        if (call.has(TimelineEntry.Kind.PBX_LOST)) {
            json.put("outcome", userCall.outcome().map(Enum::name)).put("reason", words.pbxLost(locale)).put("lost", true);
        } else {
            putOutcome(json, userCall.outcome(), locale);
        }
    }

    String url(JsonNode re, Optional<String> callId, CallerDirectory.Caller caller) {
        return answer("URL", re, json -> {
            json.put("callId", callId);
            putParties(json, caller);
            json.put("matchedOn", caller.matchedOn().name()).put("url", caller.url());
        });
    }

    String controls(CallControls controls) {
        return message("CONTROLS", json -> json.put("callId", controls.callId())
                .putArray("offered", offered -> controls.offered().stream().sorted().forEach(kind -> offered.add(kind.name())))
                .put("held", controls.held())
                .put("consultation", controls.consultation(), (told, other) -> told.put("with", other.with()).put("state", other.state().name()))
                .put("conference", controls.conference()).put("recording", controls.recording().name()));
    }

    /** @param standings of the user, whose own they are */
    String queues(List<QueueStanding> standings) {
        return message("QUEUES", json -> json.putArray("queues", standings, (told, standing) -> told.put("group", standing.groupId())
                .put("queue", standing.queue()).put("state", standing.state().name())));
    }

    String parked(JsonNode re, List<ParkedCall> calls) {
        return answer("PARKED", re, json -> json.putArray("calls", calls, (told, call) -> told.put("callId", call.callId())
                .put("space", call.space()).put("number", call.number()).put("name", call.name()).put("by", call.by())
                .put("since", call.since())));
    }

    /** @param space the parking space, after PARK */
    String handled(JsonNode re, Optional<String> space) {
        return answer("OK", re, json -> space.ifPresent(where -> json.put("space", where)));
    }

    String ok(JsonNode re) {
        return handled(re, Optional.empty());
    }

    String refused(JsonNode re, Refusal refusal, Locale locale) {
        return error(Optional.of(re), refusal.code().name(), refusal.detail(), locale);
    }

    /** @param re empty for what answers no request, or none whose id could be read */
    String error(Optional<JsonNode> re, String code, String detail, Locale locale) {
        return answer("ERROR", re.orElse(NullNode.getInstance()), json -> json.put("code", code)
                .put("message", words.refusal(code, detail, locale)).put("detail", detail));
    }

    /** The ERROR before a close; empty where the user need not know. */
    String lastWords(CloseReason reason, Locale locale) {
        String detail = reason == CloseReason.NOT_PERMITTED ? "ASTERISK_VIEW" : "";
        return reason.said() ? error(Optional.empty(), reason.name(), detail, locale) : "";
    }

    private static String message(String type, Consumer<JsonText> fields) {
        return JsonText.object(json -> fields.accept(json.put("type", type)));
    }

    private static String answer(String type, JsonNode re, Consumer<JsonText> fields) {
        return message(type, json -> fields.accept(json.putJson("re", re.toString())));
    }

    private static void putPerson(JsonText json, Person person) {
        json.put("partyId", person.partyId()).put("name", person.name());
    }

    private static void putNumber(JsonText json, CallerDirectory.Caller caller, String name) {
        json.put("number", caller.number()).put("e164", caller.e164()).put("display", caller.display()).put("name", name)
                .put("matchedOn", caller.matchedOn().name());
    }

    private static void putVariables(JsonText json, PhoneCall call) {
        if (!call.variables().isEmpty()) {
            json.put("variables", told -> new TreeMap<>(call.variables()).forEach(told::put));
        }
    }

    private static void putParties(JsonText json, CallerDirectory.Caller caller) {
        json.putArray("parties", caller.matches(), (told, match) -> told.put("partyId", match.partyId()).put("name", match.name())
                .put("url", match.url()));
    }
}
