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
import java.time.Instant;

/**
 * Time to write up a call that has ended, before the next one.
 *
 * @param until               when it ends automatically, unless it is extended or a required disposition is missing
 * @param dispositionRequired it does not end before somebody has said what became of the call
 * @param step                how much one extension adds
 */
public record WrapUp(String callId, String groupId, String groupName, Instant until, boolean dispositionRequired, Duration step) {

    /** An extension is worth a click. */
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(30);
    /** What an agent can keep to themselves at most, counted from now. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** As the group has it. */
    public static WrapUp of(String callId, Group group, Instant until) {
        Duration step = group.wrapUp().compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : group.wrapUp();
        return new WrapUp(callId, group.groupId(), group.name(), until, group.dispositionRequired(), step);
    }

    /** One step longer; of one whose time has run out, from now on. At most half an hour from now. */
    public WrapUp extended(Instant now) {
        Instant longer = (until.isBefore(now) ? now : until).plus(step);
        Instant latest = now.plus(LONGEST);
        return new WrapUp(callId, groupId, groupName, longer.isAfter(latest) ? latest : longer, dispositionRequired, step);
    }
}
