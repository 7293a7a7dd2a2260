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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.CallCommand;
import org.apache.ofbiz.asterisk.acd.CallHandling.Handled;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.control.TransferTarget;
import org.apache.ofbiz.asterisk.acd.incall.ChannelBoard.Spot;
import org.apache.ofbiz.asterisk.acd.recording.RecordingStop;
import org.apache.ofbiz.asterisk.acd.recording.Recordings;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.ChannelCommand.Change;
import org.apache.ofbiz.asterisk.call.ChannelCommand.Place;
import org.apache.ofbiz.asterisk.call.ChannelCommand.Variable;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.consent.Consent;

/**
 * Has the PBX do one command that the rules allow, and waits for what it then does. Each works with the channels alone, whatever the technology
 * of the phones: the PBX moves them, and no phone is asked to.
 */
final class CallHandler implements CallCommand.Handler<Steps> {

    /** Longer than a PBX takes for anything but an answer of somebody's. */
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final Duration BETWEEN_HELP = Duration.ofSeconds(30);
    private static final Duration BETWEEN_KEYS = Duration.ofMillis(180);
    private static final Pattern KEYS = Pattern.compile("[0-9*#A-D]{1,32}");
    private static final String YES = "yes";

    private final CallBook book;
    private final CallView view;
    private final String user;
    private final PbxCommands pbx;
    private final Clock clock;
    private final Recordings recordings;
    private final Consultations consultations;
    /** Where the target of the command is; empty for a command without. */
    private final Optional<TransferTarget> target;

    CallHandler(CallBook book, CallView view, String user, PbxCommands pbx, Clock clock, Recordings recordings, Consultations consultations,
                Optional<TransferTarget> target) {
        this.book = book;
        this.view = view;
        this.user = user;
        this.pbx = pbx;
        this.clock = clock;
        this.recordings = recordings;
        this.consultations = consultations;
        this.target = target;
    }

    /** Completes with what the PBX did. */
    CompletionStage<Handled> handle(CallCommand command) {
        String callId = view.call().callId();
        return command.dispatch(this).soFar().thenApply(refusal -> {
            Optional<String> space = command.kind() == CallCommand.Kind.PARK
                    ? other().flatMap(leg -> book.spot(view.call(), CallView.id(leg))).map(Spot::space) : Optional.empty();
            return new Handled(callId, refusal.isPresent() ? Optional.empty() : space, refusal);
        });
    }

    @Override
    public Steps plain(CallCommand.Plain command) {
        Steps steps = Steps.on(pbx);
        return switch (command.kind()) {
        case HOLD -> hold(steps, view.partner().orElseThrow());
        case RESUME -> resume(steps);
        case COMPLETE -> complete(steps);
        case SWAP -> swap(steps);
        case CONFERENCE -> conference(steps);
        case PARK -> park(steps);
        case RECORD -> startRecording(steps);
        case STOP_RECORDING -> recording(steps, Change.STOP);
        case PAUSE_RECORDING -> recording(steps, Change.PAUSE);
        case RESUME_RECORDING -> recording(steps, Change.RESUME);
        case OBJECT -> object(steps);
        case HELP -> help(steps);
        case HELP_OVER -> steps.run(() -> pbx.help(new CallEvent.HelpAsked(clock.instant(), view.own().orElseThrow().channel(), false)));
        case HANG_UP -> hangUp(steps);
        case TRANSFER, CONSULT, KEYS, FETCH, PICK_UP -> throw new IllegalArgumentException(command.kind() + " is handled elsewhere");
        };
    }

    @Override
    public Steps toTarget(CallCommand.ToTarget command) {
        TransferTarget place = target.orElseThrow();
        return command.kind() == CallCommand.Kind.CONSULT ? consult(Steps.on(pbx), place)
                : sendAway(Steps.on(pbx), other().orElseThrow(), place);
    }

    /** Each is pressed after the one before, with a pause in between, or two of a kind would be heard as one. */
    @Override
    public Steps keys(CallCommand.Keys command) {
        String keys = command.digits().replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        if (!KEYS.matcher(keys).matches()) {
            return Steps.on(pbx).next(() -> CompletableFuture.completedFuture(Optional.of(new Refusal(Code.KEYS_INVALID, ""))));
        }
        Executor later = CompletableFuture.delayedExecutor(BETWEEN_KEYS.toMillis(), TimeUnit.MILLISECONDS);
        Steps steps = Steps.on(pbx);
        for (char key : keys.toCharArray()) {
            for (Leg leg : view.talking()) {
                steps = steps.act(new ChannelCommand.Digit(name(leg), key));
            }
            steps = steps.next(() -> CompletableFuture.supplyAsync(Optional::<Refusal>empty, later));
        }
        return steps;
    }

