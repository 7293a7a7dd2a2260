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
package org.apache.ofbiz.asterisk.crm.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.crm.hooks.CallHookEvent;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;

/** Tells the hooks of offers; of all other turns the journal tells, once they are in the database. Thread-safe. */
public final class OfferHooks implements AcdListener {

    private final Consumer<List<CallHookEvent>> hooks;

    public OfferHooks(Consumer<List<CallHookEvent>> hooks) {
        this.hooks = hooks;
    }

    @Override
    public void offered(Offer offer, List<String> userLoginIds) {
        Map<String, Object> values = new HashMap<>(Map.of("serverId", offer.call().serverId(), "linkedId", offer.call().linkedId(),
                "directionEnumId", EnumIds.of(offer.call().direction()), "callerNumber", offer.call().caller().number(),
                "callerName", offer.call().caller().name(), "dialedNumber", offer.call().dialedNumber(),
                "callCenterGroupId", offer.group().groupId(), "userLoginIds", List.copyOf(userLoginIds),
                "offeredAgain", offer.again().isPresent() ? "Y" : "N"));
        List<CallerDirectory.Match> matches = offer.caller().matches();
        if (matches.size() == 1) {
            values.put("partyId", matches.get(0).partyId());
        }
        hooks.accept(List.of(new CallHookEvent(CallHookEvent.Kind.OFFERED, PhoneCallRows.idOf(offer.callId()), values)));
    }
}
