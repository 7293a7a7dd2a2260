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
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;

/**
 * One user wants one call, with what was looked up about them just before.
 *
 * @param sessionId    browser session that asks; empty from a service
 * @param groupIds     enabled groups that the user is a member of now
 * @param groupEnabled whether the group of the call is
 * @param own          the user's extensions, disabled ones too, the preferred one first
 * @param unregistered peerIds of those whose phone is known not to be registered
 * @param wanted       the extension that the user named
 * @param ways         those of them at other servers that the call's server reaches by a trunk, as it reaches them, by peerId
 */
public record ClaimRequest(String callId, Person by, Optional<String> sessionId, Set<String> groupIds, boolean groupEnabled, List<Peer> own,
                    Set<String> unregistered, Optional<String> wanted, Map<String, Peer> ways) {
    public ClaimRequest {
        groupIds = Set.copyOf(groupIds);
        own = List.copyOf(own);
        unregistered = Set.copyOf(unregistered);
        ways = Map.copyOf(ways);
    }
}
