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
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.Effect;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.calls.UserCalls;
import org.apache.ofbiz.asterisk.acd.threads.Decisions;
import org.apache.ofbiz.asterisk.acd.threads.TaskScheduler;

/**
 * Finds who may be offered a call, from memory, and looks up on workers who calls; then has the books decide. What else there is to know of
 * the caller is looked up once the call is offered. Thread-safe.
 */
public final class OfferNotifier {

    private final Roster roster;
    private final CallerDirectory directory;
    private final TaskScheduler workers;
    private final Decisions decisions;
    private final OfferRegistry offerRegistry;
    private final UserCalls calls;
    private final Predicate<String> signedIn;
    private final Function<String, List<Effect>> groupKnown;

    /**
     * @param signedIn   whether a user has a browser; asked within decisions
     * @param groupKnown what else is to be done, by callId, once the group of a call is known; asked within decisions
     */
    public OfferNotifier(Roster roster, CallerDirectory directory, TaskScheduler workers, Decisions decisions, OfferRegistry offerRegistry,
            UserCalls calls, Predicate<String> signedIn, Function<String, List<Effect>> groupKnown) {
        this.roster = roster;
        this.directory = directory;
        this.workers = workers;
        this.decisions = decisions;
        this.offerRegistry = offerRegistry;
        this.calls = calls;
        this.signedIn = signedIn;
        this.groupKnown = groupKnown;
    }

    public void announce(Effect.Announce what) {
        if (what.caller().isEmpty()) {
            directory.expect(what.number());
        }
        workers.run("announcing a call to its group", () -> {
            Optional<Group> group = roster.group(what.groupId());
            if (group.isEmpty()) {
                decisions.decide(effects -> offerRegistry.notAnnounced(what.callId(), what.turn()));
                return;
            }
            CallerDirectory.Caller caller = what.caller().orElseGet(() -> directory.recent(what.number(), group.get().partyProfileUrl()));
            List<String> members = roster.members(what.groupId()); // after the look-up, which may take a while
            decisions.decide(effects -> {
                List<String> present = members.stream().filter(signedIn).toList();
                effects.addAll(offerRegistry.announced(what.callId(), what.turn(), group.get(), caller, present));
                effects.addAll(groupKnown.apply(what.callId()));
                return effects.addAll(calls.callerKnown(what.callId(), what.number(), caller));
            });
            withdrawFromThoseWhoLeft(what.groupId(), members);
        }, () -> announceLater(what));
    }

    /** Anyone who left the group while it was told was not among those from whom open offers were withdrawn. */
    private void withdrawFromThoseWhoLeft(String groupId, List<String> told) {
        Set<String> members = Set.copyOf(roster.members(groupId));
        if (!members.containsAll(told)) {
            decisions.decide(effects -> effects.addAll(offerRegistry.membersAre(groupId, members)));
        }
    }

    /** Behind the offers themselves: a few at a time, so that many do not hold up those who call next. */
    public void findEarlier(Effect.FindEarlier what) {
        workers.aside("finding earlier calls", () -> directory.earlier(what.partyId(), what.callId()).ifPresent(earlier ->
                decisions.decide(effects -> effects.addAll(offerRegistry.earlierKnown(what.callId(), what.partyId(), earlier)))));
    }

    private void announceLater(Effect.Announce what) {
        if (decisions.decide(effects -> offerRegistry.isTurn(what.callId(), what.turn()))) {
            workers.after(TaskScheduler.RETRY_AFTER, "announcing a call again", () -> announce(what));
        }
    }

    /** A few at a time: of calls that somebody has already, hundreds can be found at once, when a PBX is connected. Those that wait go before. */
    public void lookUp(Effect.LookUp what) {
        workers.aside("looking up the other end of a call", () -> {
            CallerDirectory.Caller caller = what.again() ? directory.look(what.number(), "") : directory.recent(what.number(), "");
            decisions.decide(effects -> effects.addAll(calls.callerKnown(what.callId(), what.number(), caller)));
        });
    }

    /** The other end of this call is that party, whatever the directory says of the number. */
    public void correct(String callId, String number, String partyId) {
        workers.run("correcting the other end of a call", () -> {
            CallerDirectory.Caller found = directory.recent(number, "");
            CallerDirectory.Match match = directory.party(partyId, "");
            CallerDirectory.Caller caller = new CallerDirectory.Caller(found.number(), found.e164(), found.display(), List.of(match),
                    CallerDirectory.MatchedOn.CORRECTED, match.url());
            decisions.decide(effects -> effects.addAll(calls.callerKnown(callId, number, caller)));
        }, () -> { });
    }

    /** Only if the user still has a browser when their groups are known. */
    public void showOffers(Effect.ShowOffers what) {
        String user = what.user();
        workers.run("showing what waits", () -> {
            Set<String> groupIds = CallerLookup.ids(roster.memberships(user));
            decisions.decide(effects -> signedIn.test(user)
                    && effects.addAll(offerRegistry.showAgain(user, groupIds)));
        }, () -> workers.after(TaskScheduler.RETRY_AFTER, "showing what waits, again", () -> showOffers(what)));
    }
}