    private Steps hold(Steps steps, Leg held) {
        consultations.handles(view.call());
        return steps.act(new ChannelCommand.Send(own(), Place.AGENT, name(held), Place.HOLD))
                .until(now(it -> it.held().contains(found(it, held)) && it.inside()));
    }

    private Steps resume(Steps steps) {
        if (view.partner().filter(view::isFirst).isPresent()) {
            return letGo(steps, view.held());
        }
        Leg back = view.heldFirst().orElseThrow();
        List<Leg> asked = Stream.concat(view.talking().stream(), view.called().stream()).toList();
        consultations.over(view.call());
        Steps joined = join(view.talking().isEmpty() ? steps : keepsNothing(steps), back);
        for (Leg leg : asked) {
            joined = joined.hangUp(name(leg));
        }
        return joined;
    }

    /** Who is consulted waits, while the user talks to the other already. */
    private Steps letGo(Steps steps, List<Leg> consulted) {
        consultations.over(view.call());
        Steps all = steps;
        for (Leg leg : consulted) {
            all = all.hangUp(name(leg));
        }
        return all.until(now(it -> it.held().isEmpty()));
    }

    /** The Dial of the user's phone goes on beside the bridge that it is taken to: when both are over, the phone is hung up. */
    private Steps keepsNothing(Steps steps) {
        return steps.act(new ChannelCommand.SetVariable(own(), Variable.KEEP, "no"));
    }

    private Steps join(Steps steps, Leg other) {
        return steps.join(new ChannelCommand.Join(own(), name(other))).until(now(it -> it.talking().contains(found(it, other))));
    }

    private Steps consult(Steps steps, TransferTarget place) {
        Set<String> before = view.call().legs().stream().map(CallView::id).collect(Collectors.toSet());
        Steps held = view.partner().isPresent() ? hold(steps, view.partner().get()) : steps;
        return held.run(() -> consultations.begins(view.call(), user, before, place))
                .act(new ChannelCommand.SetVariable(own(), Variable.TARGET, place.extension()))
                .act(new ChannelCommand.SetVariable(own(), Variable.CONTEXT, place.context()))
                .act(new ChannelCommand.SetVariable(own(), Variable.KEEP, YES))
                .act(new ChannelCommand.Send(own(), Place.CONSULT))
                .next(() -> book.await(WITHIN, () -> book.view(view.call().callId(), user).flatMap(it -> Consultations.reached(it, before)))
                        .thenApply(result -> result.isEmpty() ? Optional.of(new Refusal(Code.NOT_DONE, "")) : result.get()));
    }

    /** Anyone who has answered is joined; anyone who rings is rung by the one on hold from now on. */
    private Steps complete(Steps steps) {
        Leg held = view.heldFirst().orElseThrow();
        Optional<Leg> asked = view.partner();
        Optional<TransferTarget> place = consultations.target(view.call());
        if (asked.isEmpty() && place.isEmpty()) {
            return steps.next(() -> CompletableFuture.completedFuture(Optional.of(new Refusal(Code.NOT_CONSULTING, ""))));
        }
        consultations.over(view.call());
        if (asked.isEmpty()) {
            return sendAway(steps, held, place.get());
        }
        Leg to = asked.get();
        boolean swapped = view.isFirst(to);
        return steps.join(new ChannelCommand.Join(name(held), name(to)))
                .until(condition(() -> book.together(view.call(), CallView.id(held), CallView.id(to))))
                .run(() -> pbx.putThrough(new CallEvent.Transferred(clock.instant(), List.of(view.own().orElseThrow().channel()),
                        Optional.of((swapped ? to : held).channel()), Optional.of((swapped ? held : to).channel()), ""))).hangUp(own());
    }

    private Steps swap(Steps steps) {
        return join(hold(steps, view.partner().orElseThrow()), view.heldFirst().orElseThrow());
    }

    private Steps conference(Steps steps) {
        Leg asked = view.partner().orElseThrow();
        Leg held = view.heldFirst().orElseThrow();
        String room = "ofbiz-" + view.call().linkedId();
        consultations.over(view.call());
        Steps named = steps;
        for (String channel : List.of(own(), name(asked), name(held))) {
            named = named.act(new ChannelCommand.SetVariable(channel, Variable.ROOM, room));
        }
        return named.act(new ChannelCommand.Send(own(), Place.CONFERENCE, name(asked), Place.CONFERENCE))
                .act(new ChannelCommand.Send(name(held), Place.CONFERENCE))
                .until(now(it -> it.conference() && it.talking().size() >= 2));
    }

