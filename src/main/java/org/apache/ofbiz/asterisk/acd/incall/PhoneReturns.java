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
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.CallCommand;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.control.Dialer;
import org.apache.ofbiz.asterisk.acd.recording.Recordings;
import org.apache.ofbiz.asterisk.acd.threads.TaskScheduler;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;

/**
 * Keeps the other end of a call whose phone in a page has gone, e.g. because the page is loaded again: on hold until the phone is back and gets
 * the call again, else for another phone of the user's, else for the group. Thread-safe.
 */
final class PhoneReturns {

    /** How long the phone may take to come back. */
    static final Duration KEPT = Duration.ofSeconds(10);
    /** A phone that the PBX has lost for so long has no sound any more; a shorter break ends without us. */
    static final Duration LOST = Duration.ofSeconds(5);
    /** Longer than the dialplan lets a phone ring. */
    private static final Duration RINGING = Duration.ofSeconds(25);
    /** A leg answered within this time before a page says that it has no call was answered by that page. */
    private static final Duration RECENT = Duration.ofSeconds(3);

    private final CallBook book;
    private final Consultations consultations;
    private final CallKeeper keeper;
    private final PbxDirectory pbxes;
    private final DialRules rules;
    private final Dialer dialer;
    private final Recordings recordings;
    private final TaskScheduler tasks;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    /** Since when the phone of a leg is not registered, by Uniqueid; {@code Instant.MAX} once that was seen to. Used by one timer. */
    private final Map<String, Instant> lost = new HashMap<>();

    /** @param held Uniqueid of the other end */
    private record Kept(String callId, Person user, Peer phone, String held, boolean rings) {
        private Kept ringing() {
            return new Kept(callId, user, phone, held, true);
        }
    }

    /** What it asks. */
    record Sources(PbxDirectory pbxes, DialRules rules, Dialer dialer, Recordings recordings) {
    }

    PhoneReturns(CallBook book, Consultations consultations, CallKeeper keeper, Sources parts, TaskScheduler tasks, Clock clock) {
        this.book = book;
        this.consultations = consultations;
        this.keeper = keeper;
        this.pbxes = parts.pbxes();
        this.rules = parts.rules();
        this.dialer = parts.dialer();
        this.recordings = parts.recordings();
        this.tasks = tasks;
        this.clock = clock;
    }

    /** The phone has gone: anyone who the user talked to there is kept. Completes with the call; empty where there was none to keep. */
    CompletionStage<Optional<String>> goes(Peer phone, Person user) {
        Optional<CallView> view = callAt(phone, user);
        if (view.isEmpty() || kept.containsKey(view.get().call().callId())) {
            return done(view.map(its -> its.call().callId()));
        }
        String callId = view.get().call().callId();
        if (!isKeepable(view.get())) { // others talk on, or those who wait are seen to as after any hangup
            pbxes.commands(view.get().call().serverId()).ifPresent(pbx -> pbx.hangup(view.get().own().orElseThrow().channel().name()));
            return done(Optional.empty());
        }
        CompletionStage<Boolean> held = view.get().partner().isEmpty() ? CompletableFuture.completedFuture(true) : hold(view.get(), user);
        return held.thenApply(isHeld -> isHeld ? keep(callId, phone, user) : Optional.empty());
    }

    private CompletionStage<Boolean> hold(CallView view, Person user) {
        CallCommand hold = new CallCommand.Plain(view.call().callId(), CallCommand.Kind.HOLD);
        return pbxes.commands(view.call().serverId())
                .map(pbx -> new CallHandler(book, view, user.userLoginId(), pbx, clock, recordings, consultations, Optional.empty()).handle(hold)
                        .thenApply(answer -> answer.refusal().isEmpty()))
                .orElseGet(() -> CompletableFuture.completedFuture(false));
    }

    private static boolean isKeepable(CallView view) {
        return view.partner().isPresent() && view.held().isEmpty() || view.talking().isEmpty() && view.called().isEmpty() && view.held().size() == 1;
    }

