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
package org.apache.ofbiz.asterisk.acd.distribution;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AgentControl;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.acd.Dispositions;
import org.apache.ofbiz.asterisk.acd.Effect;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.SavedAgent;
import org.apache.ofbiz.asterisk.acd.agents.Adoption;
import org.apache.ofbiz.asterisk.acd.agents.Agent;
import org.apache.ofbiz.asterisk.acd.agents.AgentCommands;
import org.apache.ofbiz.asterisk.acd.agents.AgentRegistry;
import org.apache.ofbiz.asterisk.acd.agents.BrowserSessions;
import org.apache.ofbiz.asterisk.acd.agents.PhoneWatch;
import org.apache.ofbiz.asterisk.acd.calls.UserCalls;
import org.apache.ofbiz.asterisk.acd.control.Dialer;
import org.apache.ofbiz.asterisk.acd.control.Redirector;
import org.apache.ofbiz.asterisk.acd.incall.InCallControl;
import org.apache.ofbiz.asterisk.acd.offers.CallerLookup;
import org.apache.ofbiz.asterisk.acd.offers.OfferNotifier;
import org.apache.ofbiz.asterisk.acd.offers.OfferRegistry;
import org.apache.ofbiz.asterisk.acd.outbound.OutboundService;
import org.apache.ofbiz.asterisk.acd.recording.Recordings;
import org.apache.ofbiz.asterisk.acd.supervision.Supervision;
import org.apache.ofbiz.asterisk.acd.threads.AcdThreads;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;
import org.apache.ofbiz.asterisk.acd.threads.TaskScheduler;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * The call distributor: takes what happens and what users ask, has {@link OfferRegistry} and {@link UserCalls} decide under one lock, and
 * does what they decided outside of it. Listeners are told in the order of the decisions. Thread-safe.
 */
public final class CallDistributor implements CallControl, CallListener {

    private final AgentDirectory agentDirectory;
    private final Dialer dialer;
    private final AgentCommands agentCommands;
    private final OfferNotifier offerNotifier;
    private final InCallControl handling;
    private final CallCommands callCommands;
    private final Supervision supervision;

    /** Guards everything below; held for decisions only, never while anything is looked up, sent or told. */
    private final DecisionLock lock;
    private final OfferRegistry offerRegistry;
    private final AgentRegistry agents;
    private final CallsAtOnce atOnce;
    private final PhoneWatch phones;
    private final UserCalls calls = new UserCalls();
    private final BrowserSessions sessions = new BrowserSessions();
    private final Map<Long, CompletableFuture<Answer>> openClaims = new HashMap<>();
    private final EndedCalls ended;

    /**
     * @param threads for what may block, and for what is due later
     */
    public CallDistributor(AgentDirectory agentDirectory, CallerDirectory directory, Dispositions dispositions, DialRules rules, PbxDirectory pbxes,
            Recordings recordings, Clock clock, AcdThreads threads, ErrorReporter problems) {
        TaskScheduler workers = new TaskScheduler(threads, problems);
        DecisionLock decisions = new DecisionLock(new SerialExecutor(threads.telling(), problems));
        AgentRegistry registry = new AgentRegistry(clock);
        OfferRegistry offers = new OfferRegistry(clock, pbxes::numbering, pbxes::mayAct);
        UserExtensions extensions = new UserExtensions(agentDirectory, registry, decisions);
        this.agentDirectory = agentDirectory;
        this.lock = decisions;
        this.ended = new EndedCalls(clock);
        this.dialer = new Dialer(extensions::of, rules, pbxes);
        this.offerRegistry = offers;
        this.agents = registry;
        this.atOnce = new CallsAtOnce(offers, registry);
        this.phones = new PhoneWatch(pbxes);
        this.agentCommands = new AgentCommands(agentDirectory, dispositions, rules, pbxes, registry, decisions, workers, clock);
        this.offerNotifier = new OfferNotifier(agentDirectory.roster(), directory, workers, decisions, offers, calls, sessions::isHere,
                atOnce::announced);
        Redirector redirector = new Redirector(agentDirectory, rules, pbxes, dialer, decisions, offers, calls);
        this.supervision = new Supervision(workers, dialer, redirector, pbxes);
        this.handling = new InCallControl(new InCallControl.Parts(agentDirectory, rules, pbxes, recordings, dialer), workers,
                threads.workers(), clock, problems, (controls, user) -> decisions.tellAlone(listener -> listener.controlsChanged(controls, user)));
        CallerLookup callerLookup = new CallerLookup(agentDirectory, directory);
        Claims claims = new Claims(decisions, offers, registry, atOnce, calls, openClaims,
                new Claims.LookUps(agentDirectory, callerLookup, extensions, dialer));
        this.callCommands = new CallCommands(workers, claims, dialer, redirector, handling, callerLookup, decisions, offers, calls);
        decisions.carryOutWith(new EffectRunner(decisions, openClaims, offers, offerNotifier, agentCommands, workers, dialer, pbxes, calls));
    }

    /** From now on this listener is told; each listener gets the same news in the same order. */
    public void addListener(AcdListener listener) {
        lock.addListener(listener);
    }

    /** Claims that were won and whose winner does not talk yet. */
    public int openClaims() {
        synchronized (lock) {
            return openClaims.size();
        }
    }

    /** What supervisors do with calls of others. */
    public Supervision supervision() {
        return supervision;
    }

    @Override
    public InCallControl handling() {
        return handling;
    }

