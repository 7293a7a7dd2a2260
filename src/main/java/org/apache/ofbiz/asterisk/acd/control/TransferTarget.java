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

import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Where in the dialplan somebody who talks reaches whom they name: a phone, a queue, or a number outside; or why not. A number outside obeys
 * the same rules, permissions and limits as a call that the user places, and counts as one.
 *
 * @param number    what the history says of whom they are sent to
 * @param variables of the channel that is sent there
 */
public record TransferTarget(Optional<Refusal> refusal, String number, String context, String extension, Map<String, String> variables) {

    /**
     * Looks up, so it is called on workers.
     *
     * @param consult whether the user's own phone dials; else the other end is sent there
     */
    public static TransferTarget of(PhoneCall call, String target, Person user, boolean consult, DialRules rules, PbxDirectory pbxes) {
        Optional<Numbering> numbering = pbxes.numbering(call.serverId());
        if (numbering.isEmpty()) {
            return refused(new Refusal(Code.PBX_AWAY, ""));
        }
        DialRules.Checked checked = rules.check(user, target, numbering.get());
        boolean byTrunk = !ReachedByTrunk.phones(numbering.get(), target, checked).isEmpty();
        boolean inside = byTrunk || checked.refusal().isPresent() || checked.where() == DialRules.Where.INSIDE
                || numbering.get().extension(target).isPresent();
        if (!inside) {
            Optional<Refusal> limit = rules.admit(user, checked);
            return limit.map(TransferTarget::refused).orElseGet(() -> to(numbering.get().contexts().outbound(), checked.dialable().orElseThrow()));
        }
        RedirectTarget place = RedirectTarget.of(call, target, user, rules, pbxes);
        Optional<Peer> phone = numbering.get().extension(target);
        if (place.refusal().isPresent()) {
            return refused(checked.refusal().filter(why -> phone.isEmpty() && !byTrunk).orElse(place.refusal().get()));
        }
        if (byTrunk) {
            return consult ? refused(new Refusal(Code.TARGET_ELSEWHERE, target))
                    : new TransferTarget(Optional.empty(), target, place.context(), place.extension(), place.variables());
        }
        return consult && phone.isPresent() ? to(numbering.get().contexts().internal(), checked.dialable().orElse(target))
                : to(place.context(), place.extension());
    }

    private static TransferTarget to(String context, String extension) {
        return context.isBlank() ? refused(new Refusal(Code.NOT_IN_DIALPLAN, extension))
                : new TransferTarget(Optional.empty(), extension, context, extension, Map.of());
    }

    private static TransferTarget refused(Refusal refusal) {
        return new TransferTarget(Optional.of(refusal), "", "", "", Map.of());
    }

    /** Sends who talks there. */
    public PbxCommands.Redirect redirect(String channelName) {
        return new PbxCommands.Redirect(channelName, context, extension, variables);
    }
}
