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
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** Writes what a browser is told, as docs/push-protocol.schema.json has it. Thread-safe. */
final class MessageWriter {

    static final int PROTOCOL = 1;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Messages words;

    MessageWriter(Messages words) {
        this.words = words;
    }

    /** @param agent whether the user may take calls; who may not is told nothing of it */
    ObjectNode hello(CallControl.Present present, boolean agent, Locale locale) {
        ObjectNode message = message("HELLO").put("protocol", PROTOCOL).put("language", locale.toLanguageTag());
        Person user = present.user();
        message.putObject("user").put("userLoginId", user.userLoginId()).put("partyId", user.partyId()).put("name", user.name());
        if (agent) {
            message.set("agent", agent(present.agent(), locale));
        } else {
            message.putNull("agent");
        }
        putExtensions(message, present.extensions(), present.extension());
        message.put("pbx", present.pbx().map(MessageWriter::pbxState).orElse(null));
        ArrayNode reasons = message.putArray("pauseReasons");
        present.pauseReasons().forEach(reason -> reasons.add(reason(reason, locale)));
        ArrayNode groups = message.putArray("groups");
        present.groups().forEach(membership -> groups.addObject()
                .put("id", membership.group().groupId()).put("name", membership.group().name()).put("role", membership.role()));
        ArrayNode calls = message.putArray("calls");
        present.offers().forEach(offer -> calls.add(offered(offer, locale)));
        present.calls().forEach(call -> calls.add(call(call, locale)));
        return message;
    }

    ObjectNode offered(AcdListener.Offer offer, Locale locale) {
        ObjectNode message = message("NC").put("callId", offer.callId());
        message.putObject("group").put("id", offer.group().groupId()).put("name", offer.group().name());
        putNumber(message.putObject("caller"), offer.caller(), offer.call().caller().name());
        message.put("dialed", offer.call().dialedNumber()).put("since", time(offer.since()));
        putParties(message, offer.caller());
        message.put("matchCount", offer.caller().matches().size());
        offer.earlier().ifPresentOrElse(earlier -> message.set("earlier", earlier(earlier, locale)), () -> message.putNull("earlier"));
        offer.again().ifPresentOrElse(again -> {
            ObjectNode why = message.putObject("again");
            why.set("by", person(again.by()));
            why.put("outcome", again.outcome().name()).put("reason", words.outcome(again.outcome(), locale));
        }, () -> message.putNull("again"));
        return message;
    }

    private ObjectNode earlier(EarlierCall earlier, Locale locale) {
        ObjectNode told = JsonNodeFactory.instance.objectNode().put("count", earlier.count());
        EarlierCall.Last last = earlier.last();
        told.putObject("last").put("at", time(last.at())).put("direction", last.direction().name())
                .put("outcome", last.outcome().map(Enum::name).orElse(null))
                .put("reason", last.outcome().map(outcome -> words.outcome(outcome, locale)).orElse(null))
                .put("with", last.with());
        return told;
    }

    ObjectNode agent(AgentState agent, Locale locale) {
        ObjectNode message = message("AGENT").put("state", agent.status().name()).put("since", time(agent.since()));
        ObjectNode choice = message.putObject("choice").put("state", agent.choice().kind().name());
        agent.choice().reason().ifPresentOrElse(reason -> choice.set("reason", reason(reason, locale)), () -> choice.putNull("reason"));
        agent.wrapUp().ifPresentOrElse(wrapUp -> {
            ObjectNode told = message.putObject("wrapUp").put("callId", wrapUp.callId());
            told.putObject("group").put("id", wrapUp.groupId()).put("name", wrapUp.groupName());
            told.put("until", time(wrapUp.until())).put("dispositionRequired", wrapUp.dispositionRequired());
        }, () -> message.putNull("wrapUp"));
        return message;
    }

    private ObjectNode reason(PauseReason reason, Locale locale) {
        return JsonNodeFactory.instance.objectNode().put("id", reason.id())
                .put("name", words.enumeration(reason.id(), reason.description(), locale));
    }

    ObjectNode extensions(List<Extension> extensions, Optional<Peer> current) {
        ObjectNode message = message("EXTENSIONS");
        putExtensions(message, extensions, current);
        return message;
    }

    private static void putExtensions(ObjectNode message, List<Extension> extensions, Optional<Peer> current) {
        current.ifPresentOrElse(
                peer -> message.putObject("extension").put("peerId", peer.peerId()).put("name", peer.name()), () -> message.putNull("extension"));
        ArrayNode all = message.putArray("extensions");
        extensions.forEach(extension -> all.addObject().put("peerId", extension.peer().peerId()).put("name", extension.peer().name())
                .put("state", extension.state().name()));
    }

    ObjectNode pbx(boolean connected) {
        return message("PBX").put("state", pbxState(connected));
    }

