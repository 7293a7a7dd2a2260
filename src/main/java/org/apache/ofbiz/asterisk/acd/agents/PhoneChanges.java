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
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AgentControl.Workplace;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.threads.Decisions;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;

/**
 * Which phone an agent works at: one phone per agent, one agent per phone. Looks up, so it is called on workers. Thread-safe; of two who want
 * one phone at the same time one comes second.
 */
final class PhoneChanges {

    private final AgentDirectory agentDirectory;
    private final DialRules rules;
    private final PbxDirectory pbxes;
    private final AgentRegistry agentRegistry;
    private final Decisions decisions;
    private final Clock clock;

    PhoneChanges(AgentDirectory agentDirectory, DialRules rules, PbxDirectory pbxes, AgentRegistry agentRegistry, Decisions decisions, Clock clock) {
        this.agentDirectory = agentDirectory;
        this.rules = rules;
        this.pbxes = pbxes;
        this.agentRegistry = agentRegistry;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** Either a phone that is meant, or why not. */
    private record Meant(Optional<Peer> phone, Optional<Refusal> refusal) {
        static Meant refused(Code code, String detail) {
            return new Meant(Optional.empty(), Optional.of(new Refusal(code, detail)));
        }
    }

    /** The user, who is known to the registry, goes to that phone for today. */
    synchronized Answer workAt(Person user, Workplace place) {
        Meant meant = meant(user, place.number());
        if (meant.refusal().isPresent()) {
            return Answer.refused(meant.refusal().get());
        }
        Peer phone = meant.phone().orElseThrow();
        Optional<Agent> holder = decisions.decide(effects -> agentRegistry.holder(phone, user.userLoginId()));
        boolean may = place.takeOver() && (place.supervisor() || agentDirectory.seats().isAssigned(user, phone));
        if (holder.isPresent() && !may) {
            return taken(holder.get(), phone);
        }
        return sits(user, phone, endOfDay(place.zone()), holder, false);
    }

    private Answer sits(Person user, Peer phone, Instant until, Optional<Agent> holder, boolean byTelephone) {
        Optional<Person> before = agentDirectory.seats().leave(user.userLoginId());
        agentDirectory.seats().take(user, phone, until, byTelephone);
        pbxes.phonesChanged();
        return changed(user, Optional.of(phone), before.or(phone::owner), holder);
    }

    /** The user has said at the phone who they are. */
    synchronized Answer signInAt(Person user, Peer phone) {
        Optional<Agent> holder = decisions.decide(effects -> agentRegistry.holder(phone, user.userLoginId()));
        return holder.isPresent() ? taken(holder.get(), phone) : sits(user, phone, endOfDay(ZoneId.systemDefault()), holder, true);
    }

    /** @param own one of the user's own phones */
    synchronized Answer use(Person user, Peer own) {
        Optional<Agent> holder = decisions.decide(effects -> agentRegistry.holder(own, user.userLoginId()));
        if (holder.isPresent()) {
            return taken(holder.get(), own);
        }
        Optional<Agent> agent = decisions.decide(effects -> agentRegistry.find(user.userLoginId()));
        boolean same = agent.flatMap(known -> known.phones().current()).filter(now -> now.peerId().equals(own.peerId())).isPresent();
        Optional<Person> before = same ? Optional.empty() : agentDirectory.seats().leave(user.userLoginId());
        before.ifPresent(any -> pbxes.phonesChanged());
        return changed(user, Optional.of(own), before, Optional.empty());
    }

    /** Why this user cannot sign in at the phone that would ring; empty where they can. */
    Optional<Refusal> refusedSignIn(Person user) {
        return decisions.decide(effects -> agentRegistry.find(user.userLoginId()).flatMap(agent -> agent.phones().current())
                        .flatMap(phone -> agentRegistry.holder(phone, user.userLoginId()).map(holder -> taken(holder, phone))))
                .flatMap(Answer::refusal)
                .or(() -> hasPhone(user) ? Optional.empty() : agentDirectory.seats().takenFrom(user)
                        .map(by -> new Refusal(Code.PHONE_TAKEN, by.name())));
    }

    private boolean hasPhone(Person user) {
        return !agentDirectory.extensions(user.userLoginId()).isEmpty();
    }

    private static Answer taken(Agent holder, Peer phone) {
        return Answer.refused(new Refusal(Code.PHONE_TAKEN, holder.phones().own().stream().filter(own -> own.peerId().equals(phone.peerId()))
                .flatMap(own -> own.owner().stream()).map(Person::name).findFirst().orElse(holder.userLoginId())));
    }

    private Answer changed(Person user, Optional<Peer> phone, Optional<Person> other, Optional<Agent> holder) {
        Map<String, List<Peer>> phones = new LinkedHashMap<>(); // the user's last: it is free by then
        Stream.of(other.map(Person::userLoginId), holder.map(Agent::userLoginId)).flatMap(Optional::stream)
                .filter(name -> !name.equals(user.userLoginId())).forEach(name -> phones.put(name, agentDirectory.extensions(name)));
        phones.put(user.userLoginId(), agentDirectory.extensions(user.userLoginId()));
        decisions.decide(effects -> {
            phones.forEach((name, extensions) -> effects.addAll(agentRegistry.extensionsAre(name, extensions)));
            phone.ifPresent(used -> effects.addAll(agentRegistry.use(user.userLoginId(), used)));
            return true;
        });
        return Answer.done();
    }

    private Meant meant(Person user, String number) {
        Optional<Peer> own = agentDirectory.extensions(user.userLoginId()).stream().findFirst();
        Optional<String> serverId = own.map(Peer::serverId).or(() -> agentDirectory.memberships(user.userLoginId()).stream().findFirst()
                .map(membership -> membership.group().serverId()));
        Optional<Numbering> found = serverId.flatMap(pbxes::numbering);
        if (found.isEmpty()) {
            return Meant.refused(serverId.isEmpty() ? Code.NO_EXTENSION : Code.PBX_AWAY, "");
        }
        Numbering pbx = found.get();
        DialRules.Checked checked = rules.check(user, number, pbx);
        if (checked.refusal().isPresent()) {
            rules.refused(user, number, checked.refusal().get());
            return new Meant(Optional.empty(), checked.refusal());
        }
        String dialable = checked.dialable().orElseThrow();
        boolean inside = checked.where() == DialRules.Where.INSIDE;
        Optional<Peer> phone = inside ? pbx.extension(dialable) : Optional.empty();
        if (phone.isPresent()) {
            return phone.get().enabled() ? new Meant(phone, Optional.empty()) : Meant.refused(Code.EXTENSION_DISABLED, dialable);
        }
        String context = inside ? pbx.contexts().internal() : pbx.contexts().outbound();
        if (pbx.reachesGroup(dialable) || checked.where() == DialRules.Where.EMERGENCY) {
            return Meant.refused(Code.NUMBER_NOT_ALLOWED, dialable); // a group would call itself
        }
        if (context.isBlank()) {
            return Meant.refused(Code.NOT_IN_DIALPLAN, dialable);
        }
        Optional<Refusal> limit = rules.admit(user, checked); // each number is a row, and a way for calls to leave
        if (limit.isPresent()) {
            return new Meant(Optional.empty(), limit);
        }
        Peer instead = own.orElseGet(() -> new Peer("", serverId.orElseThrow(), "Local", dialable, Peer.Type.EXTENSION, Optional.of(user),
                Optional.empty(), Optional.empty(), true));
        return new Meant(Optional.of(agentDirectory.seats().outside(user, instead, dialable, context)), Optional.empty());
    }

    private Instant endOfDay(ZoneId zone) {
        return clock.instant().atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }
}
