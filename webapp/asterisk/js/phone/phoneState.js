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
/**
 * The phone in the page as its views show it. Only the leading tab has a connection and sound; the others show the same state.
 *
 * @typedef {object} PhoneState
 * @property {'OFF' | 'STARTING' | 'CONNECTING' | 'READY' | 'FAILED'} status
 * @property {Problem} problem  '' without one
 * @property {string} message  of the server, with the problem SERVER
 * @property {Problem} callProblem  why the last call failed; '' if it didn't
 * @property {string} peerId  the phone that was chosen; '' if another
 * @property {boolean} leads  this tab has the sound
 * @property {boolean} testable  the PBX has a number for test calls
 * @property {PhoneCall | null} call
 *
 * @typedef {'' | 'INSECURE' | 'NO_MICROPHONE' | 'MICROPHONE_REFUSED' | 'MICROPHONE_BUSY' | 'NO_LIBRARY' | 'NO_GATEWAY' | 'NO_SOCKET'
 *   | 'NOT_ACCEPTED' | 'NO_CODEC' | 'NO_PATH' | 'NO_RELAY' | 'RELAY_REFUSED' | 'RELAY_BLOCKED' | 'CALL_LOST' | 'NO_ECHO' | 'SERVER'} Problem
 *
 * @typedef {object} PhoneCall
 * @property {'RINGING' | 'ANSWERING' | 'TALKING'} phase
 * @property {string} caller  name or number
 * @property {boolean} automatic  answered by the page itself: the user has already clicked
 * @property {boolean} muted
 * @property {boolean} held
 * @property {boolean} broken  the sound is interrupted, and is being connected again
 * @property {number | null} quality  MOS estimate, 1 to 4.5; null while unknown
 *
 * @typedef {{type: 'CHOSEN', peerId: string} | {type: 'LEADS'} | {type: 'CONNECTING'} | {type: 'READY', testable?: boolean}
 *   | {type: 'FAILED', problem: Problem, message?: string} | {type: 'RINGS', caller: string, automatic: boolean} | {type: 'ANSWERS'}
 *   | {type: 'TALKS'} | {type: 'ENDS', problem?: Problem} | {type: 'MUTED', muted: boolean} | {type: 'HELD', held: boolean}
 *   | {type: 'BROKEN', broken: boolean} | {type: 'QUALITY', mos: number | null} | {type: 'FOLLOWS', state: PhoneState}} PhoneChange
 */

/** @returns {PhoneState} */
export function noPhone() {
  return { status: 'OFF', problem: '', message: '', callProblem: '', peerId: '', leads: false, testable: false, call: null };
}

/**
 * Applies a change. Pure: nothing is modified in place.
 *
 * @param {PhoneState} state
 * @param {PhoneChange} change
 * @returns {PhoneState}
 */
export function reducePhone(state, change) {
  switch (change.type) {
    case 'CHOSEN': return change.peerId === state.peerId ? state
      : { ...noPhone(), peerId: change.peerId, status: change.peerId ? 'STARTING' : 'OFF' };
    case 'FOLLOWS': return state.leads || state.peerId !== change.state.peerId ? state : { ...change.state, leads: false };
    default: return state.peerId === '' ? state : reduceUsed(state, change);
  }
}

/**
 * @param {PhoneState} state
 * @param {PhoneChange} change
 * @returns {PhoneState}
 */
function reduceUsed(state, change) {
  switch (change.type) {
    case 'LEADS': return { ...state, leads: true };
    case 'CONNECTING': return { ...state, status: 'CONNECTING', problem: '', message: '' };
    case 'READY': return { ...state, status: 'READY', problem: '', message: '', testable: change.testable ?? state.testable };
    // a call goes on without the connection that would bring the next one
    case 'FAILED': return { ...state, status: 'FAILED', problem: change.problem, message: change.message ?? '' };
    case 'RINGS': return state.call ? state : { ...state, callProblem: '', call: newCall(change) };
    case 'ENDS': return { ...state, call: null, callProblem: change.problem ?? state.callProblem };
    default: return state.call ? { ...state, call: reduceCall(state.call, change) } : state;
  }
}

/**
 * @param {{caller: string, automatic: boolean}} change
 * @returns {PhoneCall}
 */
function newCall({ caller, automatic }) {
  return { phase: 'RINGING', caller, automatic, muted: false, held: false, broken: false, quality: null };
}

/**
 * @param {PhoneCall} call
 * @param {PhoneChange} change
 * @returns {PhoneCall}
 */
function reduceCall(call, change) {
  switch (change.type) {
    case 'ANSWERS': return { ...call, phase: 'ANSWERING' };
    case 'TALKS': return { ...call, phase: 'TALKING' };
    case 'MUTED': return { ...call, muted: change.muted };
    case 'HELD': return { ...call, held: change.held };
    case 'BROKEN': return { ...call, broken: change.broken };
    case 'QUALITY': return { ...call, quality: change.mos };
    default: return call;
  }
}

/**
 * Whether a call says that the user's own click brought it, so that the page answers at once. The PBX adds the header; none comes from outside.
 *
 * @param {string | undefined} callInfo  the header Call-Info
 */
export function answersItself(callInfo) {
  return /;\s*answer-after\s*=\s*0\s*(;|$)/.test(callInfo ?? '');
}

/**
 * What keeps the browser from a microphone.
 *
 * @param {unknown} failure  of getUserMedia
 * @returns {Problem}
 */
export function microphoneProblem(failure) {
  switch (failure instanceof Error ? failure.name : '') {
    case 'NotAllowedError': case 'SecurityError': return 'MICROPHONE_REFUSED';
    case 'NotFoundError': case 'OverconstrainedError': return 'NO_MICROPHONE';
    default: return 'MICROPHONE_BUSY';
  }
}
