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
 * The part of the state that tells of the user as an agent, of their phones and of their PBX. Pure; what it does not know it leaves alone.
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
    case 'EXTENSIONS': return { ...state, extension: change.extension, extensions: change.extensions };
    case 'PBX': return { ...state, pbx: change.state };
    case 'ASKING': return { ...state, desk: { busy: true, refusal: '' } };
    case 'ASKED': return { ...state, desk: { busy: false, refusal: '' } };
    case 'ASK_REFUSED': return { ...state, desk: { busy: false, refusal: change.message } };
    default: return state;
  }
}

/**
 * When a pause began, a call, or the wrap-up; and how long the wrap-up still takes.
 *
 * @param {import('./types.js').Agent} agent
 * @param {number} now  ms since 1970
 * @returns {{passed: number, left: number}} ms; left is 0 where the time is over, or where there is no wrap-up
 */
export function agentTimes(agent, now) {
  const left = agent.wrapUp ? Math.max(0, new Date(agent.wrapUp.until).getTime() - now) : 0;
  return { passed: Math.max(0, now - new Date(agent.since).getTime()), left };
}
