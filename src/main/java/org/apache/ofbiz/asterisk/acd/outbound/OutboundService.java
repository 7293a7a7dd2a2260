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
package org.apache.ofbiz.asterisk.acd.outbound;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PbxCommands.Originate;
import org.apache.ofbiz.asterisk.call.PhoneCall.PlacedFor;

/**
 * By what an admin lets users place calls outside for a group. Who may use it was checked by anyone who passes it on.
 *
 * @param groupId        the group that its calls count for
 * @param serverId       the PBX that its calls leave by
 * @param context        where the number is dialed; empty for the server's context of outgoing calls
 * @param prefix         dialed before the number instead of the server's prefix; empty for that one
 * @param callerIdNumber what the customer is shown; empty for that of the agent's phone
 * @param variables      channel variables of its calls, known of the call as well
 */
public record OutboundService(String id, String name, String groupId, String serverId, Optional<String> context, Optional<String> prefix,
                              Optional<String> callerIdNumber, Map<String, String> variables) {

    /** Name of the variable that names the service, for the dialplan and in what is made of the call. */
    public static final String NAME_VARIABLE = "SERVICE_NAME";

    public OutboundService {
        Map<String, String> all = new HashMap<>(variables);
        all.put(NAME_VARIABLE, name);
        variables = Map.copyOf(all);
    }

    /**
     * The same call as this service places it. Variables that the call has of its own stay. A prefix of the service is dialed instead of the
     * server's, and is no part of the number that the call is known by: nothing else knows that prefix.
     *
     * @param plain         as the server would dial it, its prefix included
     * @param outsidePrefix that prefix, empty for none
     */
    public Originate placing(Originate plain, String outsidePrefix) {
        boolean prefixed = prefix.isPresent() && plain.number().startsWith(outsidePrefix);
        String called = prefixed ? plain.number().substring(outsidePrefix.length()) : plain.number();
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(plain.variables());
        return new Originate(plain.channelId(), plain.extension(), context.orElse(plain.context()), prefix.orElse("") + called,
                callerIdNumber.orElse(plain.callerIdNumber()), plain.callerIdName(), plain.ringFor(), all,
                Optional.of(new PlacedFor(groupId, called, variables)));
    }
}
