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
import { reduceHours } from './hoursState.js';
/** @import {Change, State, TeamMember} from './types.js' */

/**
 * The user's colleagues, without the user, and whether groups are open. After HELLO the server sends all of them, then those that change.
 *
 * @param {State} state
 * @param {Change} change
 * @returns {State}
 */
export function reduceTeam(state, change) {
  if (change.type !== 'TEAM') {
    return reduceHours(state, change);
  }
  const changed = new Map(change.members.map((member) => [member.partyId, member]));
  const others = change.all ? [] : state.team.filter((member) => !changed.has(member.partyId));
  const own = state.user?.partyId;
  return { ...state, team: [...others, ...change.members].filter(({ partyId }) => partyId !== own).sort(byName) };
}

/**
 * @param {TeamMember} one
 * @param {TeamMember} other
 */
function byName(one, other) {
  return one.name.localeCompare(other.name) || one.partyId.localeCompare(other.partyId);
}
