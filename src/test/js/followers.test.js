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
import { createHistory } from '../../../webapp/asterisk/js/history/history.js';
import { createExpiry } from '../../../webapp/asterisk/js/hub/expiry.js';
import { createLiveRegion } from '../../../webapp/asterisk/js/offers/liveRegion.js';
import { createWindowTitle } from '../../../webapp/asterisk/js/offers/windowTitle.js';
import { noHistory } from '../../../webapp/asterisk/js/state/pastCalls.js';
import { createStore, emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';
import { FakeWorld } from './fakeWorld.js';
import { AGAIN, AGENT, CALL, HELLO, OFFER } from './messages.js';

const NO_CALLS = { calls: [], next: null, lookedBackTo: null };
/** @type {FakeWorld} */
let world;

beforeEach(() => {
  world = new FakeWorld();
});

test('given a waiting call, when it comes, comes again with a reason, and HELLO repeats it, then it is spoken twice', () => {
  /** @type {string[]} */
  const spoken = [];
  const region = { set textContent(/** @type {string} */ text) { spoken.push(text); }, get textContent() { return ''; }, hidden: false };
  const announce = createLiveRegion(/** @type {any} */ (region), (key, values) => `${key} ${values?.group} ${values?.name}`);
  const store = createStore(announce);
  const again = { ...OFFER, again: AGAIN };
  store.apply(HELLO);
  store.apply(OFFER);
  store.apply(again);
  store.apply({ ...HELLO, calls: [again] });
  assert.deepEqual(spoken, ['announce Support Acme Ltd', 'announce Support Acme Ltd']);
});

test('given more calls at once than one listens to, then their number is spoken', () => {
  const region = { textContent: '', hidden: false };
  const announce = createLiveRegion(/** @type {any} */ (region), (key, values) => `${key} ${values?.count ?? values?.name}`);
  const before = reduce(emptyState(), HELLO);
  const calls = (/** @type {number} */ count) => Array.from({ length: count }, (_, i) => ({ ...OFFER, callId: `pbx:${i}` })).reduce(reduce, before);
  announce(calls(3), before);
  assert.equal(region.textContent, 'announce Acme Ltd. announce Acme Ltd. announce Acme Ltd');
  announce(calls(50), before);
  assert.equal(region.textContent, 'announceMany 50');
});

test('given many calls at once, then the title of the window is changed once, and back when nobody waits', () => {
  /** @type {string[]} */
  const titles = [];
  const page = { get title() { return titles.at(-1) ?? 'Console'; }, set title(text) { titles.push(text); } };
  const show = createWindowTitle(page, world.later);
  for (let count = 1; count <= 50; count += 1) {
    show({ ...emptyState(), offers: Array.from({ length: count }, (_, i) => ({ ...OFFER, callId: `pbx:${i}` })) });
  }
  assert.deepEqual(titles, []);
  world.pass(200);
  assert.deepEqual(titles, ['(50) Console']);
  show(emptyState());
  world.pass(200);
  assert.deepEqual(titles, ['(50) Console', 'Console']);
});

test('given an offer over and a call ended, when their time has passed, then each fades once', () => {
  /** @type {string[]} */
  const faded = [];
  const store = createStore(createExpiry((callId) => faded.push(callId), world.later));
  store.apply(OFFER);
  store.apply({ type: 'OC', callId: OFFER.callId, outcome: 'ABANDONED', by: null });
  store.apply({ ...CALL, callId: 'pbx:2', state: 'ENDED' });
  world.pass(6_000);
  assert.deepEqual(faded, [OFFER.callId]);
  world.pass(60_000);
  assert.deepEqual(faded, [OFFER.callId, 'pbx:2']);
});

test('given a call that ended, came back and ended again, when time passes, then it fades after its last end', () => {
  /** @type {string[]} */
  const faded = [];
  const store = createStore(createExpiry((callId) => faded.push(callId), world.later));
  store.apply({ ...CALL, state: 'ENDED' });
  world.pass(15_000);
  store.apply({ ...CALL, state: 'TALKING' });
  store.apply({ ...CALL, state: 'ENDED' });
  world.pass(15_000);
  assert.deepEqual(faded, []);
  world.pass(5_000);
  assert.deepEqual(faded, [CALL.callId]);
});

test('given a call that ended while its agent had another, when its wrap-up begins before its time has passed, then it stays', () => {
  /** @type {string[]} */
  const faded = [];
  const store = createStore(createExpiry((callId) => faded.push(callId), world.later));
  const wrapUp = { callId: CALL.callId, group: { id: 'SUPPORT', name: 'Support' }, until: AGENT.since, dispositionRequired: true };
  store.apply({ ...CALL, state: 'ENDED' });
  world.pass(15_000);
  store.apply({ ...AGENT, state: 'WRAP_UP', wrapUp });
  world.pass(60_000);
  assert.deepEqual(faded, []);
  store.apply(AGENT);
  world.pass(20_000);
  assert.deepEqual(faded, [CALL.callId]);
});

test('given today\'s calls, when a call ends or the socket came back, then they are read again, else never', async () => {
  let reads = 0;
  const requests = { pastCalls: async () => { reads += 1; return NO_CALLS; } };
  const history = createHistory(requests, (change) => store.apply(change), () => store.state.history, world.later);
  const store = createStore(history.follow);
  store.apply(HELLO);
  store.apply({ type: 'LINK', link: { phase: 'CONNECTED' } });
  store.apply(CALL);
  world.pass(3_600_000);
  assert.equal(reads, 1);
  store.apply({ ...CALL, state: 'ENDED' });
  world.pass(10_000);
  assert.equal(reads, 3);
  store.apply({ type: 'LINK', link: { phase: 'WAITING', retryAt: 0 } });
  store.apply({ type: 'LINK', link: { phase: 'CONNECTED' } });
  assert.equal(reads, 4);
});

test('given an agent who waits for calls, when hours pass, then the session is used; without a group or a connection it is not', () => {
  let reads = 0;
  const history = createHistory({ pastCalls: async () => { reads += 1; return NO_CALLS; } }, () => {}, noHistory, world.later);
  /** @type {any} */
  let state = { link: { phase: 'CONNECTED' }, groups: HELLO.groups };
  history.keepSessionAlive(() => state);
  world.pass(45 * 60_000);
  assert.equal(reads, 3);
  state = { link: { phase: 'CONNECTED' }, groups: [] };
  world.pass(3_600_000);
  state = { link: { phase: 'SIGNED_OUT' }, groups: HELLO.groups };
  world.pass(3_600_000);
  assert.equal(reads, 3);
});
