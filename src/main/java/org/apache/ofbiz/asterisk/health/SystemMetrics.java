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
package org.apache.ofbiz.asterisk.health;

import java.time.Duration;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.hooks.CallHooks;
import org.apache.ofbiz.asterisk.push.screenpop.ScreenPopTimes;

/**
 * What was measured of everything but the servers. Empty is what nobody has measured.
 *
 * @param running whether the call center runs at all
 * @param stopped users who wanted to place more calls than they may, within the last hour
 */
public record SystemMetrics(boolean running, Optional<Journal> journal, Optional<CallHooks.Figures> hooks,
                    Optional<Numbers> numbers, Optional<Push> push, Optional<Integer> claims, Optional<Long> stopped,
                    Optional<Work> work, Optional<Actions> actions, Versions versions) {

    /** Without call actions. */
    public SystemMetrics(boolean running, Optional<Journal> journal, Optional<CallHooks.Figures> hooks, Optional<Numbers> numbers,
                         Optional<Push> push, Optional<Integer> claims, Optional<Long> stopped, Optional<Work> work, Versions versions) {
        this(running, journal, hooks, numbers, push, claims, stopped, work, Optional.empty(), versions);
    }

    /** The call center does not run: nothing else can be known. */
    public static SystemMetrics stopped(Versions versions) {
        return new SystemMetrics(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), versions);
    }

    /**
     * @param waiting   calls that are not written yet
     * @param lost      calls that will never be written, for want of room, since the start
     * @param refused   calls that an answering database does not take, since the start
     * @param fileBytes size of the files that keep what waits
     * @param answers   whether the database answers
     * @param problem   why calls wait in memory only; empty in a healthy system
     */
    public record Journal(int waiting, long lost, long refused, long fileBytes, boolean answers, Optional<String> problem) {
    }

    /**
     * Phone numbers of the database.
     *
     * @param indexed  those that can be found by a caller's number
     * @param complete whether all can, with the present settings
     * @param running  whether the index is being made now
     */
    public record Numbers(long all, long indexed, boolean complete, boolean running) {
    }

    /**
     * @param slowClosed sockets that were closed because the browser did not read, since the start
     * @param pops       how long the last calls took to the screens of agents; empty until one did
     */
    public record Push(int browsers, long slowClosed, Optional<ScreenPopTimes.Summary> pops) {
    }

    /**
     * The threads that look things up and tell listeners.
     *
     * @param longest how long the slowest task has been running
     * @param waiting tasks that wait for a thread
     * @param refused tasks that were not taken because too many waited, since the start
     */
    public record Work(Duration longest, int waiting, long refused) {
    }

    /**
     * Deliveries of call actions, since the start.
     *
     * @param waiting on their way, or waiting for another attempt
     * @param failed  given up
     * @param lost    never tried, or not kept, since too many waited
     */
    public record Actions(int waiting, long failed, long lost) {
    }

    /** Empty is what is not there, or does not say. */
    public record Versions(String component, String java, Optional<String> ofbiz, Optional<String> asteriskJava, Optional<String> websocket) {
    }
}