    @Override
    public void callChanged(PhoneCall call, CallEvent event) {
        handling.callChanged(call, event);
        decide(effects -> {
            ended.old().forEach(this::forget);
            if (call.ended()) {
                ended.add(call.callId());
            } else if (ended.remove(call.callId())) { // another node had its PBX for a while
                offerRegistry.goesOn(call);
            }
            effects.addAll(calls.lostFirst(offerRegistry.callChanged(call, event)));
            // before the end of the call is told: anyone who writes it up now must not hear others ring in between
            effects.addAll(atOnce.callChanged(call));
            return effects.addAll(calls.callChanged(call, offerRegistry.claimer(call.callId())));
        });
    }

    private void forget(String callId) {
        offerRegistry.forget(callId);
        if (agents.writersOf(callId).isEmpty()) {
            calls.forget(callId);
        } else {
            ended.add(callId);
        }
    }

    @Override
    public Present signIn(String sessionId, Person user) {
        String name = user.userLoginId();
        List<AgentDirectory.Membership> memberships = agentDirectory.roster().memberships(name);
        List<Peer> own = agentDirectory.roster().extensions(name);
        Optional<SavedAgent> kept = knows(name) ? Optional.empty() : agentDirectory.recall(name);
        List<PauseReason> reasons = agentDirectory.pauseReasons();
        return decide(effects -> {
            sessions.add(sessionId, name);
            effects.addAll(agents.arrives(name, kept, own));
            Agent agent = agents.find(name).orElseThrow();
            List<AcdListener.Offer> offers = offerRegistry.show(name, CallerLookup.ids(memberships));
            PhoneWatch.Told told = phones.arrives(agent, memberships);
            List<AcdListener.UserCall> present = new ArrayList<>(calls.of(name));
            agent.wrapUp().flatMap(wrapUp -> calls.ended(wrapUp.callId(), name)).ifPresent(present::add);
            return new Present(user, agent.state(), told.current(), told.extensions(), told.pbx(), reasons, memberships, offers, present);
        });
    }

    private boolean knows(String user) {
        synchronized (lock) {
            return agents.find(user).isPresent();
        }
    }

    @Override
    public void signOut(String sessionId) {
        decide(effects -> sessions.remove(sessionId).map(user -> effects.addAll(agents.leaves(user))));
    }

    @Override
    public AgentControl agents() {
        return agentCommands;
    }

    /** Agents whose browser is there, or was a moment ago. From memory. */
    public List<Agent> agentsHere() {
        synchronized (lock) {
            return agents.here();
        }
    }

    /** As {@link AgentCommands#adopt}. */
    public CompletionStage<Answer> adopt(Adoption adoption) {
        return agentCommands.adopt(adoption);
    }

    /** As {@link Dialer#reachedAt}. */
    public Optional<Peer> reachedAt(Person user, String serverId) {
        return dialer.reachedAt(user, serverId);
    }

    /** Tells what changed at phones and PBXes since it was called last: from memory, so it may be called often. */
    public void look() {
        decide(effects -> {
            phones.look(agents.here(), lock::tell);
            return true;
        });
        handling.look();
    }

    /**
     * Groups, members or extensions have changed: offers are withdrawn from those who are no members any more. Decides from memory and waits for
     * nothing.
     *
     * @param known who is what now
     */
    public void directoryChanged(Roster known) {
        decide(effects -> {
            offerRegistry.groupsWithOpen().forEach(groupId -> effects.addAll(offerRegistry.membersAre(groupId,
                    known.group(groupId).isPresent() ? Set.copyOf(known.members(groupId)) : Set.of())));
            agents.here().forEach(agent -> effects.addAll(agents.extensionsAre(agent.userLoginId(), known.extensions(agent.userLoginId()))));
            return true;
        });
    }

    @Override
    public CompletionStage<Answer> claim(String callId, Person user, Optional<String> sessionId, Optional<String> extension) {
        return callCommands.claim(callId, user, sessionId, extension);
    }

    @Override
    public CompletionStage<Answer> originate(Person user, String number, Optional<String> extension, Optional<String> accountCode,
            Optional<OutboundService> service) {
        return callCommands.originate(user, number, new Dialer.Choice(extension, accountCode, service));
    }

    @Override
    public CompletionStage<Answer> hangup(String callId, Person user) {
        return callCommands.hangup(callId, user);
    }

    @Override
    public CompletionStage<Answer> redirect(String callId, Person user, String target) {
        return callCommands.redirect(callId, user, target);
    }

    @Override
    public CompletionStage<Lookup> lookUp(Person user, Optional<String> callId, Optional<String> number, Optional<String> partyId) {
        return callCommands.lookUp(user, callId, number, partyId);
    }

    @Override
    public void callerCorrected(String callId, Optional<String> onlyParty) {
        Optional<PhoneCall> call;
        synchronized (lock) {
            call = calls.find(callId);
        }
        call.ifPresent(known -> onlyParty.ifPresentOrElse(partyId -> offerNotifier.correct(callId, known.customerNumber(), partyId), () ->
                offerNotifier.lookUp(new Effect.LookUp(callId, known.customerNumber(), true))));
    }

    @Override
    public Part part(String callId, Person user) {
        synchronized (lock) {
            String whole = calls.whole(callId);
            return new Part(whole, calls.find(whole).isPresent(), calls.takesPart(callId, user.userLoginId())
                    || calls.takesPart(whole, user.userLoginId()));
        }
    }

    private <T> T decide(Function<List<Effect>, T> decision) {
        return lock.decide(decision);
    }
}
