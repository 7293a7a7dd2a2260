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
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.acd.DialRules.Where;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.offers.ClaimRules;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.ChannelCommand.Variable;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Where in the dialplan a call is sent to reach a colleague, or a queue of the same server; or why it is not sent there. What leads
 * outside is refused, no matter who asks.
 */
record RedirectTarget(Optional<Refusal> refusal, String context, String extension, Map<String, String> variables) {

    private static final String LOCAL = "Local";
    /** Of a Local channel that is not to be taken out of the call when both ends are answered. */
    private static final String KEPT = "/n";
    /** A queue's name that nobody can take for a number. */
    private static final Pattern NAME = Pattern.compile("\\A[\\d_.-]*+[A-Za-z][\\w.-]*+");

    /**
     * Looks up, so it is called on workers.
     *
     * @param target number or name of a phone, or name of a queue
     */
    static RedirectTarget of(PhoneCall call, String target, Person user, DialRules rules, PbxDirectory pbxes) {
        Optional<Numbering> numbering = pbxes.numbering(call.serverId());
        if (numbering.isEmpty()) {
            return refused(new Refusal(Code.PBX_AWAY, ""));
        }
        DialRules.Checked checked = rules.check(user, target, numbering.get());
        List<Peer> elsewhere = ReachedByTrunk.phones(numbering.get(), target, checked);
        if (!elsewhere.isEmpty()) {
            return byTrunk(call, target, user, elsewhere, numbering.get(), rules, pbxes);
        }
        Optional<Peer> phone = numbering.get().extension(target);
        Optional<Refusal> refusal = phone.isEmpty() && numbering.get().groupOfQueue(target).isPresent() && NAME.matcher(target).matches()
                ? Optional.empty() : outside(checked, target)
                .or(() -> phone.isEmpty() && numbering.get().groupOfQueue(target).isEmpty()
                        ? Optional.of(new Refusal(Code.TARGET_UNKNOWN, target)) : Optional.empty())
                .or(() -> phone.flatMap(peer -> rules.refusedPhone(user, peer, numbering.get())));
        if (refusal.isPresent()) {
            rules.refused(user, target, refusal.get());
            return refused(refusal.get());
        }
        return phone.map(peer -> toPhone(call, peer, checked.dialable().orElseThrow(), numbering.get().contexts(), pbxes))
                .orElseGet(() -> to(numbering.get().contexts().internal(), checked.dialable().orElse(target)));
    }

    private static RedirectTarget byTrunk(PhoneCall call, String target, Person user, List<Peer> phones, Numbering here, DialRules rules,
                                          PbxDirectory pbxes) {
        Peer phone = phones.get(0);
        Optional<Peer> way = here.wayTo(phone);
        Optional<Refusal> refusal = outside(rules.check(user, target, new ReachedByTrunk(here, target)), target)
                .or(() -> phones.size() > 1 ? Optional.of(new Refusal(Code.TARGET_AMBIGUOUS, target)) : rules.refusedPhone(user, phone, here))
                .or(() -> way.isEmpty() ? Optional.of(new Refusal(Code.TARGET_UNKNOWN, target)) : Optional.empty());
        if (refusal.isPresent()) {
            rules.refused(user, target, refusal.get());
            return refused(refusal.get());
        }
        return pbxes.registered(phone).equals(Optional.of(false)) ? refused(new Refusal(Code.TARGET_UNREGISTERED, phone.name()))
                : along(way.get(), returns(call, here.contexts()) ? here.contexts().claim() : "");
    }

    /** The Local channel stays in the call, since it says whose phone it is: in the claim context, as with a claim, else by an option in its name. */
    private static RedirectTarget along(Peer way, String claim) {
        PbxCommands.Redirect claimed = ClaimRules.redirect("", claim, way);
        if (!claim.isEmpty()) {
            return new RedirectTarget(Optional.empty(), claimed.context(), claimed.extension(), claimed.variables());
        }
        Map<String, String> dialed = new HashMap<>(claimed.variables());
        dialed.computeIfPresent(Variable.CONTEXT.variableName(), (name, context) -> context + KEPT);
        dialed.put(Variable.KEEP.variableName(), "no");
        return new RedirectTarget(Optional.empty(), ChannelCommand.CONTEXT, ChannelCommand.Place.CONSULT.extension(), dialed);
    }

    private static boolean returns(PhoneCall call, Numbering.Contexts contexts) {
        return call.direction() == PhoneCall.Direction.INBOUND && call.groupId().isPresent() && !contexts.claim().isBlank();
    }

    private static Optional<Refusal> outside(DialRules.Checked checked, String target) {
        return checked.refusal().or(() -> checked.where() == Where.INSIDE ? Optional.empty()
                : Optional.of(new Refusal(Code.TARGET_UNKNOWN, target)));
    }

    /**
     * The caller of a group goes where a claim would send them: when nobody answers, they wait for the group again. A phone that is a number of
     * the dialplan is dialed where phones dial it.
     */
    private static RedirectTarget toPhone(PhoneCall call, Peer phone, String dialled, Numbering.Contexts contexts, PbxDirectory pbxes) {
        if (!returns(call, contexts) || LOCAL.equalsIgnoreCase(phone.technology())) {
            return to(contexts.internal(), dialled);
        }
        return pbxes.registered(phone).equals(Optional.of(false)) ? refused(new Refusal(Code.TARGET_UNREGISTERED, phone.name()))
                : to(contexts.claim(), phone.name());
    }

    private static RedirectTarget to(String context, String extension) {
        return context.isBlank() ? refused(new Refusal(Code.NOT_IN_DIALPLAN, "internalContext"))
                : new RedirectTarget(Optional.empty(), context, extension, Map.of());
    }

    PbxCommands.Redirect of(String channelName) {
        return new PbxCommands.Redirect(channelName, context, extension, variables);
    }

    private static RedirectTarget refused(Refusal refusal) {
        return new RedirectTarget(Optional.of(refusal), "", "", Map.of());
    }
}
