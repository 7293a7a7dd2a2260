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
package org.apache.ofbiz.asterisk.acd.incall;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.CallCommand;
import org.apache.ofbiz.asterisk.acd.CallCommand.Kind;
import org.apache.ofbiz.asterisk.acd.CallControls;
import org.apache.ofbiz.asterisk.acd.CallHandling;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.control.Dialer;
import org.apache.ofbiz.asterisk.acd.control.TransferTarget;
import org.apache.ofbiz.asterisk.acd.incall.ChannelBoard.Spot;
import org.apache.ofbiz.asterisk.acd.recording.Recordings;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;
import org.apache.ofbiz.asterisk.acd.threads.TaskScheduler;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;

/** Hold, transfer, parking and the like, for users who talk: checks that they may and that it can work, has it done, and tells. Thread-safe. */
public final class InCallControl implements CallHandling, CallListener {

    private final CallBook book = new CallBook();
    private final Consultations consultations = new Consultations();
    private final AgentDirectory agents;
    private final DialRules rules;
    private final PbxDirectory pbxes;
    private final Recordings recordings;
    private final Dialer dialer;
    private final TaskScheduler tasks;
    private final Clock clock;
    private final PhoneReturns returns;
    private final TypedKeys typed = new TypedKeys();
    /** Calls that a command is at work on, by callId. */
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    /** What it asks. */
    public record Parts(AgentDirectory agents, DialRules rules, PbxDirectory pbxes, Recordings recordings, Dialer dialer) {
    }

    /**
     * @param workers for looking at calls after they have changed
     * @param news    is told what a user can do with a call from now on
     */
    public InCallControl(Parts parts, TaskScheduler tasks, Executor workers, Clock clock, ErrorReporter problems,
                         BiConsumer<CallControls, String> news) {
        this.agents = parts.agents();
        this.rules = parts.rules();
        this.pbxes = parts.pbxes();
        this.recordings = parts.recordings();
        this.dialer = parts.dialer();
        this.tasks = tasks;
        this.clock = clock;
        CallKeeper keeper = new CallKeeper(book, consultations, pbxes);
        this.returns = new PhoneReturns(book, consultations, keeper, new PhoneReturns.Sources(pbxes, rules, dialer, recordings), tasks, clock);
        CallFollower follower = new CallFollower(book, keeper, new RecordingGuard(book, pbxes, recordings, workers, problems),
                new NewPartyPause(book, pbxes, recordings, problems), recordings, new SerialExecutor(workers, problems), news);
        book.followWith(follower::follow);
    }

    /** Any event of this server; returns at once. */
    public void heard(String serverId, CallEvent event) {
        book.heard(serverId, event);
    }

    @Override
    public void callChanged(PhoneCall call, CallEvent event) {
        book.changed(call);
    }

    @Override
    public List<CallControls> controls(String userLoginId) {
        return book.viewsOf(userLoginId).stream().filter(view -> view.own().isPresent())
                .map(view -> HandlingRules.controls(view, recordings.rule(view.call()))).toList();
    }

