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
import { createAgentActions } from '../../../webapp/asterisk/js/agent/agentActions.js';
import { createWriteUps } from '../../../webapp/asterisk/js/calls/writeUps.js';
import { RequestFailed } from '../../../webapp/asterisk/js/common/requestFailed.js';
import { emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';
import { CALL, HELLO, WRAP_UP } from './messages.js';

/** @import {Change} from '../../../webapp/asterisk/js/state/types.js' */

const CALL_ID = CALL.callId;
const ANSWER = { subject: '', note: 'before', reason: '', disposition: '', reasons: [], dispositions: [], call: null };

/** What the server was asked, in order, with what answers it. @type {{asked: any, answer: (value?: any) => void, fail: (code: string) => void}[]} */
let server;
/** @type {{ms: number, task: () => void}[]} */
let timers;
/** @type {{state: any, apply: (change: Change) => void}} */
let store;
/** @type {ReturnType<typeof createWriteUps>} */
let writeUps;

beforeEach(() => {
  server = [];
  timers = [];
  store = {
    state: emptyState(),
    apply(change) {
      this.state = reduce(this.state, change);
    },
  };
  const ask = (/** @type {any} */ ...asked) => new Promise((answer, reject) => {
    server.push({ asked, answer, fail: (code) => reject(new RequestFailed(code, `<${code}>`)) });
  });
  writeUps = createWriteUps(store, { writeUp: (id) => ask('read', id), saveWriteUp: (id, fields) => ask('save', id, fields) },
    (key) => key, (task, ms) => timers.push({ task, ms }));
  store.apply(HELLO);
  store.apply(CALL);
});

const settled = () => new Promise((resolve) => {
  setImmediate(resolve);
});

/** Runs what is due, in order. */
function timePasses() {
  timers.splice(0).forEach(({ task }) => task());
  return settled();
}

async function loaded() {
  writeUps.follow(store.state);
  server.shift()?.answer(ANSWER);
  await settled();
}

test('given a call that is answered, then what was written is read once', async () => {
  await loaded();
  writeUps.follow(store.state);
  assert.equal(store.state.writeUps[CALL_ID].fields.note, 'before');
  assert.deepEqual(server, []);
});

test('given the network is away, when it was read in vain, then it is read again', async () => {
  writeUps.follow(store.state);
  server.shift()?.fail('OFFLINE');
  await settled();
  writeUps.follow(store.state);
  assert.deepEqual(server, []);
  await timePasses();
  writeUps.follow(store.state);
  assert.equal(server.length, 1);
});

test('given a user who may not write, then it is asked for once only', async () => {
  writeUps.follow(store.state);
  server.shift()?.fail('CALL_UNKNOWN');
  await settled();
  await timePasses();
  writeUps.follow(store.state);
  assert.deepEqual(server, []);
});

test('given words that are typed one after another, then they are sent together, and only the fields that changed', async () => {
  await loaded();
  writeUps.typed(CALL_ID, 'note', 'a');
  writeUps.typed(CALL_ID, 'note', 'ab');
  writeUps.typed(CALL_ID, 'reason', 'R');
  await timePasses();
  assert.deepEqual(server.map(({ asked }) => asked), [['save', CALL_ID, { note: 'ab', reason: 'R' }]]);
  assert.equal(store.state.writeUps[CALL_ID].saving, 'SAVING');
  server[0].answer();
  await settled();
  assert.equal(store.state.writeUps[CALL_ID].saving, 'SAVED');
});

test('given words on their way, when more is typed, then that goes after them', async () => {
  await loaded();
  writeUps.typed(CALL_ID, 'note', 'a');
  await timePasses();
  writeUps.typed(CALL_ID, 'note', 'ab');
  await timePasses();
  assert.equal(server.length, 1);
  server[0].answer();
  await settled();
  assert.deepEqual(server.map(({ asked }) => asked[2]), [{ note: 'a' }, { note: 'ab' }]);
});

test('given the server does not take them, then they stay, and are sent again with what was typed since', async () => {
  await loaded();
  writeUps.typed(CALL_ID, 'note', 'a');
  await timePasses();
  server[0].fail('OFFLINE');
  await settled();
  assert.deepEqual([store.state.writeUps[CALL_ID].saving, store.state.writeUps[CALL_ID].refusal], ['FAILED', '<OFFLINE>']);
  writeUps.typed(CALL_ID, 'subject', 's');
  await timePasses();
  assert.deepEqual(server[1].asked[2], { note: 'a', subject: 's' });
});

test('given a page that is left, then what is typed is sent at once', async () => {
  await loaded();
  writeUps.typed(CALL_ID, 'note', 'a');
  writeUps.editing(CALL_ID, true);
  writeUps.leave();
  await settled();
  assert.equal(server.length, 1);
  assert.equal(store.state.writeUps[CALL_ID].editing, false);
});

test('given a disposition just chosen, when the agent is done, then it is kept before the wrap-up ends', async () => {
  await loaded();
  /** @type {string[]} */
  const said = [];
  const socket = { request: async (/** @type {string} */ type, /** @type {any} */ fields) => said.push(`${type} ${fields.action}`) };
  const actions = createAgentActions(store, socket, { correctParty: async () => {}, workAt: async () => {} }, writeUps, (key) => key);
  store.apply(WRAP_UP);
  writeUps.typed(CALL_ID, 'disposition', 'D');
  const done = actions.endWrapUp(CALL_ID);
  await settled();
  assert.deepEqual(said, []);
  server[0].answer();
  await done;
  assert.deepEqual(said, ['WRAPUP END']);
});

test('given a state that is refused, then the page says why', async () => {
  const socket = { request: async () => Promise.reject(new RequestFailed('PAUSE_REASON_UNKNOWN', 'Choose a reason')) };
  await createAgentActions(store, socket, { correctParty: async () => {}, workAt: async () => {} }, writeUps, (key) => key).choose('PAUSED');
  assert.deepEqual(store.state.agentRequest, { busy: false, refusal: 'Choose a reason' });
});
