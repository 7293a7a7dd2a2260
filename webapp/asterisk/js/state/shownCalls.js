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
/** @import {ShownCall, State} from './types.js' */
import { isWrittenUp } from './writeUpState.js';

/**
 * The user's calls in the order of the page: those in progress, the newest first, then the one in wrap-up, then those that ended, the latest first.
 *
 * @param {State} state
 * @returns {ShownCall[]}
 */
export function orderedCalls(state) {
  const wrapUp = state.agent?.wrapUp?.callId;
  /** @param {ShownCall} call */
  const place = (call) => {
    if (call.state !== 'ENDED') {
      return call.state === 'HELD' ? 1 : 0;
    }
    return call.callId === wrapUp ? 2 : 3;
  };
  /** @param {ShownCall} call */
  const time = (call) => new Date(call.endedAt ?? call.startedAt).getTime();
  return [...state.calls].sort((a, b) => place(a) - place(b) || time(b) - time(a));
}

/**
 * The call that the page shows in full, with its customer and notes: the first one, unless the user has chosen another or is typing notes of another.
 *
 * @param {State} state
 * @param {string | null} chosen  callId
 * @returns {ShownCall | undefined}
 */
export function currentCall(state, chosen) {
  const calls = orderedCalls(state);
  return calls.find((call) => state.writeUps[call.callId]?.editing) ?? calls.find((call) => call.callId === chosen) ?? calls[0];
}

/**
 * @param {State} state
 * @returns {ShownCall | undefined} the call that is in progress on the user's phone
 */
export function liveCall(state) {
  return orderedCalls(state).find((call) => call.state !== 'ENDED');
}

/** @param {State} state */
export function endedCalls(state) {
  return state.calls.filter((call) => call.state === 'ENDED').map((call) => call.callId);
}

/** Ended calls, except those in wrap-up or with notes being edited. @param {State} state */
export function doneCalls(state) {
  return endedCalls(state).filter((callId) => !isWrittenUp(state, callId));
}
