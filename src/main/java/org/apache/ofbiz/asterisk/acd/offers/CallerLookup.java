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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.CallControl.Lookup;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** Answers who calls, to those who may know. Stateless, thread-safe; looks things up, so it is called on workers. */
public final class CallerLookup {

    private final AgentDirectory agentDirectory;
    private final CallerDirectory directory;

    public CallerLookup(AgentDirectory agentDirectory, CallerDirectory directory) {
        this.agentDirectory = agentDirectory;
        this.directory = directory;
    }

    /** What the call distributor knows of a call: {@code takesPart} says whether the one who asks does. */
    public record Known(PhoneCall call, Optional<CallerDirectory.Caller> caller, boolean takesPart) {
    }

    public Lookup ofCall(Person user, Optional<Known> known) {
        if (known.isEmpty()) {
            return Lookup.refused(Code.CALL_UNKNOWN);
        }
        PhoneCall call = known.get().call();
        if (!known.get().takesPart() && call.groupId().filter(groupIds(user)::contains).isEmpty()) {
            return Lookup.refused(call.groupId().isPresent() ? Code.NOT_YOUR_GROUP : Code.CALL_UNKNOWN);
        }
        return Lookup.found(Optional.of(call.callId()),
                known.get().caller().orElseGet(() -> directory.look(call.customerNumber(), "")).with(call.variables()));
    }

    public Lookup ofParty(String partyId) {
        CallerDirectory.Match match = directory.party(partyId, "");
        return Lookup.found(Optional.empty(), new CallerDirectory.Caller("", "", "", List.of(match),
                CallerDirectory.MatchedOn.PARTY, match.url()).with(Map.of()));
    }

    public Lookup ofNumber(String number) {
        return Lookup.found(Optional.empty(), directory.look(number, "").with(Map.of()));
    }

    /** Groups that the user is a member of now. */
    public Set<String> groupIds(Person user) {
        return ids(agentDirectory.memberships(user.userLoginId()));
    }

    public static Set<String> ids(List<AgentDirectory.Membership> memberships) {
        return memberships.stream().map(membership -> membership.group().groupId()).collect(Collectors.toSet());
    }
}
