/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.Problems;
import org.apache.ofbiz.asterisk.desk.CallDesk.Refusal.Code;

/**
 * The desk at work: takes what happens and what users ask, has {@link OfferBook} and {@link UserCalls} decide under one lock, and
 * does what they decided outside of it. Listeners are told in the order of the decisions. Thread-safe.
 */
public final class Desk implements CallDesk, CallListener {

    /** How long an ended call is remembered, so that a late claim hears who had it. */
    static final Duration MEMORY = Duration.ofMinutes(1);
    /** And how many at most: more than a hundred in each second of that time. */
    static final int MOST_REMEMBERED = 10_000;
    /** How long an Originate that the PBX took may stay without any event before it is forgotten; longer than a phone may ring. */
    static final Duration UNHEARD = Duration.ofMinutes(10);
    /** When look-ups failed, e.g. because the database was away, they are tried again after this. */
    static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private record Ended(String callId, Instant at) {
    }

    private final Staff staff;
    private final CallerDirectory directory;
    private final Pbxes pbxes;
    private final Clock clock;
    private final Workers workers;
    private final Teller teller;
    private final Dialler dialler;
    private final Inquiry inquiry;
    private final List<DeskListener> listeners = new CopyOnWriteArrayList<>();

    /** Guards everything below; held for decisions only, never while anything is looked up, sent or told. */
    private final Object lock = new Object();
    private final OfferBook book;
    private final UserCalls calls = new UserCalls();
    private final Map<String, String> userOfSession = new HashMap<>();
    private final Map<Long, CompletableFuture<Answer>> claims = new HashMap<>();
    private final Deque<Ended> ended = new ArrayDeque<>();

    /**
     * @param workers for what may block: look-ups and telling listeners
     * @param timers  for what is due later; nothing that blocks is run on it
     */
    public Desk(Staff staff, CallerDirectory directory, DialRules rules, Pbxes pbxes, Clock clock, Executor workers,
                ScheduledExecutorService timers, Problems problems) {
        this.staff = staff;
        this.directory = directory;
        this.pbxes = pbxes;
        this.clock = clock;
        this.workers = new Workers(workers, timers, problems);
        this.teller = new Teller(workers, problems);
        this.dialler = new Dialler(staff, rules, pbxes);
        this.inquiry = new Inquiry(staff, directory);
        this.book = new OfferBook(clock, serverId -> pbxes.numbering(serverId).map(Numbering::contexts));
    }

    /** From now on this listener is told; each listener gets the same news in the same order. */
    public void addListener(DeskListener listener) {
        listeners.add(listener);
    }

    /** Claims that were won and whose winner does not talk yet. */
    public int openClaims() {
        synchronized (lock) {
            return claims.size();
        }
    }

    @Override
    public void callChanged(PhoneCall call, CallEvent event) {
        decide(effects -> {
            forgetEnded();
            if (call.ended()) {
                ended.add(new Ended(call.callId(), clock.instant()));
            }
            effects.addAll(book.callChanged(call, event));
            return effects.addAll(calls.callChanged(call, book.claimer(call.callId())));
        });
    }

    private void forgetEnded() {
        Instant limit = clock.instant().minus(MEMORY);
        while (ended.size() > MOST_REMEMBERED || !ended.isEmpty() && ended.peek().at().isBefore(limit)) {
            String callId = ended.poll().callId();
            book.forget(callId);
            calls.forget(callId);
        }
    }

    @Override
    public Present signIn(String sessionId, Person user) {
        List<Staff.Membership> memberships = staff.memberships(user.userLoginId());
        Optional<Peer> extension = ExtensionChoice.of(staff.extensions(user.userLoginId()), Optional.empty(), Optional.empty(), Set.of())
                .extension();
        synchronized (lock) {
            userOfSession.put(sessionId, user.userLoginId());
            List<DeskListener.Offer> offers = book.show(user.userLoginId(), Inquiry.ids(memberships));
            return new Present(user, extension, memberships, offers, calls.of(user.userLoginId()));
        }
    }

    @Override
    public void signOut(String sessionId) {
        synchronized (lock) {
            userOfSession.remove(sessionId);
        }
    }

