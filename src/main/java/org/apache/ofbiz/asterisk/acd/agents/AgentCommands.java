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
package org.apache.ofbiz.asterisk.acd.agents;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.AgentControl;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.AgentDirectory.PauseInterval;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.Dispositions;
import org.apache.ofbiz.asterisk.acd.Effect;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.SavedAgent;
import org.apache.ofbiz.asterisk.acd.threads.ConflatingWriter;
import org.apache.ofbiz.asterisk.acd.threads.Decisions;
import org.apache.ofbiz.asterisk.acd.threads.TaskScheduler;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;

/** What agents ask for and what becomes due: looks up on workers what decides, and has {@link AgentRegistry} decide. Thread-safe. */
public final class AgentCommands implements AgentControl {

    private final AgentDirectory agentDirectory;
    private final Dispositions dispositions;
    private final AgentRegistry agentRegistry;
    private final Decisions decisions;
    private final TaskScheduler workers;
    private final ConflatingWriter<SavedAgent> savedAgents;
    private final PhoneChanges phones;
    private final ConflatingWriter<PauseInterval> savedPauses;
    private final Clock clock;

    public AgentCommands(AgentDirectory agentDirectory, Dispositions dispositions, DialRules rules, PbxDirectory pbxes, AgentRegistry agentRegistry,
                         Decisions decisions, TaskScheduler workers, Clock clock) {
        this.agentDirectory = agentDirectory;
        this.dispositions = dispositions;
        this.agentRegistry = agentRegistry;
        this.decisions = decisions;
        this.workers = workers;
        this.savedAgents = new ConflatingWriter<>(agentDirectory::keep, workers, TaskScheduler.RETRY_AFTER);
        this.phones = new PhoneChanges(agentDirectory, rules, pbxes, agentRegistry, decisions, clock);
        this.savedPauses = new ConflatingWriter<>((key, pause) -> agentDirectory.keep(pause), workers, TaskScheduler.RETRY_AFTER);
        this.clock = clock;
    }

    @Override
    public CompletionStage<Answer> choose(Person user, AgentChoice.Kind kind, Optional<String> reasonId) {
        return asked(user, "choosing whether to take calls", () -> {
            Optional<PauseReason> reason = reason(reasonId);
            if (kind == AgentChoice.Kind.PAUSED && reason.isEmpty()) {
                return Answer.refused(Code.PAUSE_REASON_UNKNOWN, reasonId.orElse(""));
            }
            known(user);
            Optional<Refusal> taken = kind == AgentChoice.Kind.SIGNED_OUT ? Optional.empty() : phones.refusedSignIn(user);
            if (taken.isPresent()) {
                return Answer.refused(taken.get());
            }
            AgentChoice choice = new AgentChoice(kind, kind == AgentChoice.Kind.PAUSED ? reason : Optional.empty(), clock.instant());
            return changed(user, () -> agentRegistry.choose(user.userLoginId(), choice));
        });
    }

    private Optional<PauseReason> reason(Optional<String> reasonId) {
        return reasonId.flatMap(id -> agentDirectory.pauseReasons().stream().filter(known -> known.id().equals(id)).findFirst());
    }

    @Override
    public CompletionStage<Answer> pauseInGroup(Person user, String groupId, Optional<String> reasonId) {
        return asked(user, "pausing in one group", () -> {
            Optional<PauseReason> reason = reason(reasonId);
            if (reasonId.isPresent() && reason.isEmpty()) {
                return Answer.refused(Code.PAUSE_REASON_UNKNOWN, reasonId.get());
            }
            if (agentDirectory.memberships(user.userLoginId()).stream().noneMatch(membership -> membership.group().groupId().equals(groupId))) {
                return Answer.refused(Code.NOT_YOUR_GROUP, groupId);
            }
            Optional<AgentChoice.QueuePause> pause = reason.map(known -> new AgentChoice.QueuePause(known, clock.instant()));
            return changed(user, () -> agentRegistry.pauseInGroup(user.userLoginId(), groupId, pause));
        });
    }

    @Override
    public CompletionStage<Answer> workAt(Person user, Workplace place) {
        return asked(user, "changing the phone", () -> {
            known(user);
            return phones.workAt(user, place);
        });
    }

    @Override
    public CompletionStage<Answer> signInAt(Person user, Peer phone) {
        return asked(user, "signing in at a phone", () -> {
            known(user);
            Answer sits = phones.signInAt(user, phone);
            return sits.refusal().isPresent() ? sits
                    : changed(user, () -> agentRegistry.choose(user.userLoginId(), AgentChoice.available(clock.instant())));
        });
    }

    @Override
    public CompletionStage<Answer> useExtension(Person user, String extension) {
        return asked(user, "choosing an extension", () -> {
            ExtensionChoice choice = ExtensionChoice.of(agentDirectory.extensions(user.userLoginId()), Optional.empty(), Optional.of(extension),
                    Set.of());
            Optional<Peer> own = choice.extension();
            if (own.isEmpty()) {
                return Answer.refused(choice.refusal().orElseThrow());
            }
            known(user);
            return phones.use(user, own.get());
        });
    }

