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

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.agents.Agent;
import org.apache.ofbiz.asterisk.acd.control.Dialer;
import org.apache.ofbiz.asterisk.acd.live.LiveCalls;
import org.apache.ofbiz.asterisk.acd.queues.AgentHold;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackAttempts;

/**
 * What automatic callbacks ask and tell.
 *
 * @param agents  whose browser is there; from memory
 * @param calls   that go on
 * @param open    whether the group with this groupId takes calls now
 * @param users   by userLoginId; looks up
 * @param keys    the form of a number by which callbacks are found; empty where it is withheld
 * @param holds   told the agents whom queues give no caller now
 * @param changed told the groupId when a callback of a group has changed
 */
public record CallbackSources(CallbackAttempts rows, Supplier<List<Agent>> agents, Roster roster, PbxDirectory pbxes, LiveCalls calls, Dialer dialer,
                              Predicate<String> open, Function<String, Optional<Person>> users, Function<String, Optional<String>> keys,
                              Consumer<Set<AgentHold>> holds, Consumer<String> changed) {
}
