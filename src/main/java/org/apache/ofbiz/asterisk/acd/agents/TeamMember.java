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
package org.apache.ofbiz.asterisk.acd.agents;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.PauseReason;

/**
 * A colleague, as those see them who share a group with them.
 *
 * @param number   reaches the phone that they use; empty where they have none
 * @param groupIds of the groups that they are members of now
 * @param reason   why they are paused
 * @param since    when the status began; empty for who was not here since the start
 * @param with     the other end of their call, for the supervisors of their groups alone
 * @param rings    callId of a call that rings at their phone, and that colleagues may pick up
 */
public record TeamMember(String partyId, String name, String number, Set<String> groupIds, AgentState.Status status,
                         Optional<PauseReason> reason, Optional<Instant> since, Optional<String> with, Optional<String> rings) {
}
