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
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pauseIn, requested, standingIn } from '../../../webapp/asterisk/js/state/agentState.js';
import { doneCalls } from '../../../webapp/asterisk/js/state/shownCalls.js';
import { emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';
import { writableCalls } from '../../../webapp/asterisk/js/state/writeUpState.js';
import { AGENT, CALL, HELLO, OFFER, PAUSED, QUEUES, TAKEN, WRAP_UP } from './messages.js';

/** @import {Change, State} from '../../../webapp/asterisk/js/state/types.js' */

/**
 * @param {Change[]} changes
 * @returns {State}
 */
function after(...changes) {
  return changes.reduce((state, change) => deepFreeze(reduce(state, change)), deepFreeze(emptyState()));
}

/**
 * A reducer that altered its input would throw.
 *
 * @template T
 * @param {T} value
 * @returns {T}
 */
function deepFreeze(value) {
  if (value && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

const ENDED = { ...CALL, state: /** @type {'ENDED'} */ ('ENDED'), endedAt: '2026-01-15T10:01:00.000Z', outcome: 'ANSWERED', reason: 'answered' };
/** @type {Change} */
const QUIET = { type: 'OC', callId: OFFER.callId, outcome: 'UNAVAILABLE', by: null };
const CALL_ID = CALL.callId;
/** @type {Extract<Change, {type: 'WRITE_UP'}>} */
const LOADED = {
  type: 'WRITE_UP', callId: CALL_ID, fields: { subject: 'Offer', note: 'Wants one', reason: '', disposition: '' },
  reasons: [{ id: 'R', name: 'Order' }], dispositions: [{ id: 'D', name: 'Solved' }], call: null,
};
/** @type {(value: string) => Change} */
const noteReads = (value) => ({ type: 'WRITING', callId: CALL_ID, field: 'note', value });
/** @type {Change} */
const WRITTEN = { type: 'WRITTEN', callId: CALL_ID };
/** @type {Change} */
const SAVING = { type: 'SAVING', callId: CALL_ID };

/** @type {Change} */
const IN_SUPPORT = { ...AGENT, pauses: [{ group: 'SUPPORT', reason: { id: 'L', name: 'Lunch' }, since: AGENT.since }] };

/** @type {[string, Change[], (state: State) => unknown, unknown][]} */
const TABLE = [
  ['HELLO brings agent, phones, PBX and pause reasons', [HELLO],
    (state) => [state.agent?.state, state.extensions[0].state, state.pbx, state.pauseReasons[0].name], ['AVAILABLE', 'IDLE', 'CONNECTED', 'Lunch']],
  ['a pause that the PBX has not confirmed in all queues is requested', [HELLO, PAUSED, QUEUES],
    (state) => [requested(state), standingIn(state, 'SUPPORT'), standingIn(state, 'SALES')], ['PAUSE_PENDING', 'PAUSE_PENDING', '']],
  ['a pause that the PBX confirmed is one', [HELLO, PAUSED, QUEUES, { ...QUEUES, queues: [QUEUES.queues[1]] }],
    (state) => [requested(state), standingIn(state, 'SUPPORT')], ['', 'PAUSED']],
  ['a pause in one group alone is none of all', [HELLO, IN_SUPPORT, QUEUES],
    (state) => [requested(state), pauseIn(state, 'SUPPORT')?.reason.name, pauseIn(state, 'SALES')], ['', 'Lunch', undefined]],
  ['while talking nothing is shown as requested', [HELLO, { ...AGENT, state: 'TALKING' }, QUEUES], requested, ''],
  ['HELLO without queues means none', [HELLO, QUEUES, HELLO], (state) => state.queues, []],
  ['HELLO of a user who may not take calls has no agent', [HELLO, { ...HELLO, agent: null }], (state) => state.agent, null],
  ['HELLO of an older server has none of them', [/** @type {any} */ ({ ...HELLO, agent: undefined, extensions: undefined, pbx: undefined })],
    (state) => [state.agent, state.extensions, state.pbx], [null, [], null]],
  ['AGENT replaces what the agent did before', [HELLO, PAUSED, AGENT, PAUSED], (state) => [state.agent?.state, state.agent?.choice.reason?.name],
    ['PAUSED', 'Lunch']],
  ['AGENT leaves calls alone', [HELLO, CALL, PAUSED], (state) => state.calls.length, 1],
  ['EXTENSIONS replaces phones and choice', [HELLO, { type: 'EXTENSIONS', extension: null, extensions: [] }],
    (state) => [state.extension, state.extensions], [null, []]],
  ['PBX says that it is away, and there again', [HELLO, { type: 'PBX', state: 'AWAY' }], (state) => state.pbx, 'AWAY'],
  ['OC UNAVAILABLE takes the offer away without a word', [HELLO, OFFER, QUIET], (state) => state.offers, []],
  ['OC UNAVAILABLE leaves the words of an offer that was taken', [HELLO, OFFER, TAKEN, QUIET], (state) => state.offers[0].over?.outcome, 'CLAIMED'],
  ['NC after OC UNAVAILABLE shows the call again', [HELLO, OFFER, QUIET, OFFER], (state) => state.offers.length, 1],
  ['OC UNAVAILABLE of an unknown call is nothing', [HELLO, QUIET], (state) => state.offers, []],
  ['asking clears the refusal before', [HELLO, { type: 'ASKING' }, { type: 'ASK_REFUSED', message: 'no' }, { type: 'ASKING' }],
    (state) => state.agentRequest, { busy: true, refusal: '' }],
  ['a refusal is told', [{ type: 'ASKING' }, { type: 'ASK_REFUSED', message: 'no' }], (state) => state.agentRequest, { busy: false, refusal: 'no' }],

  ['a call in wrap-up does not fade', [HELLO, CALL, WRAP_UP, ENDED, { type: 'EXPIRED', callId: CALL_ID }], (state) => state.calls.length, 1],
  ['nor when its end comes before the wrap-up', [HELLO, CALL, ENDED, WRAP_UP, { type: 'EXPIRED', callId: CALL_ID }],
    (state) => state.calls.length, 1],
  ['after the wrap-up it is done and fades', [HELLO, CALL, ENDED, WRAP_UP, AGENT, { type: 'EXPIRED', callId: CALL_ID }], (state) => state.calls, []],
  ['a call in wrap-up is not done', [HELLO, CALL, ENDED, WRAP_UP], doneCalls, []],
  ['after it, it is', [HELLO, CALL, ENDED, WRAP_UP, AGENT], doneCalls, [CALL_ID]],
  ['HELLO with a wrap-up keeps what is written', [HELLO, CALL, LOADED, ENDED, WRAP_UP, { ...HELLO, agent: WRAP_UP, calls: [ENDED] }],
    (state) => state.writeUps[CALL_ID].fields.note, 'Wants one'],
  ['HELLO forgets what is written of other calls', [HELLO, CALL, LOADED, HELLO], (state) => state.writeUps, {}],
  ['HELLO keeps a call whose note is not kept yet', [HELLO, CALL, LOADED, ENDED, noteReads('x'), HELLO], (state) => state.calls.length, 1],

  ['an answered call can be written up', [HELLO, CALL], writableCalls, [CALL_ID]],
  ['a ringing one cannot', [HELLO, { ...CALL, state: 'RINGING', answeredAt: null }], writableCalls, []],
  ['the call of the wrap-up can, even where the page has no card for it', [HELLO, WRAP_UP], writableCalls, [CALL_ID]],
  ['what is loaded is shown', [CALL, { type: 'WRITE_UP_LOADING', callId: CALL_ID }, LOADED],
    (state) => [state.writeUps[CALL_ID].fields.subject, state.writeUps[CALL_ID].saving], ['Offer', 'SAVED']],
  ['what was typed meanwhile goes before it', [CALL, { type: 'WRITE_UP_LOADING', callId: CALL_ID }, noteReads('typed'), LOADED],
    (state) => [state.writeUps[CALL_ID].fields.note, state.writeUps[CALL_ID].fields.subject, state.writeUps[CALL_ID].saving],
    ['typed', 'Offer', 'DIRTY']],
  ['loading that failed can be tried again', [CALL, { type: 'WRITE_UP_LOADING', callId: CALL_ID },
    { type: 'WRITE_UP_FAILED', callId: CALL_ID, message: '' }],
    (state) => state.writeUps, {}],
  ['typing makes it dirty', [CALL, LOADED, noteReads('a')], (state) => state.writeUps[CALL_ID].saving, 'DIRTY'],
  ['saving makes it saved', [CALL, LOADED, noteReads('a'), SAVING, WRITTEN], (state) => state.writeUps[CALL_ID].saving, 'SAVED'],
  ['typing while saving stays dirty', [CALL, LOADED, noteReads('a'), SAVING, noteReads('ab'), WRITTEN],
    (state) => [state.writeUps[CALL_ID].saving, state.writeUps[CALL_ID].fields.note], ['DIRTY', 'ab']],
  ['a refusal says why and keeps the text',
    [CALL, LOADED, noteReads('a'), SAVING, { type: 'WRITE_REFUSED', callId: CALL_ID, message: 'too long' }],
    (state) => [state.writeUps[CALL_ID].refusal, state.writeUps[CALL_ID].fields.note], ['too long', 'a']],
  ['a call with unsaved words does not fade', [CALL, LOADED, ENDED, noteReads('a'), { type: 'EXPIRED', callId: CALL_ID }],
    (state) => state.calls.length, 1],
  ['nor one whose fields have the focus',
    [CALL, LOADED, ENDED, { type: 'EDITING', callId: CALL_ID, editing: true }, { type: 'EXPIRED', callId: CALL_ID }],
    (state) => state.calls.length, 1],
  ['what is written of a call that fades goes with it', [CALL, LOADED, ENDED, { type: 'EXPIRED', callId: CALL_ID }], (state) => state.writeUps, {}],
  ['writing about an unknown call is nothing', [noteReads('a'), SAVING, WRITTEN], (state) => state.writeUps, {}],
  ['after a restart of OFBiz the journal tells of the call in wrap-up', [HELLO, WRAP_UP, {
    ...LOADED, call: { callId: CALL_ID, phoneCallId: '1', direction: 'INBOUND', number: '1', name: 'Acme Ltd', partyId: 'ACME', url: '/p',
      startedAt: ENDED.startedAt, answeredAt: ENDED.answeredAt, endedAt: ENDED.endedAt } }],
  (state) => [state.calls[0].state, state.calls[0].party.parties?.[0].name], ['ENDED', 'Acme Ltd']],
  ['a corrected party takes the place of the page that was looked up',
    [CALL, { type: 'PAGE', callId: CALL_ID, page: { parties: [], url: '/choose' } }, { ...CALL, party: { ...CALL.party, matchedOn: 'CORRECTED' } }],
    (state) => state.pages, {}],
];

TABLE.forEach(([name, changes, read, expected]) => {
  test(name, () => assert.deepEqual(read(after(...changes)), expected));
});

test('given any of these orders, then the state is plain JSON', () => {
  const state = after(...TABLE.flatMap(([, changes]) => changes));
  assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
});
