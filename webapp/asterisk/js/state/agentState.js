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
/** @import {Change, State} from './types.js' */

/**
 * The reducer of the agent's state, phones and PBX. Pure; ignores changes that it does not know.
 *
 * @param {State} state
 * @param {Change} change
 * @returns {State}
 */
export function reduceAgent(state, change) {
  switch (change.type) {
    case 'AGENT': {
      const { type, ...agent } = change;
      return { ...state, agent };
    }
    case 'QUEUES': return { ...state, queues: change.queues };
    case 'EXTENSIONS': return { ...state, extension: change.extension, extensions: change.extensions };
    case 'PBX': return { ...state, pbx: change.state };
    case 'ASKING': return { ...state, agentRequest: { busy: true, refusal: '' } };
    case 'ASKED': return { ...state, agentRequest: { busy: false, refusal: '' } };
    case 'ASK_REFUSED': return { ...state, agentRequest: { busy: false, refusal: change.message } };
    default: return state;
  }
}

/**
 * Returns the time since the pause, call or wrap-up began, and the time left of the wrap-up.
 *
 * @param {import('./types.js').Agent} agent
 * @param {number} now  ms since 1970
 * @returns {{passed: number, left: number}} ms; left is 0 if the time is over or there is no wrap-up
 */
export function agentTimes(agent, now) {
  const left = agent.wrapUp ? Math.max(0, new Date(agent.wrapUp.until).getTime() - now) : 0;
  return { passed: Math.max(0, now - new Date(agent.since).getTime()), left };
}

/**
 * The user's pause in this group alone.
 *
 * @param {State} state
 * @param {string} groupId
 */
export function pauseIn({ agent }, groupId) {
  return agent?.pauses.find((pause) => pause.group === groupId);
}

/** What the user is told of several queues: the first of these that applies. */
const WORST = /** @type {const} */ (['REFUSED', 'REMOVED_ON_PBX', 'PAUSE_PENDING', 'RESUME_PENDING', 'JOIN_PENDING', 'UNKNOWN', 'PAUSED', 'MEMBER']);

/**
 * How the user is in the queues of a group: of several, what needs attention.
 *
 * @param {State} state
 * @param {string} groupId
 * @returns {import('./types.js').StandingState | ''} '' if the group has no queue that the user belongs to
 */
export function standingIn({ queues }, groupId) {
  const own = queues.filter((standing) => standing.group === groupId).map((standing) => standing.state);
  return WORST.find((state) => own.includes(state)) ?? '';
}

/**
 * What the user has chosen for all groups and the PBX hasn't confirmed yet.
 *
 * @param {State} state
 * @returns {'PAUSE_PENDING' | 'RESUME_PENDING' | 'JOIN_PENDING' | ''}
 */
export function requested({ agent, queues }) {
  if (agent?.state !== 'PAUSED' && agent?.state !== 'AVAILABLE') {
    return '';
  }
  const alone = new Set(agent.pauses.map((pause) => pause.group));
  const pending = queues.filter((standing) => agent.state === 'PAUSED' || !alone.has(standing.group)).map((standing) => standing.state);
  return /** @type {const} */ (['PAUSE_PENDING', 'RESUME_PENDING', 'JOIN_PENDING']).find((state) => pending.includes(state)) ?? '';
}
