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

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.Decisions;
import org.apache.ofbiz.asterisk.acd.EarlierCall;
import org.apache.ofbiz.asterisk.acd.Effect;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.calls.UserCalls;
import org.apache.ofbiz.asterisk.acd.threads.TaskScheduler;

/** Looks up on workers who calls and who may be offered the call, and has the books decide. Thread-safe. */
public final class OfferNotifier {

    private final AgentDirectory agentDirectory;
    private final CallerDirectory directory;
    private final TaskScheduler workers;
    private final Decisions decisions;
    private final OfferRegistry offerRegistry;
    private final UserCalls calls;
    private final Supplier<Set<String>> signedIn;

    /** @param signedIn users with a browser; asked within decisions */
    public OfferNotifier(AgentDirectory agentDirectory, CallerDirectory directory, TaskScheduler workers, Decisions decisions,
            OfferRegistry offerRegistry, UserCalls calls, Supplier<Set<String>> signedIn) {
        this.agentDirectory = agentDirectory;
        this.directory = directory;
        this.workers = workers;
        this.decisions = decisions;
        this.offerRegistry = offerRegistry;
        this.calls = calls;
        this.signedIn = signedIn;
    }

    public void announce(Effect.Announce what) {
        workers.run("announcing a call to its group", () -> {
            Optional<Group> group = agentDirectory.group(what.groupId());
            if (group.isEmpty()) {
                decisions.decide(effects -> offerRegistry.notAnnounced(what.callId(), what.turn()));
                return;
            }
            CallerDirectory.Caller caller = what.caller().orElseGet(() -> directory.look(what.number(), group.get().partyProfileUrl()));
            Optional<EarlierCall> earlier = what.caller().isPresent() || caller.matches().size() != 1 ? Optional.empty()
                    : directory.earlier(caller.matches().get(0).partyId(), what.callId());
            List<String> members = agentDirectory.members(what.groupId());
            decisions.decide(effects -> {
                Set<String> users = signedIn.get();
                List<String> present = members.stream().distinct().filter(users::contains).toList();
                effects.addAll(calls.callerKnown(what.callId(), what.number(), caller));
                return effects.addAll(offerRegistry.announced(what.callId(), what.turn(), group.get(), caller, earlier, present));
            });
        }, () -> announceLater(what));
    }

    private void announceLater(Effect.Announce what) {
        if (decisions.decide(effects -> offerRegistry.isTurn(what.callId(), what.turn()))) {
            workers.after(TaskScheduler.RETRY_AFTER, "announcing a call again", () -> announce(what));
        }
    }

    public void lookUp(Effect.LookUp what) {
        workers.run("looking up the other end of a call", () -> {
            CallerDirectory.Caller caller = directory.look(what.number(), "");
            decisions.decide(effects -> effects.addAll(calls.callerKnown(what.callId(), what.number(), caller)));
        }, () -> { });
    }

    /** Only if the user still has a browser when their groups are known. */
    public void showOffers(Effect.ShowOffers what) {
        String user = what.user();
        workers.run("showing what waits", () -> {
            Set<String> groupIds = CallerLookup.ids(agentDirectory.memberships(user));
            decisions.decide(effects -> signedIn.get().contains(user)
                    && effects.addAll(offerRegistry.showAgain(user, groupIds)));
        }, () -> workers.after(TaskScheduler.RETRY_AFTER, "showing what waits, again", () -> showOffers(what)));
    }
}
