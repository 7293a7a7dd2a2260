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
package org.apache.ofbiz.asterisk.acd;

import java.time.Duration;

/**
 * A call center group as the call distributor needs it.
 *
 * @param ringTimeout how long a claimer's phone may ring before the call is offered again
 * @param wrapUp      time to write up a call before the next one; zero for none
 * @param dispositionRequired no wrap-up ends before somebody has said what became of the call
 * @param claimable  whether agents may answer waiting calls in the console; if not, only the PBX's queue gives them calls
 * @param callsAtOnce how many calls an agent may have when they get one of this group, that one included; 1 where the queue gives one at a time
 */
public record Group(String groupId, String name, String serverId, Duration ringTimeout, String partyProfileUrl, Duration wrapUp,
                    boolean dispositionRequired, boolean claimable, int callsAtOnce) {

    /** One whose agents have one call at a time. */
    public Group(String groupId, String name, String serverId, Duration ringTimeout, String partyProfileUrl, Duration wrapUp,
                 boolean dispositionRequired, boolean claimable) {
        this(groupId, name, serverId, ringTimeout, partyProfileUrl, wrapUp, dispositionRequired, claimable, 1);
    }

    /** One whose calls agents may answer in the console. */
    public Group(String groupId, String name, String serverId, Duration ringTimeout, String partyProfileUrl, Duration wrapUp,
                 boolean dispositionRequired) {
        this(groupId, name, serverId, ringTimeout, partyProfileUrl, wrapUp, dispositionRequired, true);
    }

    /** One without wrap-up. */
    public Group(String groupId, String name, String serverId, Duration ringTimeout, String partyProfileUrl) {
        this(groupId, name, serverId, ringTimeout, partyProfileUrl, Duration.ZERO, false);
    }

    /** Whether agents may have several calls at once. */
    public boolean severalCalls() {
        return callsAtOnce > 1;
    }
}
