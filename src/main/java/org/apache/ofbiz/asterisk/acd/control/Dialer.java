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
package org.apache.ofbiz.asterisk.acd.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.agents.ExtensionChoice;
import org.apache.ofbiz.asterisk.acd.calls.Legs;
import org.apache.ofbiz.asterisk.acd.outbound.OutboundService;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.monitor.Monitoring;

/** Places calls, sends them elsewhere and ends them. Stateless, thread-safe; looks things up, so it is called on workers. */
public final class Dialer {

    /** Name of the channel variable that tells the dialplan where to record. */
    static final String RECORDING_VARIABLE = "CALL_RECORDING_FILE";

    /** A phone outside: what rings there is a call. */
    private static final String LOCAL = "Local";
    /** Of a server that is not configured any more: it has no phones. */
    private static final Numbering NO_PBX = Numbering.none();

    private final Function<String, List<Peer>> extensions;
    private final DialRules rules;
    private final PbxDirectory pbxes;

    /** @param extensions of a user, the one that rings first; looks up */
    public Dialer(Function<String, List<Peer>> extensions, DialRules rules, PbxDirectory pbxes) {
        this.extensions = extensions;
        this.rules = rules;
        this.pbxes = pbxes;
    }

    /** What a user chose for a call. @param accountCode what it is charged to */
    public record Choice(Optional<String> extension, Optional<String> accountCode, Optional<OutboundService> service) {
    }

    /** How a number would be dialed from a phone. */
    private record Way(Peer phone, Optional<PbxCommands> pbx, Numbering numbering, DialRules.Checked checked) {

        boolean inside() {
            return checked.where() == DialRules.Where.INSIDE;
        }

        /** Whether it leads to somebody outside who can be called by a service; an emergency call always goes the server's own way. */
        boolean leadsOutside() {
            return !inside() && checked.where() != DialRules.Where.EMERGENCY && checked.dialable().filter(numbering::reachesGroup).isEmpty();
        }

        boolean isOwnPhone() {
            return inside() && checked.dialable().equals(Optional.of(phone.name()));
        }
    }

    /**
     * Rings the user's own phone, then the number.
     *
     * @param placing is told the callId just before the PBX is
     */
    public CompletionStage<Answer> originate(Person user, String number, Choice chosen, Consumer<String> placing) {
        List<Peer> own = extensions.apply(user.userLoginId());
        ExtensionChoice usual = ExtensionChoice.of(own, Optional.empty(), chosen.extension(), Set.of());
        if (usual.refusal().isPresent()) {
            return refused(usual.refusal().get());
        }
        Peer phone = usual.extension().orElseThrow();
        Way way = way(user, number, phone);
        Optional<String> elsewhere = chosen.service().map(OutboundService::serverId)
                .filter(serverId -> way.leadsOutside() && !serverId.equals(phone.serverId()));
        if (elsewhere.isEmpty()) {
            return originate(user, number, way, chosen, placing);
        }
        ExtensionChoice there = ExtensionChoice.of(own, elsewhere, chosen.extension(), Set.of());
        return there.refusal().map(Dialer::refused)
                .orElseGet(() -> originate(user, number, way(user, number, there.extension().orElseThrow()), chosen, placing));
    }

    private Way way(Person user, String number, Peer phone) {
        Optional<Numbering> numbering = pbxes.numbering(phone.serverId());
        return new Way(phone, pbxes.commands(phone.serverId()).filter(pbx -> numbering.isPresent()), numbering.orElse(NO_PBX),
                rules.check(user, number, numbering.orElse(NO_PBX)));
    }

