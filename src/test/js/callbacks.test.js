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
import { callbackCommands } from '../../../webapp/asterisk/js/callbacks/callbackCommands.js';
import { automaticFacts, stateOf } from '../../../webapp/asterisk/js/callbacks/callbackRow.js';
import { createCallbacks } from '../../../webapp/asterisk/js/callbacks/callbacks.js';
import { labelsOf } from '../../../webapp/asterisk/js/common/labels.js';
import { RequestFailed } from '../../../webapp/asterisk/js/common/requestFailed.js';
import { emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';

/** @type {import('../../../webapp/asterisk/js/callbacks/types.js').Callback} */
const TASK = {
  callbackTaskId: 'T', number: '+3725550101', display: '555 0101', name: 'Mari', partyId: null, url: null, group: 'Support', owner: null,
  requested: false, missedCount: 1, since: '2026-11-29T09:00:00Z', lastAt: '2026-11-29T09:00:00Z', dueAt: null, claimedBy: null, mine: false,
  editable: true, callId: null, attempts: 0, lastAttemptAt: null, nextAttemptAt: null, byHand: null,
};
const labels = labelsOf(new Map([['callbackMine', 'Yours'], ['callbackDue', 'Due {time}'], ['callbackCalling', 'Ringing {name}'],
  ['callbackRingsYou', 'Your phone is ringing'], ['callbackPlace', 'Place {place}'], ['callbackAttempts', '{count} attempts, {time}'],
  ['callbackNext', 'Next {time}'], ['callbackByHandATTEMPTS', 'By hand']]));

/**
 * @param {string} refused  the request that is refused
 */
function requests(refused = '') {
  /** @type {string[]} */
  const asked = [];
  /** @param {string} name */
  const asking = (name) => async (/** @type {Record<string, string>} */ fields = {}) => {
    asked.push([name, ...Object.values(fields)].join(' '));
    if (name === refused) {
      throw new RequestFailed('CALLBACK_TAKEN', 'Liis has it.');
    }
    return { callbacks: [TASK], total: 1 };
  };
  const names = ['callbacks', 'claimCallback', 'releaseCallback', 'closeCallback', 'reopenCallback', 'setCallbackDue'];
  const all = /** @type {any} */ (Object.fromEntries(names.map((name) => [name, asking(name)])));
  return { asked, all };
}

/** @param {string} refused */
function commands(refused = '') {
  const { asked, all } = requests(refused);
  /** @type {string[]} */
  const told = [];
  const callbacks = createCallbacks(all, () => undefined);
  const made = callbackCommands(callbacks, async (number) => asked.push(`dial ${number}`) > 0, labels,
    { refused: (message) => told.push(message), closed: (task) => told.push(task ? 'closed' : 'undone') });
  return { asked, told, made };
}

test('given messages of the server, when callbacks change or the page connects, then they are loaded once for several changes', async () => {
  const { asked, all } = requests();
  /** @type {(() => void)[]} */
  const waiting = [];
  const callbacks = createCallbacks(all, () => undefined, (task) => waiting.push(task));
  const signedIn = { ...emptyState(), user: { userLoginId: 'liis', partyId: 'L', name: 'Liis' } };
  const connected = reduce(signedIn, { type: 'LINK', link: { phase: 'CONNECTED' } });
  callbacks.follow(connected, signedIn);
  const once = reduce(connected, { type: 'CALLBACKS' });
  callbacks.follow(once, connected);
  callbacks.follow(reduce(once, { type: 'CALLBACKS' }), once);
  assert.equal(waiting.length, 1);
  waiting[0]();
  await new Promise((resolve) => { setImmediate(resolve); });
  assert.deepEqual(asked, ['callbacks']);
  assert.deepEqual(callbacks.show(), { list: [TASK], total: 1, failed: false });
  callbacks.follow(emptyState(), connected);
  assert.equal(callbacks.show().list, null, 'of nobody');
});

test('given no answer, then what was known stays, and it is tried again', async () => {
  const { all } = requests('callbacks');
  /** @type {(() => void)[]} */
  const waiting = [];
  const callbacks = createCallbacks(all, () => undefined, (task) => waiting.push(task));
  await callbacks.load();
  assert.equal(callbacks.show().failed, true);
  assert.equal(waiting.length, 1);
});

test('given a callback, when it is called, then it is claimed first, and not called if a colleague was quicker', async () => {
  const free = commands();
  await free.made.call(TASK);
  assert.deepEqual(free.asked, ['claimCallback T', 'callbacks', 'dial +3725550101']);
  const taken = commands('claimCallback');
  await taken.made.call(TASK);
  assert.deepEqual(taken.asked, ['claimCallback T', 'callbacks']);
  assert.deepEqual(taken.told, ['', 'Liis has it.']);
  const mine = commands();
  await mine.made.call({ ...TASK, claimedBy: 'Liis', mine: true });
  assert.deepEqual(mine.asked, ['dial +3725550101']);
});

test('given a callback, when it is closed, then that can be undone', async () => {
  const { asked, told, made } = commands();
  await made.close(TASK, 'NOT_NEEDED');
  await made.reopen('T');
  assert.deepEqual(asked.filter((name) => name !== 'callbacks'), ['closeCallback T NOT_NEEDED', 'reopenCallback T']);
  assert.deepEqual(told, ['', 'closed', 'undone', '']);
});

test('given callbacks, then each has one state: whose it is, else when it is due', () => {
  const tools = { moment: (/** @type {string} */ time) => time.slice(11, 16), now: () => new Date('2026-11-29T10:00:00Z').getTime() };
  /** @type {[Partial<typeof TASK>, [string, string]][]} */
  const table = [
    [{}, ['', 'plain']],
    [{ claimedBy: 'Peeter' }, ['Peeter', 'info']],
    [{ claimedBy: 'Peeter', callId: 'pbx:1' }, ['Ringing Peeter', 'good']],
    [{ claimedBy: 'Liis', mine: true, callId: 'pbx:1' }, ['Your phone is ringing', 'good']],
    [{ claimedBy: 'Liis', mine: true, dueAt: '2026-11-29T09:00:00Z' }, ['Yours', 'good']],
    [{ dueAt: '2026-11-29T11:00:00Z' }, ['Due 11:00', 'plain']],
    [{ dueAt: '2026-11-29T09:30:00Z' }, ['Due 09:30', 'warn']],
  ];
  table.forEach(([fields, expected]) => assert.deepEqual(stateOf({ ...TASK, ...fields }, labels, tools), expected));
});

test('given automatic attempts, then the place, the attempts and what comes next are told', () => {
  const moment = (/** @type {string} */ time) => time.slice(11, 16);
  const facts = (/** @type {Partial<typeof TASK> & {place?: number | null}} */ fields) => (
    automaticFacts({ ...TASK, ...fields }, labels, moment).filter(Boolean));
  assert.deepEqual(facts({}), []);
  assert.deepEqual(facts({ place: 2 }), ['Place 2']);
  const tried = { place: 1, attempts: 1, lastAttemptAt: '2026-11-29T10:00:00Z', nextAttemptAt: '2026-11-29T10:15:00Z' };
  assert.deepEqual(facts(tried), ['Place 1', '1 attempts, 10:00', 'Next 10:15']);
  assert.deepEqual(facts({ ...tried, attempts: 3, nextAttemptAt: null, byHand: 'ATTEMPTS' }), ['3 attempts, 10:00', 'By hand']);
});