    private Optional<String> keep(String callId, Peer phone, Person user) {
        Optional<Leg> other = book.view(callId, user.userLoginId()).flatMap(CallView::heldFirst);
        other.ifPresent(leg -> {
            consultations.returning(callId, true);
            Kept mine = new Kept(callId, user, phone, CallView.id(leg), false);
            kept.put(callId, mine);
            tasks.after(KEPT, "waiting for a phone", () -> onWorker(() -> {
                if (kept.replace(callId, mine, mine.ringing())) {
                    elsewhere(mine.ringing());
                }
            }));
        });
        return other.map(leg -> callId);
    }

    /**
     * The phone is there. Completes with the call that it gets back; empty for none.
     *
     * @param inCall whether it has a call already: then it gets only one that was kept for it
     */
    CompletionStage<Optional<String>> returns(Peer phone, Person user, boolean inCall) {
        Optional<Kept> mine = kept.values().stream().filter(each -> !each.rings() && each.phone().peerId().equals(phone.peerId())
                && each.user().userLoginId().equals(user.userLoginId())).findFirst();
        if (mine.isPresent()) {
            return done(bring(mine.get()));
        }
        Instant earlier = clock.instant().minus(RECENT);
        boolean left = !inCall && callAt(phone, user).flatMap(CallView::own).flatMap(Leg::answeredAt).filter(at -> at.isBefore(earlier)).isPresent();
        return left ? goes(phone, user).thenApply(callId -> callId.map(kept::get).flatMap(this::bring)) : done(Optional.empty());
    }

    private Optional<String> bring(Kept mine) {
        boolean first = kept.replace(mine.callId(), mine, mine.ringing());
        if (first) {
            onWorker(() -> ring(mine.ringing(), mine.phone(), () -> elsewhere(mine)));
        }
        return Optional.of(mine.callId());
    }

    /** Nobody has come back: another phone of the user's, which rings as for any call, else the group. Looks up. */
    private void elsewhere(Kept mine) {
        dialer.others(mine.user(), mine.phone()).stream().findFirst()
                .ifPresentOrElse(phone -> ring(mine, phone, () -> giveUp(mine)), () -> giveUp(mine));
    }

    /** Sends the other end to the phone; the leg of before has nobody there. Looks up. */
    private void ring(Kept mine, Peer phone, Runnable otherwise) {
        Optional<PhoneCall> call = book.find(mine.callId());
        Optional<Leg> other = call.flatMap(its -> its.legs().stream().filter(leg -> leg.alive() && CallView.id(leg).equals(mine.held())).findFirst());
        Optional<PbxCommands> pbx = call.flatMap(its -> pbxes.commands(its.serverId()));
        if (other.isEmpty() || pbx.isEmpty()) {
            forget(mine.callId());
            return;
        }
        Set<String> before = call.get().legs().stream().map(CallView::id).collect(Collectors.toSet());
        boolean recorded = endsRecording(mine, call.get());
        pbx.get().redirect(new PbxCommands.Redirect(other.get().channel().name(), ChannelCommand.CONTEXT, ChannelCommand.Place.BACK.extension(),
                variables(mine, phone))).thenCompose(result -> {
                    if (!result.ok()) {
                        return CompletableFuture.completedFuture(Optional.of(false));
                    }
                    hangUpOld(mine, before, pbx.get());
                    return book.await(RINGING, () -> answered(mine, before));
                }).thenAccept(talks -> onWorker(() -> {
                    if (talks.orElse(false)) {
                        forget(mine.callId());
                        if (recorded) {
                            recordings.fileOnDemand(call.get()).ifPresent(file -> pbx.get().startRecording(other.get().channel().name(), file));
                        }
                    } else {
                        otherwise.run();
                    }
                }));
    }

    /** Whether the leg that goes is the one that is recorded, as in calls that were dialed; it would end with the leg. */
    private boolean endsRecording(Kept mine, PhoneCall call) {
        List<String> recorded = book.recorded(call);
        return !recorded.isEmpty() && !recorded.contains(mine.held())
                && book.view(call.callId(), mine.user().userLoginId()).filter(view -> !view.muted()).isPresent();
    }