    private CompletionStage<Answer> originate(Person user, String number, Way way, Choice chosen, Consumer<String> placing) {
        Optional<Refusal> refusal = way.checked().refusal()
                .or(() -> way.isOwnPhone() ? Optional.of(new Refusal(Code.OWN_EXTENSION, way.phone().name())) : Optional.empty())
                .or(() -> rules.refusedPhone(user, way.phone(), way.numbering()));
        if (refusal.isPresent()) {
            rules.refused(user, number, refusal.get());
            return refused(refusal.get());
        }
        if (way.pbx().isEmpty()) {
            return refused(new Refusal(Code.PBX_AWAY, ""));
        }
        Optional<Refusal> limit = rules.admit(user, way.checked());
        if (limit.isPresent()) {
            return refused(limit.get());
        }
        PbxCommands.Originate request = request(way, chosen);
        String callId = PhoneCall.callId(way.phone().serverId(), request.channelId());
        placing.accept(callId);
        String where = request.number() + "@" + request.context();
        return way.pbx().get().originate(request).thenApply(result -> result.failure()
                .map(failure -> Answer.refused(Refusal.of(failure, where))).orElseGet(() -> Answer.done(callId)));
    }

    /** Of a number inside, and of an emergency call, the service that was chosen means nothing. */
    private PbxCommands.Originate request(Way way, Choice chosen) {
        Numbering.Contexts contexts = way.numbering().contexts();
        String dialable = way.checked().dialable().orElseThrow();
        Map<String, String> charged = chosen.accountCode().map(code -> Map.of(ChannelCommand.Account.VARIABLE, code)).orElse(Map.of());
        Optional<OutboundService> service = chosen.service().filter(any -> way.leadsOutside());
        if (service.isEmpty()) {
            return with(request(way.phone(), way.inside() ? contexts.internal() : contexts.outbound(), dialable), charged);
        }
        return service.get().placing(with(request(way.phone(), contexts.outbound(), dialable), charged), way.numbering().outsidePrefix());
    }

    /**
     * Rings an agent's phone, then a customer who asked to be called: at the price of an ordinary call outside, whatever the agent may call
     * themselves. The phone rings also where it would answer a click automatically, since the agent hasn't clicked.
     *
     * @param begins told the callId just before the PBX is, unless the number is refused; false where somebody else has begun
     */
    public CompletionStage<Answer> callBack(Person agent, Peer phone, String number, Predicate<String> begins) {
        Optional<PbxCommands> pbx = pbxes.commands(phone.serverId());
        Optional<Numbering> numbering = pbxes.numbering(phone.serverId()).filter(known -> pbx.isPresent());
        if (numbering.isEmpty()) {
            return refused(new Refusal(Code.PBX_AWAY, ""));
        }
        DialRules.Checked checked = rules.check(agent, number, numbering.get());
        boolean ordinary = checked.where() == DialRules.Where.OUTSIDE
                && Stream.concat(Stream.of(number), checked.dialable().stream()).noneMatch(numbering.get()::reachesGroup);
        Optional<Refusal> refusal = checked.refusal().or(() -> ordinary ? rules.admit(agent, checked)
                : Optional.of(new Refusal(Code.NUMBER_NOT_ALLOWED, "")));
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        PbxCommands.Originate request = without(request(phone, numbering.get().contexts().outbound(), checked.dialable().orElseThrow()),
                rules.autoAnswer(phone).map(header -> header.variables(phone.technology()).keySet()).orElse(Set.of()));
        String callId = PhoneCall.callId(phone.serverId(), request.channelId());
        if (!begins.test(callId)) {
            return refused(new Refusal(Code.CALLBACK_TAKEN, ""));
        }
        return pbx.get().originate(request).thenApply(result -> result.failure()
                .map(failure -> Answer.refused(Refusal.of(failure, ""))).orElseGet(() -> Answer.done(callId)));
    }