    @Override
    public CompletionStage<Answer> claim(String callId, Person user, Optional<String> sessionId, Optional<String> extension) {
        return workers.ask("deciding a claim", () -> {
            ClaimRequest request = claimRequest(callId, user, sessionId, extension);
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            Optional<Refusal> refusal = decide(effects -> {
                OfferBook.Decision decision = book.claim(request);
                decision.turn().ifPresent(turn -> claims.put(turn, answer));
                effects.addAll(decision.effects());
                effects.addAll(calls.claimerChanged(callId, book.claimer(callId)));
                return decision.refusal();
            });
            refusal.ifPresent(reason -> answer.complete(Answer.refused(reason)));
            return answer;
        }, Answer.refused(Code.FAILED, ""));
    }

    /** Looks up what decides about a claim. */
    private ClaimRequest claimRequest(String callId, Person user, Optional<String> sessionId, Optional<String> extension) {
        Set<String> groupIds = inquiry.groupIds(user);
        Optional<String> groupId;
        synchronized (lock) {
            groupId = book.find(callId).map(OfferEntry::groupId);
        }
        boolean enabled = groupId.filter(id -> groupIds.contains(id) || staff.group(id).isPresent()).isPresent();
        List<Peer> own = staff.extensions(user.userLoginId());
        Set<String> unregistered = own.stream().filter(peer -> pbxes.registered(peer).equals(Optional.of(false))).map(Peer::peerId)
                .collect(Collectors.toSet());
        return new ClaimRequest(callId, user, sessionId, groupIds, enabled, own, unregistered, extension);
    }

    @Override
    public CompletionStage<Answer> originate(Person user, String number, Optional<String> extension) {
        return workers.ask("placing a call", () -> {
            CompletableFuture<String> placing = new CompletableFuture<>();
            return dialler.originate(user, number, extension, callId -> {
                synchronized (lock) {
                    calls.placed(callId, user.userLoginId());
                }
                placing.complete(callId);
            }).whenComplete((answer, failure) -> placing.thenAccept(callId -> {
                Duration patience = failure == null && answer.refusal().isEmpty() ? UNHEARD : Duration.ZERO;
                workers.after(patience, "forgetting a call that was not placed", () -> {
                    synchronized (lock) {
                        calls.notPlaced(callId);
                    }
                });
            }));
        }, Answer.refused(Code.FAILED, ""));
    }

    @Override
    public CompletionStage<Answer> hangup(String callId, Person user) {
        return workers.ask("hanging up", () -> givesUp(callId, user)
                ? CompletableFuture.completedFuture(Answer.done(callId)) : known(callId, user).filter(Inquiry.Known::takesPart)
                .map(known -> dialler.hangup(known.call(), user))
                .orElseGet(() -> CompletableFuture.completedFuture(Answer.refused(Code.CALL_UNKNOWN, ""))), Answer.refused(Code.FAILED, ""));
    }

    private boolean givesUp(String callId, Person user) {
        synchronized (lock) {
            return book.giveUp(callId, user.userLoginId());
        }
    }

    @Override
    public CompletionStage<Lookup> lookUp(Person user, Optional<String> callId, Optional<String> number, Optional<String> partyId) {
        return workers.ask("looking up a caller", () -> CompletableFuture.completedFuture(
                callId.map(id -> inquiry.ofCall(user, known(id, user)))
                        .or(() -> partyId.map(inquiry::ofParty))
                        .or(() -> number.map(inquiry::ofNumber))
                        .orElseGet(() -> Lookup.refused(Code.CALL_UNKNOWN))), Lookup.refused(Code.FAILED));
    }

    private Optional<Inquiry.Known> known(String callId, Person user) {
        synchronized (lock) {
            return calls.find(callId).map(call -> new Inquiry.Known(call, book.find(callId).flatMap(OfferEntry::caller),
                    calls.takesPart(callId, user.userLoginId())));
        }
    }

    /** Decides under the lock, puts the news for listeners into that order, and does the rest outside. */
    private <T> T decide(Function<List<Effect>, T> decision) {
        List<Runnable> work = new ArrayList<>();
        T decided;
        synchronized (lock) {
            List<Effect> effects = new ArrayList<>();
            decided = decision.apply(effects);
            effects.forEach(effect -> order(effect, work));
        }
        teller.go();
        work.forEach(Runnable::run);
        return decided;
    }

