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
package org.apache.ofbiz.asterisk.crm.callbacks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Who is to call back: the members of a group, or one person. Exactly one of the two is given.
 *
 * @param groupId callCenterGroupId, or empty
 * @param partyId of the person, or empty
 */
public record CallbackOwner(String groupId, String partyId) {

    public static CallbackOwner group(String groupId) {
        return new CallbackOwner(groupId, "");
    }

    public static CallbackOwner person(String partyId) {
        return new CallbackOwner("", partyId);
    }

    /**
     * Of a missed call: the group that the caller waited for last, or else the first person whose phone was called. Empty where nobody can be
     * named.
     */
    public static Optional<CallbackOwner> of(PhoneCall call) {
        List<CallPart> unanswered = call.unanswered();
        Optional<String> group = unanswered.stream().flatMap(part -> part.groupId().stream()).reduce((first, last) -> last).or(call::groupId);
        return group.map(CallbackOwner::group).or(() -> unanswered.stream().flatMap(part -> part.peer().stream())
                .flatMap(peer -> peer.owner().stream()).map(Person::partyId).filter(id -> !id.isEmpty()).findFirst().map(CallbackOwner::person));
    }

    /** The fields of a row that name the owner. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("callCenterGroupId", groupId.isEmpty() ? null : groupId);
        fields.put("ownerPartyId", partyId.isEmpty() ? null : partyId);
        return fields;
    }

    /** The same text for the same owner, and another for any other. */
    String text() {
        return groupId.isEmpty() ? "person " + partyId : "group " + groupId;
    }
}