    /**
     * Rings a phone of the user's, then sends it to a place of the dialplan that no user named.
     *
     * @return why not; empty where the PBX has taken it
     */
    public CompletionStage<Optional<Refusal>> bring(Person user, String serverId, String context, String extension, Map<String, String> variables) {
        List<Peer> own = extensions.apply(user.userLoginId()).stream().filter(phone -> mayRing(user, phone)).toList();
        ExtensionChoice choice = ExtensionChoice.of(own, Optional.of(serverId), Optional.empty(), unregistered(own));
        Optional<PbxCommands> pbx = pbxes.commands(serverId);
        Optional<Refusal> refusal = choice.refusal().or(() -> pbx.isEmpty() ? Optional.of(new Refusal(Code.PBX_AWAY, ""))
                : context.isBlank() ? Optional.of(new Refusal(Code.NOT_IN_DIALPLAN, extension)) : Optional.empty());
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(refusal);
        }
        PbxCommands.Originate plain = request(choice.extension().orElseThrow(), context, extension);
        return pbx.get().originate(with(without(plain, Set.of(RECORDING_VARIABLE)), variables))
                .thenApply(result -> result.failure().map(failure -> Refusal.of(failure, extension + "@" + context)));
    }

    private static PbxCommands.Originate without(PbxCommands.Originate plain, Set<String> names) {
        Map<String, String> left = new HashMap<>(plain.variables());
        left.keySet().removeAll(names);
        return plain.with(left);
    }

    private static PbxCommands.Originate with(PbxCommands.Originate plain, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(plain.variables());
        all.putAll(variables);
        return plain.with(all);
    }

    /** The phone of the user's that rings first at this server; a phone elsewhere is none. */
    public Optional<Peer> phoneAt(Person user, String serverId) {
        return firstOf(user, serverId, phone -> !LOCAL.equals(phone.technology()));
    }

    /** The same, wherever the user works. */
    public Optional<Peer> reachedAt(Person user, String serverId) {
        return firstOf(user, serverId, phone -> true);
    }

    private Optional<Peer> firstOf(Person user, String serverId, Predicate<Peer> which) {
        List<Peer> own = extensions.apply(user.userLoginId()).stream().filter(which).filter(phone -> mayRing(user, phone)).toList();
        return ExtensionChoice.of(own, Optional.of(serverId), Optional.empty(), unregistered(own)).extension();
    }

    /** Phones of the user's beside this one, at the same server, that are known to be registered. Looks up. */
    public List<Peer> others(Person user, Peer phone) {
        return extensions.apply(user.userLoginId()).stream().filter(own -> own.enabled() && own.serverId().equals(phone.serverId())
                && !own.peerId().equals(phone.peerId()) && !LOCAL.equals(own.technology())
                && pbxes.registered(own).equals(Optional.of(true)) && mayRing(user, own)).toList();
    }

    /** Rings a phone of the user's, then lets it hear a leg of somebody else's call. Looks up. */
    public CompletionStage<Answer> monitor(Person user, PhoneCall call, PhoneCall.Leg heard, Monitoring.Mode mode) {
        Optional<Peer> phone = phoneAt(user, call.serverId());
        Optional<PbxCommands> pbx = pbxes.commands(call.serverId());
        if (phone.isEmpty() || pbx.isEmpty()) {
            return refused(new Refusal(phone.isEmpty() ? Code.NO_EXTENSION : Code.PBX_AWAY, ""));
        }
        Map<String, String> variables = rules.autoAnswer(phone.get()).map(header -> header.variables(phone.get().technology())).orElse(Map.of());
        return pbx.get().monitor(new Monitoring(mode, Monitoring.channelId(mode, UUID.randomUUID().toString()), phone.get().dialString(),
                        heard.channel().name(), heard.peer().map(Peer::name).orElse(""),
                        heard.peer().flatMap(Peer::owner).map(Person::name).orElse(""), rules.extensionRingTime(), variables))
                .thenApply(result -> result.failure().map(failure -> Answer.refused(Refusal.of(failure, "")))
                        .orElseGet(() -> Answer.done(call.callId())));
    }

    /** Whether the user may be rung at this phone of theirs. */
    public boolean mayRing(Person user, Peer phone) {
        return rules.refusedPhone(user, phone, pbxes.numbering(phone.serverId()).orElse(NO_PBX)).isEmpty();
    }

    /** Those of other servers than this one that it reaches by a trunk, as it reaches them, by peerId. From memory. */
    public Map<String, Peer> ways(String serverId, List<Peer> phones) {
        Numbering here = pbxes.numbering(serverId).orElse(NO_PBX);
        Map<String, Peer> ways = new HashMap<>();
        phones.stream().filter(phone -> !phone.serverId().equals(serverId))
                .forEach(phone -> here.wayTo(phone).ifPresent(way -> ways.put(phone.peerId(), way)));
        return ways;
    }

    /** peerIds of those whose phone is known not to be registered. */
    public Set<String> unregistered(List<Peer> phones) {
        return phones.stream().filter(peer -> pbxes.registered(peer).equals(Optional.of(false))).map(Peer::peerId).collect(Collectors.toSet());
    }

    /** Sends a caller to the phone of who claimed them, which answers automatically where it is set up so; whatever goes wrong is a result. */
    public CompletionStage<PbxCommands.Result> claim(String serverId, PbxCommands.Redirect redirect, Peer phone) {
        return redirect(serverId, rules.autoAnswer(phone).map(header -> redirect.with(header.claimVariables(phone))).orElse(redirect));
    }

    /** Sends a channel elsewhere; whatever goes wrong is a result. */
    public CompletionStage<PbxCommands.Result> redirect(String serverId, PbxCommands.Redirect redirect) {
        return pbxes.commands(serverId).map(pbx -> pbx.redirect(redirect))
                .orElseGet(() -> CompletableFuture.completedFuture(PbxCommands.Result.failed(PbxCommands.Failure.Kind.PBX_AWAY, serverId)))
                .exceptionally(failure -> PbxCommands.Result.failed(PbxCommands.Failure.Kind.REFUSED, String.valueOf(failure)));
    }

    private PbxCommands.Originate request(Peer extension, String context, String dialable) {
        String channelId = "ofbiz-" + UUID.randomUUID();
        Map<String, String> variables = new HashMap<>();
        DialRules.Ringing ringing = rules.ringing(extension, channelId);
        ringing.recordingFile().ifPresent(file -> variables.put(RECORDING_VARIABLE, file));
        ringing.autoAnswer().ifPresent(header -> variables.putAll(header.variables(extension.technology())));
        return new PbxCommands.Originate(channelId, extension.dialString(), context, dialable,
                extension.callerIdNumber().orElse(extension.name()), extension.callerIdName().orElse(""),
                rules.extensionRingTime(), variables);
    }

    /** Ends a call that the user takes part in, from their end of it: a caller who waits is not lost by that. */
    public CompletionStage<Answer> hangup(PhoneCall call, Person user) {
        if (call.ended()) {
            return CompletableFuture.completedFuture(Answer.done(call.callId()));
        }
        List<Peer> own = extensions.apply(user.userLoginId());
        Optional<PhoneCall.Leg> leg = Legs.toHangUp(call, user.userLoginId(), own);
        Optional<PbxCommands> pbx = pbxes.commands(call.serverId());
        if (pbx.isEmpty()) {
            return refused(new Refusal(Code.PBX_AWAY, ""));
        }
        if (leg.isEmpty()) {
            boolean gone = call.direction() == PhoneCall.Direction.INBOUND && call.customerLeg().isEmpty();
            return gone ? CompletableFuture.completedFuture(Answer.done(call.callId())) : refused(new Refusal(Code.PBX_REFUSED, ""));
        }
        // a channel that is gone is what was asked for
        return pbx.get().hangup(leg.get().channel().name()).thenApply(result -> result.failure()
                .filter(failure -> failure.kind() != PbxCommands.Failure.Kind.CHANNEL_GONE)
                .map(failure -> Answer.refused(Refusal.of(failure, ""))).orElseGet(() -> Answer.done(call.callId())));
    }

    private static CompletionStage<Answer> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(Answer.refused(refusal));
    }
}
