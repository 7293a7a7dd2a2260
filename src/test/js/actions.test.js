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
import { createActions } from '../../../webapp/asterisk/js/calls/callActions.js';
import { RequestFailed } from '../../../webapp/asterisk/js/common/requestFailed.js';

/** @type {any[]} */
let changes;
/** @type {string[]} */
let tab;
/** @type {Record<string, (fields: any) => Promise<any>>} */
let server;
/** @type {ReturnType<typeof createActions>} */
let actions;

beforeEach(() => {
  changes = [];
  tab = [];
  server = {};
  const socket = { request: (/** @type {string} */ type, /** @type {any} */ fields) => server[type](fields) };
  const requests = { originate: (/** @type {any} */ number) => server.originate(number), hangup: (/** @type {any} */ id) => server.hangup(id) };
  const screenPop = {
    prepare: () => {
      tab.push('prepared');
      return { open: (/** @type {string} */ url) => tab.push(`open ${url}`), cancel: () => tab.push('closed') };
    },
  };
  const store = { state: /** @type {any} */ ({}), apply: (/** @type {any} */ change) => changes.push(change) };
  actions = createActions(store, socket, requests, (key) => `<${key}>`, /** @type {any} */ (screenPop));
});

const types = () => changes.map((change) => change.type);

test('given an offer, when I answer and win, then the call is mine and its page opens', async () => {
  server.RD = async () => ({ type: 'OK' });
  server.GURL = async () => ({ parties: [], url: '/profile' });
  await actions.claim('c');
  assert.deepEqual(types(), ['CLAIMING', 'CLAIMED', 'PAGE']);
  assert.deepEqual(tab, ['prepared', 'open /profile']);
});

test('given an offer, when somebody else was faster, then I read so and no page opens', async () => {
  server.RD = async () => Promise.reject(new RequestFailed('CALL_TAKEN', 'Bob took it'));
  await actions.claim('c');
  assert.deepEqual(changes[1], { type: 'CLAIM_REFUSED', callId: 'c', message: 'Bob took it' });
  assert.deepEqual(tab, ['prepared', 'closed']);
});

test('given my claim, when only the look-up fails, then the call is mine all the same', async () => {
  server.RD = async () => ({ type: 'OK' });
  server.GURL = async () => Promise.reject(new RequestFailed('LOST'));
  await actions.claim('c');
  assert.deepEqual(types(), ['CLAIMING', 'CLAIMED']);
  assert.deepEqual(tab, ['prepared', 'closed']);
});

test('given a number, when it is refused without words, then the page has its own', async () => {
  server.originate = async () => Promise.reject(new RequestFailed('OFFLINE'));
  assert.equal(await actions.dial('12'), false);
  assert.deepEqual(changes[1], { type: 'DIAL_REFUSED', message: '<errorOFFLINE>' });
});

test('given a number, when the server takes it, then dialling is done', async () => {
  server.originate = async (number) => ({ ok: true, callId: number });
  assert.equal(await actions.dial('tel:+49 30 1'), true);
  assert.deepEqual(types(), ['DIALING', 'DIALED']);
});

test('given what was chosen for a call, when it is dialled, then the server is told of it, and of nothing else', async () => {
  /** @type {any[]} */
  const told = [];
  const requests = { originate: async (/** @type {any} */ _number, /** @type {any} */ known) => told.push(known), hangup: async () => {} };
  const dialing = createActions(/** @type {any} */ ({ apply: () => {} }), /** @type {any} */ ({}), requests, String, /** @type {any} */ ({}));
  await dialing.dial('1', { partyId: null, accountCode: '', outboundService: 'SALES/00001' });
  await dialing.dial('1', { accountCode: '4711', outboundService: '' });
  assert.deepEqual(told, [{ outboundService: 'SALES/00001' }, { accountCode: '4711' }]);
});

test('given a call, when hanging up is refused, then it says why', async () => {
  server.hangup = async () => Promise.reject(new RequestFailed('CALL_UNKNOWN', 'No such call'));
  await actions.hangUp('c');
  assert.deepEqual(changes[1], { type: 'HANGUP_REFUSED', callId: 'c', message: 'No such call' });
});
