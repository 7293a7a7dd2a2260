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
package org.apache.ofbiz.asterisk.center.callbacks;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.control.Dialer;
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.acd.live.LiveCalls;
import org.apache.ofbiz.asterisk.acd.queues.AgentHold;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackAttempts;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackKey;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.push.BrowserNews;
import org.apache.ofbiz.entity.Delegator;

/** Customers who ask for a callback, and those who are called when it is their turn. Thread-safe. */
public final class Callbacks implements AcdListener {

    private final RequestedCallbacks requested;
    private final AutomaticCallbacks automatic;

    private Callbacks(RequestedCallbacks requested, AutomaticCallbacks automatic) {
        this.requested = requested;
        this.automatic = automatic;
    }

    /**
     * Where calls and agents are known.
     *
     * @param calls that go on
     * @param open  whether the group with this groupId takes calls now
     * @param holds told the agents whom queues give no caller now
     */
    public record House(CallDistributor distributor, Roster roster, PbxDirectory pbxes, DialRules rules, LiveCalls calls, CallerDirectory callers,
                        Predicate<String> open, Consumer<Set<AgentHold>> holds, BrowserNews browsers) {
    }

    /** Calls customers back from now on. */
    public static Callbacks of(Delegator delegator, Settings settings, House house, Executor workers, ScheduledExecutorService timers,
                               ErrorReporter problems) {
        Clock clock = Clock.systemUTC();
        CallbackSources sources = new CallbackSources(new CallbackAttempts(delegator), house.distributor()::agentsHere, house.roster(),
                house.pbxes(), house.calls(), new Dialer(user -> List.of(), house.rules(), house.pbxes()), house.open(),
                new UserDirectory(delegator)::withLogin, number -> CallbackKey.of(number, TelephoneNumbers.of(delegator, settings)), house.holds(),
                groupId -> house.browsers().callbacksChanged(Set.of(groupId), Set.of()));
        Callbacks callbacks = new Callbacks(
                new RequestedCallbacks(delegator, settings, house.callers(), house.browsers(), workers, problems),
                new AutomaticCallbacks(sources, new AgentsAtRest(), new SerialExecutor(workers, problems), timers, clock, problems));
        house.distributor().addListener(callbacks);
        callbacks.automatic.start();
        return callbacks;
    }

    /** An event of a server. Returns at once. */
    public void heard(String serverId, CallEvent event) {
        requested.heard(serverId, event);
    }

    /** To be told of calls, after the calls that go on are known. */
    public CallListener listener() {
        return automatic;
    }

    /** By callbackTaskId: the place in the line of a group that calls automatically, the first is 1. */
    public Map<String, Integer> places() {
        return automatic.places();
    }

    @Override
    public void agentChanged(AgentState agent, String userLoginId) {
        automatic.changed();
    }
}