    private Map<String, String> variables(Kept mine, Peer phone) {
        Map<String, String> all = new HashMap<>();
        if (phone.peerId().equals(mine.phone().peerId())) {
            rules.autoAnswer(phone).ifPresent(header -> all.putAll(header.claimVariables(phone)));
        }
        all.put("__OFBIZ_ANSWER", all.isEmpty() ? "none" : phone.dialString());
        all.put(ChannelCommand.Variable.PHONE.variableName(), phone.dialString());
        return all;
    }

    private void hangUpOld(Kept mine, Set<String> before, PbxCommands pbx) {
        book.find(mine.callId()).ifPresent(call -> call.legs().stream().filter(leg -> leg.alive() && before.contains(CallView.id(leg))
                && leg.peer().filter(peer -> peer.peerId().equals(mine.phone().peerId())).isPresent())
                .forEach(leg -> pbx.hangup(leg.channel().name())));
    }

    /** Empty while it rings. */
    private Optional<Boolean> answered(Kept mine, Set<String> before) {
        Optional<PhoneCall> call = book.find(mine.callId());
        if (call.isEmpty() || Consultations.failed(call.get(), before)) {
            return Optional.of(false);
        }
        return call.get().legs().stream().anyMatch(leg -> !before.contains(CallView.id(leg)) && leg.answeredAt().isPresent() && leg.alive()
                && book.together(call.get(), CallView.id(leg), mine.held())) ? Optional.of(true) : Optional.empty();
    }

    private void giveUp(Kept mine) {
        forget(mine.callId());
        book.find(mine.callId()).ifPresent(call -> pbxes.commands(call.serverId()).ifPresent(pbx -> hangUpOld(mine,
                call.legs().stream().map(CallView::id).collect(Collectors.toSet()), pbx)));
        keeper.look(mine.callId());
    }

    private void forget(String callId) {
        kept.remove(callId);
        consultations.returning(callId, false);
    }

    private Optional<CallView> callAt(Peer phone, Person user) {
        return book.viewsOf(user.userLoginId()).stream()
                .filter(view -> view.own().flatMap(Leg::peer).filter(peer -> peer.peerId().equals(phone.peerId())).isPresent()).findFirst();
    }

    /** Sees to phones in pages that the PBX has lost in a call. From memory; called often, by one timer. */
    void look() {
        Instant now = clock.instant();
        Set<String> missing = new HashSet<>();
        for (PhoneCall call : book.all()) {
            for (Leg leg : talking(call)) {
                String id = call.serverId() + CallView.id(leg);
                missing.add(id);
                Instant since = lost.computeIfAbsent(id, first -> now);
                if (!since.plus(since.equals(Instant.MAX) ? Duration.ZERO : LOST).isAfter(now)) {
                    lost.put(id, Instant.MAX);
                    onWorker(() -> lostInCall(leg.peer().orElseThrow()));
                }
            }
        }
        lost.keySet().retainAll(missing);
    }

    /** Own legs of phones that are known not to be registered. */
    private List<Leg> talking(PhoneCall call) {
        return call.legs().stream().filter(leg -> leg.alive() && leg.answeredAt().isPresent() && leg.side() == Peer.Type.EXTENSION
                && leg.peer().filter(peer -> peer.owner().isPresent() && pbxes.registered(peer).equals(Optional.of(false))).isPresent()).toList();
    }

    private void lostInCall(Peer phone) {
        Person user = phone.owner().orElseThrow();
        if (rules.isInPage(phone) && callAt(phone, user).filter(PhoneReturns::isKeepable).isPresent()) {
            goes(phone, user);
        }
    }

    private void onWorker(Runnable work) {
        tasks.run("keeping a call for a phone", work, () -> { });
    }

    private static CompletionStage<Optional<String>> done(Optional<String> callId) {
        return CompletableFuture.completedFuture(callId);
    }
}
