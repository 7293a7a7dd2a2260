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

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.acd.DialRules.Where;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Where in the dialplan a call is sent to reach a colleague or a queue of the same server; or why it is not sent there. What leads
 * outside is refused, no matter who asks.
 */
record RedirectTarget(Optional<Refusal> refusal, String context, String extension) {

    private static final String LOCAL = "Local";
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

    private static Optional<Refusal> outside(DialRules.Checked checked, String target) {
        return checked.refusal().or(() -> checked.where() == Where.INSIDE ? Optional.empty()
                : Optional.of(new Refusal(Code.TARGET_UNKNOWN, target)));
    }

    /**
     * The caller of a group goes where a claim would send them: when nobody answers, they wait for the group again. A phone that is a number of
     * the dialplan is dialed where phones dial it.
     */
    private static RedirectTarget toPhone(PhoneCall call, Peer phone, String dialled, Numbering.Contexts contexts, PbxDirectory pbxes) {
        boolean returns = call.direction() == PhoneCall.Direction.INBOUND && call.groupId().isPresent() && !contexts.claim().isBlank()
                && !LOCAL.equalsIgnoreCase(phone.technology());
        if (!returns) {
            return to(contexts.internal(), dialled);
        }
        return pbxes.registered(phone).equals(Optional.of(false)) ? refused(new Refusal(Code.TARGET_UNREGISTERED, phone.name()))
                : to(contexts.claim(), phone.name());
    }

    private static RedirectTarget to(String context, String extension) {
        return context.isBlank() ? refused(new Refusal(Code.NOT_IN_DIALPLAN, "internalContext"))
                : new RedirectTarget(Optional.empty(), context, extension);
    }

    private static RedirectTarget refused(Refusal refusal) {
        return new RedirectTarget(Optional.of(refusal), "", "");
    }
}
