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
/** @import {Change, PastCall, ShownCall, State, WriteUp, WriteUpFields} from './types.js' */
import { without } from './byCall.js';

/** @type {WriteUpFields} */
const NO_FIELDS = Object.freeze({ subject: '', note: '', reason: '', disposition: '', accountCode: '' });

/** @type {WriteUp} */
const EMPTY = Object.freeze({ fields: NO_FIELDS, saving: 'LOADING', refusal: '', editing: false, reasons: [], dispositions: [] });

/**
 * The reducer of the notes of calls. Pure; ignores changes that it does not know.
 *
 * @param {State} state
 * @param {Change} change
 * @returns {State}
 */
export function reduceWriteUps(state, change) {
  switch (change.type) {
    case 'WRITE_UP_LOADING': return { ...state, writeUps: { ...state.writeUps, [change.callId]: EMPTY } };
    case 'WRITE_UP': return loaded(state, change);
    case 'WRITE_UP_FAILED': return { ...state, writeUps: without(state.writeUps, change.callId) };
    case 'WRITING': return mapWriteUp(state, change.callId, (writeUp) => (
      { ...writeUp, fields: { ...writeUp.fields, [change.field]: change.value }, saving: 'DIRTY', refusal: '' }));
    case 'EDITING': return mapWriteUp(state, change.callId, (writeUp) => ({ ...writeUp, editing: change.editing }));
    case 'SAVING': return mapWriteUp(state, change.callId, (writeUp) => ({ ...writeUp, saving: 'SAVING' }));
    case 'WRITTEN': return mapWriteUp(state, change.callId, (writeUp) => (
      writeUp.saving === 'SAVING' ? { ...writeUp, saving: 'SAVED', refusal: '' } : writeUp));
    case 'WRITE_REFUSED': return mapWriteUp(state, change.callId, (writeUp) => ({ ...writeUp, saving: 'FAILED', refusal: change.message }));
    case 'CALL_REFUSED': return {
      ...state, calls: state.calls.map((call) => (call.callId === change.callId ? { ...call, refusal: change.message } : call)),
    };
    default: return state;
  }
}

/**
 * Takes the saved notes into the state; what was typed while they were loaded has priority. A call that the server no longer has in
 * memory, because OFBiz was restarted, is shown from its row in the journal.
 *
 * @param {State} state
 * @param {Extract<Change, {type: 'WRITE_UP'}>} change
 * @returns {State}
 */
function loaded(state, { callId, fields, accounts, reasons, dispositions, call }) {
  const before = state.writeUps[callId];
  const typed = before && before.saving !== 'LOADING';
  /** @type {WriteUp} */
  const writeUp = typed ? { ...before, fields: merged(fields, before.fields), reasons, dispositions, ...(accounts && { accounts }) }
    : { fields, saving: 'SAVED', refusal: '', editing: before?.editing ?? false, reasons, dispositions, ...(accounts && { accounts }) };
  const known = state.calls.some((other) => other.callId === callId) || !call;
  return {
    ...state, writeUps: { ...state.writeUps, [callId]: writeUp }, calls: known ? state.calls : [...state.calls, past(callId, call)],
  };
}

/**
 * @param {WriteUpFields} written
 * @param {WriteUpFields} typed
 * @returns {WriteUpFields}
 */
function merged(written, typed) {
  return /** @type {WriteUpFields} */ ({ ...written, ...Object.fromEntries(Object.entries(typed).filter(([, value]) => value)) });
}

/**
 * @param {string} callId
 * @param {PastCall} row
 * @returns {ShownCall}
 */
function past(callId, row) {
  const parties = row.partyId ? [{ partyId: row.partyId, name: row.name ?? row.partyId, url: row.url ?? '' }] : [];
  return {
    callId, direction: /** @type {ShownCall['direction']} */ (row.direction), state: 'ENDED', startedAt: row.startedAt,
    answeredAt: row.answeredAt, endedAt: row.endedAt, outcome: row.outcome, reason: row.outcomeText,
    party: { number: row.number, display: row.display, name: row.name, parties, url: row.url ?? undefined },
  };
}

/**
 * @param {State} state
 * @param {string} callId
 * @param {(writeUp: WriteUp) => WriteUp} change
 * @returns {State}
 */
function mapWriteUp(state, callId, change) {
  const writeUp = state.writeUps[callId];
  return writeUp ? { ...state, writeUps: { ...state.writeUps, [callId]: change(writeUp) } } : state;
}

/**
 * Whether this call must stay on the page: it is in wrap-up, its fields have the focus, or its notes are not saved yet.
 *
 * @param {State} state
 * @param {string} callId
 */
export function isWrittenUp(state, callId) {
  return state.agent?.wrapUp?.callId === callId || isBeingWritten(state, callId);
}

/**
 * Whether this call's fields have the focus, or its notes are not saved yet.
 *
 * @param {State} state
 * @param {string} callId
 */
export function isBeingWritten(state, callId) {
  const writeUp = state.writeUps[callId];
  return writeUp !== undefined && (writeUp.editing || ['DIRTY', 'SAVING', 'FAILED'].includes(writeUp.saving));
}

/**
 * Calls that can have notes: those that were answered, and the one in wrap-up.
 *
 * @param {State} state
 * @returns {string[]}
 */
export function writableCalls(state) {
  const answered = state.calls.filter((call) => call.answeredAt).map((call) => call.callId);
  const wrapUp = state.agent?.wrapUp?.callId;
  return wrapUp && !answered.includes(wrapUp) ? [...answered, wrapUp] : answered;
}
