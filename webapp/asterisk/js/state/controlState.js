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
import { without } from './byCall.js';

/**
 * What can be done with calls that go on. The server decides what is offered; the browser adds what is under way and what was refused.
 *
 * @param {State} state
 * @param {Change} change
 * @returns {State}
 */
export function reduceControls(state, change) {
  switch (change.type) {
    case 'CONTROLS': return controls(state, change);
    // the buttons stay as they are while one types
    case 'CONTROLLING': return of(state, change.callId, { busy: change.action === 'KEYS' ? '' : change.action, refusal: '' });
    case 'CONTROLLED': return of(state, change.callId, { busy: '', refusal: '', space: change.space ?? '' });
    case 'CONTROL_REFUSED': return of(state, change.callId, { busy: '', refusal: change.message });
    case 'PARKED': return { ...state, parked: change.calls };
    default: return state;
  }
}

/** @returns {Pick<State, 'controls' | 'parked'>} before the first message */
export function noControls() {
  return { controls: {}, parked: [] };
}

/** @type {import('./types.js').ShownControls} */
const NOTHING = Object.freeze({ offered: [], held: false, consultation: null, conference: false, recording: 'OFF' });

/**
 * @param {State} state
 * @param {{type: 'CONTROLS'} & import('./types.js').Controls} message
 * @returns {State}
 */
function controls(state, { type, callId, ...now }) {
  const known = state.controls[callId];
  if (now.offered.length === 0 && !known?.refusal) {
    return { ...state, controls: without(state.controls, callId) };
  }
  return { ...state, controls: { ...state.controls, [callId]: { ...known, ...now } } };
}

/**
 * @param {State} state
 * @param {string} callId
 * @param {Partial<import('./types.js').ShownControls>} changes
 * @returns {State}
 */
function of(state, callId, changes) {
  return { ...state, controls: { ...state.controls, [callId]: { ...(state.controls[callId] ?? NOTHING), ...changes } } };
}