    private void order(Effect effect, List<Runnable> work) {
        if (effect instanceof Effect.Offered offered) {
            tell(listener -> listener.offered(offered.offer(), offered.users()));
        } else if (effect instanceof Effect.Withdrawn withdrawn) {
            tell(listener -> listener.withdrawn(withdrawn.withdrawal(), withdrawn.users(), withdrawn.exceptSession()));
        } else if (effect instanceof Effect.CallChanged changed) {
            tell(listener -> listener.callChanged(changed.call(), changed.user()));
        } else if (effect instanceof Effect.ClaimLost lost) {
            calls.left(lost.callId(), lost.user(), lost.outcome()).forEach(telling -> order(telling, work));
        } else if (effect instanceof Effect.ClaimAnswered answered) {
            Optional.ofNullable(claims.remove(answered.turn())).ifPresent(claim -> work.add(() -> claim.complete(answered.answer())));
        } else if (effect instanceof Effect.SendCaller send) {
            work.add(() -> sendCaller(send));
        } else if (effect instanceof Effect.HangUp hangUp) {
            work.add(() -> pbxes.commands(hangUp.serverId()).ifPresent(pbx -> pbx.hangup(hangUp.channelName())));
        } else if (effect instanceof Effect.Announce announce) {
            work.add(() -> announce(announce));
        } else if (effect instanceof Effect.LookUp lookUp) {
            work.add(() -> lookUp(lookUp));
        } else if (effect instanceof Effect.CheckClaim check) {
            work.add(() -> workers.after(check.after(), "checking a claim",
                    () -> progress(check.callId(), () -> book.check(check.callId(), check.turn(), check.last()))));
        }
    }

    private void tell(Consumer<DeskListener> news) {
        listeners.forEach(listener -> teller.add(() -> news.accept(listener)));
    }

    /** A decision of the book on one call that may change who has it. */
    private void progress(String callId, Supplier<List<Effect>> decision) {
        decide(effects -> {
            effects.addAll(decision.get());
            return effects.addAll(calls.claimerChanged(callId, book.claimer(callId)));
        });
    }

    private void sendCaller(Effect.SendCaller send) {
        pbxes.commands(send.serverId()).map(pbx -> pbx.redirect(send.redirect()))
                .orElseGet(() -> CompletableFuture.completedFuture(
                        PbxCommands.Result.failed(PbxCommands.Failure.Kind.PBX_AWAY, send.serverId())))
                .exceptionally(failure -> PbxCommands.Result.failed(PbxCommands.Failure.Kind.REFUSED, String.valueOf(failure)))
                .thenAccept(result -> workers.run("taking the answer to a Redirect",
                        () -> progress(send.callId(), () -> book.redirected(send.callId(), send.turn(), send.redirect(), result)), () -> { }));
    }

    private void announce(Effect.Announce what) {
        workers.run("announcing a call to its group", () -> {
            Optional<Group> group = staff.group(what.groupId());
            if (group.isEmpty()) {
                synchronized (lock) {
                    book.notAnnounced(what.callId(), what.turn());
                }
                return;
            }
            CallerDirectory.Caller caller = what.caller().orElseGet(() -> directory.look(what.number(), group.get().partyProfileUrl()));
            List<String> members = staff.members(what.groupId());
            decide(effects -> {
                Set<String> signedIn = Set.copyOf(userOfSession.values());
                List<String> present = members.stream().distinct().filter(signedIn::contains).toList();
                effects.addAll(calls.callerKnown(what.callId(), what.number(), caller));
                return effects.addAll(book.announced(what.callId(), what.turn(), group.get(), caller, present));
            });
        }, () -> announceLater(what));
    }

    private void announceLater(Effect.Announce what) {
        synchronized (lock) {
            if (!book.isTurn(what.callId(), what.turn())) {
                return;
            }
        }
        workers.after(ASK_AGAIN, "announcing a call again", () -> announce(what));
    }

    private void lookUp(Effect.LookUp what) {
        workers.run("looking up the other end of a call", () -> {
            CallerDirectory.Caller caller = directory.look(what.number(), "");
            decide(effects -> effects.addAll(calls.callerKnown(what.callId(), what.number(), caller)));
        }, () -> { });
    }
}