    /**
     * Anyone who the user talks to hears music, before another call comes to their phone. Completes with that call once it is so; empty where there
     * is none, or it cannot be.
     */
    public CompletionStage<Optional<String>> holdOthers(Person user) {
        return book.viewsOf(user.userLoginId()).stream()
                .filter(view -> HandlingRules.refusal(Kind.HOLD, view, Recordings.Rule.NEVER).isEmpty()).findFirst()
                .map(view -> handled(new CallCommand.Plain(view.call().callId(), Kind.HOLD), user)
                        .thenApply(done -> Optional.of(done.callId()).filter(callId -> done.refusal().isEmpty())))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    /**
     * The other call does not come: the user talks on in the one that {@link #holdOthers} put on hold, unless they talk to or call somebody else in
     * it by now, who would be let go.
     */
    public void talkOn(String callId, Person user) {
        book.view(callId, user.userLoginId()).filter(view -> view.talking().isEmpty() && view.called().isEmpty())
                .ifPresent(view -> handle(new CallCommand.Plain(callId, Kind.RESUME), user));
    }

    @Override
    public CompletionStage<Handled> handle(CallCommand command, Person user) {
        return typed.after(command, user.userLoginId(), () -> tasks.ask(user.userLoginId(), "handling a call", () -> handled(command, user),
                code -> Handled.refused(command.callId(), code, "")));
    }

    @Override
    public CompletionStage<Optional<String>> phoneGone(Peer phone, Person user) {
        return tasks.ask(user.userLoginId(), "keeping a call", () -> returns.goes(phone, user), code -> Optional.empty());
    }

    @Override
    public CompletionStage<Optional<String>> phoneBack(Peer phone, Person user, boolean inCall) {
        return tasks.ask(user.userLoginId(), "giving a call back", () -> returns.returns(phone, user, inCall), code -> Optional.empty());
    }

    /** Sees to phones that were lost in a call. From memory, so it may be called often. */
    public void look() {
        returns.look();
    }

    private CompletionStage<Handled> handled(CallCommand command, Person user) {
        Optional<PhoneCall> call = book.find(command.callId());
        if (call.isEmpty()) {
            return refused(command, new Refusal(Code.CALL_UNKNOWN, ""));
        }
        if (command.kind() == Kind.FETCH || command.kind() == Kind.PICK_UP) {
            return command.kind() == Kind.FETCH ? fetch(command, call.get(), user) : pickUp(command, call.get(), user);
        }
        if (!CallBook.users(call.get()).contains(user.userLoginId())) { // before they could keep those busy whose call it is
            return refused(command, new Refusal(Code.CALL_UNKNOWN, ""));
        }
        if (!busy.add(call.get().callId())) {
            return refused(command, new Refusal(Code.TOO_MANY_REQUESTS, ""));
        }
        CompletionStage<Handled> answer;
        try {
            answer = own(command, call.get(), user);
        } catch (RuntimeException e) {
            busy.remove(call.get().callId());
            throw e;
        }
        return answer.whenComplete((handled, failure) -> busy.remove(call.get().callId()));
    }

    @Override
    public CompletionStage<Handled> account(String callId, String code, Person user) {
        return tasks.ask(user.userLoginId(), "charging a call", () -> charged(callId, code, user), refusal -> Handled.refused(callId, refusal, ""));
    }

    /** Each leg: which of them the CDR is of, the PBX decides. */
    private CompletionStage<Handled> charged(String callId, String code, Person user) {
        Optional<PhoneCall> call = book.find(callId);
        if (call.isEmpty() || call.get().ended()) {
            return CompletableFuture.completedFuture(Handled.done(callId));
        }
        Optional<PbxCommands> pbx = pbxes.commands(call.get().serverId());
        if (pbx.isEmpty() || !CallBook.users(call.get()).contains(user.userLoginId())) {
            return CompletableFuture.completedFuture(Handled.refused(callId, pbx.isEmpty() ? Code.PBX_AWAY : Code.CALL_UNKNOWN, ""));
        }
        Steps steps = Steps.on(pbx.get());
        for (Leg leg : call.get().legs().stream().filter(Leg::alive).toList()) {
            steps = steps.whereThere(new ChannelCommand.Account(leg.channel().name(), code));
        }
        return steps.soFar().thenApply(refusal -> refusal.map(why -> Handled.refused(callId, why)).orElseGet(() -> Handled.done(callId)));
    }

    private CompletionStage<Handled> own(CallCommand command, PhoneCall call, Person user) {
        String name = user.userLoginId();
        Optional<CallView> view = book.view(call.callId(), name);
        if (view.isEmpty()) {
            return refused(command, new Refusal(Code.CALL_UNKNOWN, ""));
        }
        Optional<Refusal> refusal = consultations.isReturning(call.callId()) && command.kind() != Kind.HANG_UP
                ? Optional.of(new Refusal(Code.NOT_TALKING, "")) : HandlingRules.refusal(command.kind(), view.get(), recordings.rule(call));
        if (refusal.isPresent()) {
            return refused(command, refusal.get());
        }
        Optional<TransferTarget> target = command instanceof CallCommand.ToTarget to
                ? Optional.of(TransferTarget.of(call, to.target(), user, to.kind() == Kind.CONSULT, rules, pbxes)) : Optional.empty();
        Optional<Refusal> why = target.flatMap(TransferTarget::refusal);
        if (why.isPresent()) {
            return refused(command, why.get());
        }
        return pbxes.commands(call.serverId())
                .map(pbx -> new CallHandler(book, view.get(), name, pbx, clock, recordings, consultations, target).handle(command))
                .orElseGet(() -> refused(command, new Refusal(Code.PBX_AWAY, "")));
    }

    private CompletionStage<Handled> fetch(CallCommand command, PhoneCall call, Person user) {
        Optional<Spot> spot = space(call);
        if (spot.isEmpty() || !fetcher(user).may(call, spot.get())) {
            return refused(command, new Refusal(spot.isEmpty() ? Code.NOT_PARKED : Code.NOT_YOUR_GROUP, ""));
        }
        String context = pbxes.numbering(call.serverId()).map(numbering -> numbering.contexts().internal()).orElse("");
        return answer(command, dialer.bring(user, call.serverId(), context, spot.get().space(), Map.of()));
    }

    /** For members of the call's group, and for those of a group that the colleague is in. */
    private CompletionStage<Handled> pickUp(CallCommand command, PhoneCall call, Person user) {
        Set<String> groups = groups(user.userLoginId());
        Optional<Leg> ringing = RingingPhones.of(call, owner -> !owner.equals(user.userLoginId()));
        boolean team = call.groupId().filter(groups::contains).isPresent() || ringing.flatMap(Leg::peer).flatMap(Peer::owner)
                .filter(owner -> groups(owner.userLoginId()).stream().anyMatch(groups::contains)).isPresent();
        if (!team) {
            return refused(command, new Refusal(Code.CALL_UNKNOWN, ""));
        }
        return ringing.isEmpty() ? refused(command, new Refusal(Code.NOT_RINGING, ""))
                : answer(command, dialer.bring(user, call.serverId(), ChannelCommand.CONTEXT, ChannelCommand.Place.PICKUP.extension(),
                        Map.of(ChannelCommand.Variable.PICKUP.variableName(), ringing.get().channel().name())));
    }

    private static CompletionStage<Handled> answer(CallCommand command, CompletionStage<Optional<Refusal>> refusal) {
        return refusal.thenApply(why -> why.map(known -> Handled.refused(command.callId(), known)).orElseGet(() -> Handled.done(command.callId())));
    }

    @Override
    public CompletionStage<List<ParkedCall>> parked(Person user) {
        return tasks.ask(user.userLoginId(), "listing parked calls", () -> CompletableFuture.completedFuture(allParked(fetcher(user))),
                code -> List.of());
    }

    private List<ParkedCall> allParked(Fetcher fetcher) {
        return book.all().stream().flatMap(call -> space(call).stream().filter(spot -> fetcher.may(call, spot)).map(spot -> parked(call, spot)))
                .sorted(Comparator.comparing(ParkedCall::since)).toList();
    }

    private ParkedCall parked(PhoneCall call, Spot spot) {
        String by = spot.parkedBy().replaceFirst("^[^/]*/", "");
        return new ParkedCall(call.callId(), spot.space(), call.customerNumber(), call.direction() == PhoneCall.Direction.INBOUND
                ? call.caller().name() : "", by, spot.parkedAt().orElse(call.startedAt()));
    }

    private Optional<Spot> space(PhoneCall call) {
        return call.legs().stream().filter(Leg::alive).flatMap(leg -> book.spot(call, CallView.id(leg)).stream())
                .filter(spot -> !spot.space().isEmpty()).findFirst();
    }

    private Fetcher fetcher(Person user) {
        return new Fetcher(groups(user.userLoginId()),
                agents.extensions(user.userLoginId()).stream().map(Peer::dialString).collect(Collectors.toSet()));
    }

    /** Who wants a parked call. The calls of an outbound service may be those of a group that its user isn't in. */
    private record Fetcher(Set<String> groups, Set<String> phones) {

        boolean may(PhoneCall call, Spot spot) {
            return call.groupId().map(groups::contains).orElse(true) || phones.contains(spot.parkedBy());
        }
    }

    private Set<String> groups(String userLoginId) {
        return agents.memberships(userLoginId).stream().map(membership -> membership.group().groupId()).collect(Collectors.toSet());
    }

    private static CompletionStage<Handled> refused(CallCommand command, Refusal refusal) {
        return CompletableFuture.completedFuture(Handled.refused(command.callId(), refusal));
    }
}