    private static String pbxState(boolean connected) {
        return connected ? "CONNECTED" : "AWAY";
    }

    ObjectNode saved() {
        return message("SAVED");
    }

    ObjectNode withdrawn(AcdListener.Withdrawal withdrawal) {
        ObjectNode message = message("OC").put("callId", withdrawal.callId()).put("outcome", withdrawal.reason().name());
        withdrawal.by().ifPresentOrElse(by -> message.set("by", person(by)), () -> message.putNull("by"));
        return message;
    }

    ObjectNode call(AcdListener.UserCall userCall, Locale locale) {
        PhoneCall call = userCall.call();
        ObjectNode message = message("CALL").put("callId", call.callId())
                .put("direction", call.direction().name()).put("state", userCall.state().name());
        ObjectNode party = message.putObject("party");
        putNumber(party, userCall.caller(), call.direction() == PhoneCall.Direction.INBOUND ? call.caller().name() : "");
        putParties(party, userCall.caller());
        party.put("url", userCall.caller().url());
        putTime(message, "startedAt", Optional.of(call.startedAt()));
        putTime(message, "answeredAt", userCall.answeredAt());
        putTime(message, "endedAt", userCall.endedAt());
        message.put("outcome", userCall.outcome().map(Enum::name).orElse(null));
        message.put("reason", userCall.outcome().map(outcome -> words.outcome(outcome, locale)).orElse(null));
        return message;
    }

    ObjectNode url(JsonNode re, Optional<String> callId, CallerDirectory.Caller caller) {
        ObjectNode message = message("URL");
        message.set("re", re);
        message.put("callId", callId.orElse(null));
        putParties(message, caller);
        return message.put("matchedOn", caller.matchedOn().name()).put("url", caller.url());
    }

    ObjectNode controls(CallControls controls) {
        ObjectNode message = message("CONTROLS").put("callId", controls.callId());
        ArrayNode offered = message.putArray("offered");
        controls.offered().stream().sorted().forEach(kind -> offered.add(kind.name()));
        message.put("held", controls.held());
        controls.consultation().ifPresentOrElse(other -> message.putObject("consultation").put("with", other.with())
                .put("state", other.state().name()), () -> message.putNull("consultation"));
        return message.put("conference", controls.conference()).put("recording", controls.recording().name());
    }

    ObjectNode parked(JsonNode re, List<ParkedCall> calls) {
        ObjectNode message = message("PARKED");
        message.set("re", re);
        ArrayNode all = message.putArray("calls");
        calls.forEach(call -> all.addObject().put("callId", call.callId()).put("space", call.space()).put("number", call.number())
                .put("name", call.name()).put("by", call.by()).put("since", time(call.since())));
        return message;
    }

    /** @param space the parking space, after PARK */
    ObjectNode handled(JsonNode re, Optional<String> space) {
        ObjectNode message = ok(re);
        space.ifPresent(where -> message.put("space", where));
        return message;
    }

    ObjectNode ok(JsonNode re) {
        ObjectNode message = message("OK");
        message.set("re", re);
        return message;
    }

    ObjectNode refused(JsonNode re, Refusal refusal, Locale locale) {
        return error(Optional.of(re), refusal.code().name(), refusal.detail(), locale);
    }

    /** @param re empty for what answers no request, or none whose id could be read */
    ObjectNode error(Optional<JsonNode> re, String code, String detail, Locale locale) {
        ObjectNode message = message("ERROR");
        re.ifPresentOrElse(id -> message.set("re", id), () -> message.putNull("re"));
        return message.put("code", code).put("message", words.refusal(code, detail, locale)).put("detail", detail);
    }

    /** The ERROR before a close; empty where the user need not know. */
    String lastWords(CloseReason reason, Locale locale) {
        String detail = reason == CloseReason.NOT_PERMITTED ? "ASTERISK_VIEW" : "";
        return reason.said() ? error(Optional.empty(), reason.name(), detail, locale).toString() : "";
    }

    private static ObjectNode message(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static ObjectNode person(Person person) {
        return JsonNodeFactory.instance.objectNode().put("partyId", person.partyId()).put("name", person.name());
    }

    private static void putNumber(ObjectNode target, CallerDirectory.Caller caller, String name) {
        target.put("number", caller.number()).put("e164", caller.e164()).put("display", caller.display()).put("name", name)
                .put("matchedOn", caller.matchedOn().name());
    }

    private static void putParties(ObjectNode target, CallerDirectory.Caller caller) {
        ArrayNode parties = target.putArray("parties");
        List<CallerDirectory.Match> matches = caller.matches();
        matches.forEach(match -> parties.addObject().put("partyId", match.partyId()).put("name", match.name()).put("url", match.url()));
    }

    private static void putTime(ObjectNode target, String field, Optional<Instant> time) {
        target.put(field, time.map(MessageWriter::time).orElse(null));
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