    /**
     * The PBX says otherwise: what was changed there holds for the agent from now on. A pause keeps the PBX's reason, by its description where
     * OFBiz has one. A pause in all groups takes the place of those in single groups.
     */
    public CompletionStage<Answer> adopt(Adoption adoption) {
        String user = adoption.userLoginId();
        return asked(new Person(user, "", user), "adopting a change of the PBX", () -> {
            boolean paused = adoption.choice() == AgentChoice.Kind.PAUSED;
            Optional<PauseReason> reason = adoption.pauseReason().filter(text -> paused).map(this::reasonOnPbx);
            return changed(new Person(user, "", user), () -> {
                List<Effect> effects = new ArrayList<>();
                if (adoption.groupId().isPresent()) {
                    effects.addAll(agentRegistry.pauseInGroup(user, adoption.groupId().get(),
                            reason.map(known -> new AgentChoice.QueuePause(known, clock.instant()))));
                }
                if (adoption.everywhere()) {
                    effects.addAll(agentRegistry.choose(user, new AgentChoice(adoption.choice(), reason, clock.instant())));
                    effects.addAll(paused ? agentRegistry.endGroupPauses(user) : List.of());
                }
                return effects;
            });
        });
    }

    private PauseReason reasonOnPbx(String text) {
        return Stream.concat(agentDirectory.pauseReasons().stream(), Stream.of(PauseReason.MISSED))
                .filter(known -> known.description().equalsIgnoreCase(text)).findFirst()
                .orElseGet(() -> new PauseReason(PauseReason.ON_PBX, text));
    }

    /** An agent whom no browser has brought here yet, e.g. one whom a service speaks for, is recalled first; they are not here by that. */
    private Answer changed(Person user, Supplier<List<Effect>> change) {
        known(user);
        decisions.decide(effects -> effects.addAll(change.get()));
        return Answer.done();
    }

    private void known(Person user) {
        String name = user.userLoginId();
        boolean known = decisions.decide(effects -> agentRegistry.find(name).isPresent());
        Optional<SavedAgent> kept = known ? Optional.empty() : agentDirectory.recall(name);
        List<Peer> own = known ? List.of() : agentDirectory.extensions(name);
        decisions.decide(effects -> {
            if (agentRegistry.find(name).isEmpty()) {
                effects.addAll(agentRegistry.arrives(name, kept, own));
                effects.addAll(agentRegistry.leaves(name));
            }
            return true;
        });
    }

    @Override
    public CompletionStage<Answer> extendWrapUp(Person user, String callId) {
        return asked(user, "extending a wrap-up", () -> decided(callId, () -> agentRegistry.extend(user.userLoginId(), callId)));
    }

    @Override
    public CompletionStage<Answer> endWrapUp(Person user, String callId) {
        return asked(user, "ending a wrap-up", () -> {
            boolean disposed = dispositions.disposed(callId);
            return decided(callId, () -> agentRegistry.end(user.userLoginId(), callId, disposed));
        });
    }

    private Answer decided(String callId, Supplier<AgentRegistry.Decision> decision) {
        Optional<Refusal> refusal = decisions.decide(effects -> {
            AgentRegistry.Decision decided = decision.get();
            effects.addAll(decided.effects());
            return decided.refusal();
        });
        return refusal.map(Answer::refused).orElseGet(() -> Answer.done(callId));
    }

    private CompletionStage<Answer> asked(Person user, String what, Supplier<Answer> work) {
        return workers.ask(user.userLoginId(), what, () -> CompletableFuture.completedFuture(work.get()), code -> Answer.refused(code, ""));
    }

    @Override
    public void writtenUp(String callId) {
        decisions.<List<String>>decide(effects -> agentRegistry.writersOf(callId)).forEach(user -> wrapUpDue(user, callId));
    }

    @Override
    public Optional<AgentState> state(String userLoginId) {
        return decisions.decide(effects -> agentRegistry.find(userLoginId).map(Agent::state));
    }

    public void keep(Effect.KeepPause what) {
        savedPauses.keep(what.pause().key(), what.pause());
    }

    public void keep(Effect.KeepAgent what) {
        savedAgents.keep(what.user(), what.agent());
    }

    public void checkLater(Effect.CheckWrapUp what) {
        workers.after(what.after(), "looking whether a wrap-up is over", () -> {
            if (decisions.<Boolean>decide(effects -> agentRegistry.timeUp(what.user(), what.wrapUp()))) {
                wrapUpDue(what.user(), what.wrapUp().callId());
            }
        });
    }

    private void wrapUpDue(String user, String callId) {
        workers.run("ending a wrap-up", () -> {
            boolean disposed = dispositions.disposed(callId);
            decisions.decide(effects -> effects.addAll(agentRegistry.wrapUpDue(user, callId, disposed)));
        }, () -> workers.after(TaskScheduler.RETRY_AFTER, "ending a wrap-up again", () -> wrapUpDue(user, callId)));
    }

    public void checkGone(Effect.CheckGone what) {
        workers.after(what.after(), "looking whether an agent is gone", () -> decisions.decide(effects ->
                effects.addAll(agentRegistry.gone(what.user(), what.departure()))));
    }

    public void findWrapUp(Effect.FindWrapUp what) {
        workers.run("looking up how long a call is written up", () -> {
            Optional<Group> group = agentDirectory.group(what.groupId());
            decisions.decide(effects -> effects.addAll(agentRegistry.callEnded(what.user(), what.callId(), group)));
        }, () -> decisions.decide(effects -> effects.addAll(agentRegistry.callEnded(what.user(), what.callId(), Optional.empty()))));
    }
}
