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
import { beforeEach, test } from 'node:test';
import { RequestFailed } from '../../../webapp/asterisk/js/common/requestFailed.js';
import { stateText } from '../../../webapp/asterisk/js/inCall/callControls.js';
import { createControlActions } from '../../../webapp/asterisk/js/inCall/controlActions.js';
import { emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';
import { CALL, HELLO } from './messages.js';

/** @type {any} */
const CONTROLS = {
  type: 'CONTROLS', callId: CALL.callId, offered: ['HOLD', 'TRANSFER'], held: false, consultation: null, conference: false, recording: 'OFF',
};

/** @type {any} */
let store;
/** @type {any[]} */
let asked;
/** @type {Record<string, () => Promise<any>>} */
let server;
/** @type {ReturnType<typeof createControlActions>} */
let actions;

beforeEach(() => {
  asked = [];
  server = { CONTROL: async () => ({ type: 'OK' }), PARKED: async () => ({ calls: [] }) };
  store = {
    state: reduce(emptyState(), CONTROLS),
    apply: (/** @type {any} */ change) => {
      store.state = reduce(store.state, change);
    },
  };
  const socket = {
    request: (/** @type {string} */ type, /** @type {any} */ fields) => {
      asked.push({ type, ...fields });
      return server[type]();
    },
  };
  actions = createControlActions(store, /** @type {any} */ (socket), (key) => `<${key}>`);
});

const shown = () => store.state.controls[CALL.callId];

test('given a call that can be held, when I hold it, then the button waits for the PBX and no longer', async () => {
  const done = actions.control(CALL.callId, 'HOLD');
  assert.equal(shown().busy, 'HOLD');
  assert.equal(await done, true);
  assert.equal(shown().busy, '');
  assert.deepEqual(asked, [{ type: 'CONTROL', callId: CALL.callId, action: 'HOLD' }]);
});

test('given I type keys, then no button waits for the PBX', async () => {
  const done = actions.control(CALL.callId, 'KEYS', { keys: '1' });
  assert.equal(shown().busy, '');
  assert.equal(await done, true);
});

test('given a refusal, when I transfer, then I read why, until the next action', async () => {
  server.CONTROL = async () => Promise.reject(new RequestFailed('TARGET_UNKNOWN', 'no such extension'));
  assert.equal(await actions.control(CALL.callId, 'TRANSFER', { target: '9' }), false);
  assert.equal(shown().refusal, 'no such extension');
  server.CONTROL = async () => ({ type: 'OK' });
  await actions.control(CALL.callId, 'HOLD');
  assert.equal(shown().refusal, '');
});

test('given I park, then I read the space, and the list of parked calls is fresh', async () => {
  server.CONTROL = async () => ({ type: 'OK', space: '701' });
  const waits = { callId: CALL.callId, space: '701', number: '1', name: '', by: '1001', since: '2026-01-15T10:00:00.000Z' };
  server.PARKED = async () => ({ calls: [waits] });
  await actions.control(CALL.callId, 'PARK');
  assert.equal(shown().space, '701');
  assert.deepEqual(store.state.parked.map((/** @type {any} */ call) => call.space), ['701']);
});

test('given nothing can be done any more, then nothing is shown; and a new connection starts from nothing', () => {
  store.apply({ ...CONTROLS, offered: [] });
  assert.deepEqual(store.state.controls, {});
  store.apply(CONTROLS);
  store.apply(HELLO);
  assert.deepEqual(store.state.controls, {});
});

test('what is going on is said in words', () => {
  const labels = (/** @type {string} */ key, /** @type {any} */ values = {}) => `${key} ${Object.values(values)}`.trim();
  const said = (/** @type {any} */ changes) => stateText(labels, { ...CONTROLS, ...changes });
  assert.equal(stateText(labels, undefined), '');
  assert.equal(said({}), '');
  assert.equal(said({ consultation: { with: 'Bob', state: 'RINGING' } }), 'consultRINGING Bob');
  assert.equal(said({ conference: true, recording: 'PAUSED' }), 'inConference · recordingPaused');
  assert.equal(said({ space: '701' }), 'parkedOn 701');
});