    private Steps park(Steps steps) {
        Leg parked = other().orElseThrow();
        return steps.act(new ChannelCommand.Park(name(parked), own()))
                .until(condition(() -> book.spot(view.call(), CallView.id(parked)).filter(spot -> !spot.space().isEmpty()).isPresent()))
                .hangUp(own());
    }

    /** The user has handed the other end on: their own phone leaves. */
    private Steps sendAway(Steps steps, Leg other, TransferTarget place) {
        return steps.then(() -> pbx.redirect(place.redirect(name(other))))
                .until(now(it -> !it.talking().contains(found(it, other)) && !it.held().contains(found(it, other))))
                .run(() -> pbx.putThrough(new CallEvent.Transferred(clock.instant(), List.of(view.own().orElseThrow().channel()),
                        Optional.of(other.channel()), Optional.empty(), place.number())))
                .hangUp(own());
    }

    private Steps startRecording(Steps steps) {
        Leg recorded = other().orElseThrow();
        Optional<String> file = recordings.fileOnDemand(view.call());
        return file.isEmpty() ? steps.next(() -> CompletableFuture.completedFuture(Optional.of(new Refusal(Code.RECORDING_RULE, ""))))
                : steps.then(() -> pbx.startRecording(name(recorded), file.get())).until(now(CallView::recorded));
    }

    /** AMI answers once the recording has changed. A command to stop stops one of those on a channel; a pause is of all. */
    private Steps recording(Steps steps, Change change) {
        Steps all = steps;
        for (String uniqueId : book.recorded(view.call())) {
            ChannelBoard.Spot spot = book.spot(view.call(), uniqueId).orElseThrow();
            ChannelCommand.Record command = new ChannelCommand.Record(spot.channel().name(), change);
            all = all.act(command);
            for (int more = 1; change == Change.STOP && more < spot.recordings(); more++) {
                all = all.next(() -> pbx.act(command).thenApply(any -> Optional.empty())); // it may have ended meanwhile
            }
            all = all.run(() -> book.recordingChanged(view.call(), uniqueId, change != Change.STOP, change == Change.PAUSE));
        }
        return all;
    }

    /** Not again and again: supervisors would stop looking. */
    private Steps help(Steps steps) {
        Instant now = clock.instant();
        boolean again = view.call().timeline().stream().anyMatch(entry -> entry.kind() == TimelineEntry.Kind.HELP_ASKED
                && entry.at().plus(BETWEEN_HELP).isAfter(now));
        return again ? steps.next(() -> CompletableFuture.completedFuture(Optional.of(new Refusal(Code.TOO_MANY_REQUESTS, ""))))
                : steps.run(() -> pbx.help(new CallEvent.HelpAsked(now, view.own().orElseThrow().channel(), true)))
                        .until(now(it -> it.call().helpAsked().isPresent()));
    }

    /** The call knows first, so that what begins meanwhile is stopped as well. {@link RecordingGuard} has the files deleted, which takes disks. */
    private Steps object(Steps steps) {
        CallEvent.ConsentTold told = new CallEvent.ConsentTold(clock.instant(), view.own().orElseThrow().channel(), Consent.OBJECTED_TO_AGENT);
        return steps.run(() -> pbx.consent(told)).until(now(it -> it.call().notRecorded().isPresent()))
                .next(() -> RecordingStop.all(pbx, view.call()).thenApply(done -> Optional.empty()))
                .run(() -> book.recorded(view.call()).forEach(uniqueId -> book.recordingChanged(view.call(), uniqueId, false, false)));
    }

    /** Anyone who hangs up on purpose leaves nobody on hold. */
    private Steps hangUp(Steps steps) {
        consultations.ends(view.call());
        Steps all = steps.hangUp(own());
        for (Leg held : view.held()) {
            all = all.hangUp(name(held));
        }
        return all;
    }

    /** The one whom the user talks to or has on hold. */
    private Optional<Leg> other() {
        return view.partner().or(view::heldFirst).or(() -> view.talking().stream().findFirst());
    }

    private String own() {
        return name(view.own().orElseThrow());
    }

    private static String name(Leg leg) {
        return leg.channel().name();
    }

    /** The leg as it is in another view. */
    private static Leg found(CallView in, Leg leg) {
        return in.call().legs().stream().filter(each -> CallView.id(each).equals(CallView.id(leg))).findFirst().orElse(leg);
    }

    private Supplier<CompletionStage<Optional<Boolean>>> now(Predicate<CallView> wanted) {
        return condition(() -> book.view(view.call().callId(), user).filter(wanted).isPresent());
    }

    private Supplier<CompletionStage<Optional<Boolean>>> condition(Supplier<Boolean> wanted) {
        return () -> book.await(WITHIN, () -> Optional.of(wanted.get()).filter(holds -> holds));
    }
}
