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
package org.apache.ofbiz.asterisk.acd.board;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AgentState;

/**
 * The row of a group on the wallboard.
 *
 * @param waiting callers that wait
 * @param longest since when the first of them waits
 * @param agents  members by what they do; who isn't here is signed out
 * @param recent  of the last {@link DayFigures#RECENT}
 * @param before  of the same time before
 * @param levels  of the figures that have limits and aren't fine
 */
public record GroupFigures(String groupId, String name, int waiting, Optional<Instant> longest, Map<AgentState.Status, Integer> agents,
                           ServiceRule rule, Tally today, Tally recent, Tally before, Map<Alarm.Figure, Alarm.Level> levels) {

    public GroupFigures {
        agents = Map.copyOf(agents);
        levels = Map.copyOf(levels);
    }

    /** Whether the service level of the last half hour is above that of the half hour before (1), below (-1) or neither. */
    public int trend() {
        return recent.serviceLevel().isPresent() && before.serviceLevel().isPresent()
                ? Integer.signum(recent.serviceLevel().getAsInt() - before.serviceLevel().getAsInt()) : 0;
    }
}
