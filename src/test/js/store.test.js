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
import { answerBlock, positionOf, shouldRing } from '../../../webapp/asterisk/js/state/offers.js';
import { emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';
import { AGAIN, CALL, HELLO, OFFER, PAUSED, TAKEN, WRAP_UP } from './messages.js';

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

test('given a user with an extension, when HELLO comes, then the page knows both', () => {
  const state = after(HELLO);
  assert.equal(state.user?.name, 'Anna Agent');
  assert.equal(state.extension?.name, '1001');
});

test('given a waiting call, then Answer is off while the user cannot take it, and each reason is another', () => {
  const connected = /** @type {Change} */ ({ type: 'LINK', link: { phase: 'CONNECTED' } });
  const own = { ...CALL, callId: 'pbx:other' };
  const supervisor = { ...HELLO, groups: [{ id: 'SUPPORT', name: 'Support', role: 'SUPERVISOR' }] };
  /** @type {[Change[], string][]} */
  const reasons = [
    [[HELLO, connected], ''],
    [[HELLO, connected, own], 'TALKING'],
    [[HELLO, connected, { ...own, state: 'RINGING' }], 'TALKING'],
    [[HELLO, connected, { ...own, state: 'ENDED' }], ''],
    [[HELLO, connected, PAUSED], 'PAUSED'],
    [[HELLO, connected, { ...PAUSED, choice: { state: 'SIGNED_OUT', reason: null } }], 'SIGNED_OUT'],
    [[HELLO, connected, WRAP_UP], 'WRAP_UP'],
    [[/** @type {any} */ (supervisor), connected], 'SUPERVISING'],
    [[{ ...HELLO, extension: null }, connected], 'NO_PHONE'],
    [[{ ...HELLO, extensions: [{ peerId: 'P1001', name: '1001', state: 'UNREGISTERED' }] }, connected], 'PHONE_OFFLINE'],
    [[{ ...HELLO, pbx: 'AWAY' }, connected], 'PBX_AWAY'],
    [[HELLO], 'OFFLINE'],
  ];
  for (const [changes, reason] of reasons) {
    const state = after(...changes, OFFER);
    assert.equal(answerBlock(state, state.offers[0]), reason);
  }
  const queued = after(HELLO, connected, { ...OFFER, claimable: false });
  assert.equal(answerBlock(queued, queued.offers[0]), 'QUEUE_DECIDES');
  const second = after(HELLO, connected, own, { ...OFFER, callsAtOnce: 2 });
  assert.equal(answerBlock(second, second.offers[0]), '', 'one of two calls');
  assert.equal(shouldRing({ ...second, tab: { ...second.tab, active: true } }), false, 'into a conversation');
  const both = after(HELLO, connected, own, { ...own, callId: 'pbx:third' }, { ...OFFER, callsAtOnce: 2 });
  assert.equal(answerBlock(both, both.offers[0]), 'TALKING');
});

test('given callers in queues, then each has a position by arrival, and who is in no queue or was answered has none', () => {
  const first = { ...OFFER, callId: 'pbx:1', queue: 'support' };
  const other = { ...OFFER, callId: 'pbx:2', queue: 'sales', since: '2026-01-15T10:00:01.000Z' };
  const second = { ...first, callId: 'pbx:3', since: '2026-01-15T10:00:02.000Z' };
  const music = { ...OFFER, callId: 'pbx:4' };
  const positions = (/** @type {State} */ state) => state.offers.map((offer) => positionOf(state, offer));
  const state = after(HELLO, second, music, other, first);
  assert.deepEqual(state.offers.map((offer) => offer.callId), ['pbx:4', 'pbx:1', 'pbx:2', 'pbx:3']);
  assert.deepEqual(positions(state), [0, 1, 1, 2]);
  assert.deepEqual(positions(reduce(state, { ...TAKEN, callId: 'pbx:1' })), [0, 0, 1, 1]);
});

test('given many calls at once, when the page hears of them in another order, then the rows stay, and the positions are those of the queue', () => {
  const call = (/** @type {number} */ number, /** @type {number} */ ms) => (
    { ...OFFER, callId: `pbx:${number}`, queue: 'support', since: new Date(Date.parse(OFFER.since) + ms).toISOString() });
  const order = (/** @type {State} */ state) => state.offers.map(({ callId }) => callId.slice(4)).join(' ');
  const burst = after(HELLO, call(1, 300), call(2, 20), call(3, 200), call(4, 10));
  assert.equal(order(burst), '1 2 3 4');
  assert.deepEqual(burst.offers.map((offer) => positionOf(burst, offer)), [4, 2, 3, 1]);
  const again = reduce(burst, { ...call(2, 20), again: AGAIN });
  assert.equal(order(again), '1 2 3 4', 'more is known of one');
  assert.equal(again.offers[1].again, AGAIN);
  assert.equal(order(reduce(again, call(5, -201))), '5 1 2 3 4', 'who has waited longer goes first');
  assert.equal(order(reduce(again, call(5, -200))), '1 2 3 4 5');
  assert.equal(order(reduce(again, call(2, 900))), '1 3 4 2', 'it waits again');
  const times = Array.from({ length: 300 }, (_, i) => call(i, (i * 7_919) % 4_001)).reduce(reduce, after(HELLO)).offers
    .map((offer) => Date.parse(offer.since));
  times.forEach((since, i) => times.slice(i).forEach((later) => assert.ok(since <= later + 500)));
});

test('given calls from before, when HELLO comes after a lost socket, then it replaces them all', () => {
  const state = after(HELLO, OFFER, { ...CALL, callId: 'pbx:7' }, { ...HELLO, calls: [{ ...OFFER, callId: 'pbx:9' }, CALL] });
  assert.deepEqual(state.offers.map((offer) => offer.callId), ['pbx:9']);
  assert.deepEqual(state.calls.map((call) => call.callId), ['pbx:1000.1']);
});

test('given a page looked up for a call, when HELLO still names the call, then the page is kept, others are not', () => {
  const page = { parties: [], url: '/x' };
  const state = after(HELLO, OFFER, { type: 'PAGE', callId: OFFER.callId, page }, { type: 'PAGE', callId: 'gone', page },
    { ...HELLO, calls: [OFFER] });
  assert.deepEqual(Object.keys(state.pages), [OFFER.callId]);
});

test('given two waiting callers, when offered in any order, then the one who waits longest comes first', () => {
  const earlier = { ...OFFER, callId: 'pbx:0', since: '2026-01-15T09:59:00.000Z' };
  assert.deepEqual(after(OFFER, earlier).offers.map((offer) => offer.callId), ['pbx:0', 'pbx:1000.1']);
});

test('given a claim on its way, when the offer comes again with earlier calls, then the claim is on its way still', () => {
  const known = { count: 2, last: { at: OFFER.since, direction: 'INBOUND', outcome: 'ANSWERED', reason: 'answered', with: '' } };
  const state = after(OFFER, { type: 'CLAIMING', callId: OFFER.callId }, { ...OFFER, earlier: known });
  assert.deepEqual(state.offers.map((offer) => [offer.claiming, offer.earlier?.count]), [[true, 2]]);
});

test('given a claim that failed, when the offer comes again for that reason, then it can be claimed', () => {
  const state = after(OFFER, { type: 'CLAIMING', callId: OFFER.callId }, { ...OFFER, again: AGAIN });
  assert.ok(!state.offers[0].claiming);
});

test('given an offer, when a colleague claims it, then it says by whom until it has faded', () => {
  const over = after(OFFER, TAKEN);
  assert.deepEqual(over.offers[0].over, { outcome: 'CLAIMED', by: TAKEN.by });
  assert.deepEqual(reduce(over, { type: 'EXPIRED', callId: OFFER.callId }).offers, []);
});

test('given an offer that is over, when it is offered again before it faded, then fading leaves it alone', () => {
  const again = { ...OFFER, again: AGAIN };
  const state = after(OFFER, TAKEN, again, { type: 'EXPIRED', callId: OFFER.callId });
  assert.equal(state.offers.length, 1);
  assert.equal(state.offers[0].over, undefined);
  assert.equal(state.offers[0].again?.reason, 'no answer');
});

test('given my claim, when the server accepts it, then the offer becomes my ringing call', () => {
  const state = after(OFFER, { type: 'CLAIMING', callId: OFFER.callId }, { type: 'CLAIMED', callId: OFFER.callId });
  assert.deepEqual(state.offers, []);
  assert.equal(state.calls[0].state, 'RINGING');
  assert.equal(state.calls[0].party.display, '+49 30 123456');
});

test('given the call already told, when the answer to the claim comes later, then it does not go back to ringing', () => {
  const state = after(OFFER, CALL, { type: 'CLAIMED', callId: OFFER.callId });
  assert.deepEqual(state.calls.map((call) => call.state), ['TALKING']);
});

test('given my claim, when it is refused, then the offer stays and says why', () => {
  const state = after(OFFER, { type: 'CLAIMING', callId: OFFER.callId },
    { type: 'CLAIM_REFUSED', callId: OFFER.callId, message: 'Bob took it' });
  assert.equal(state.offers[0].claiming, false);
  assert.equal(state.offers[0].refusal, 'Bob took it');
});

test('given my ringing call, when my phone did not answer and it is offered again, then it is no longer my call', () => {
  const state = after(OFFER, { type: 'CLAIMING', callId: OFFER.callId }, { type: 'CLAIMED', callId: OFFER.callId }, { ...OFFER, again: AGAIN });
  assert.deepEqual(state.calls, []);
  assert.equal(state.offers.length, 1);
});

test('given my phone was not picked up, when the end and the new offer come in any order, then the offer stands', () => {
  const ended = { ...CALL, state: /** @type {'ENDED'} */ ('ENDED'), answeredAt: null, outcome: AGAIN.outcome, reason: AGAIN.reason };
  const again = { ...OFFER, again: AGAIN };
  [[ended, again], [again, ended]].forEach((order) => assert.deepEqual(after(CALL, ...order).offers.map((offer) => offer.again), [AGAIN]));
});

test('given a call of mine, when it ends, then it stays until it has faded; a living one never fades', () => {
  const talking = after(CALL, { type: 'EXPIRED', callId: CALL.callId });
  assert.equal(talking.calls.length, 1);
  const ended = reduce(talking, { ...CALL, state: 'ENDED', endedAt: '2026-01-15T10:01:00.000Z' });
  assert.equal(ended.calls[0].state, 'ENDED');
  assert.deepEqual(reduce(ended, { type: 'EXPIRED', callId: CALL.callId }).calls, []);
});

test('given a refused hang-up, when the next CALL comes, then its words are gone', () => {
  const refused = after(CALL, { type: 'HANGING_UP', callId: CALL.callId }, { type: 'HANGUP_REFUSED', callId: CALL.callId, message: 'no' });
  assert.equal(refused.calls[0].hangingUp, false);
  assert.equal(refused.calls[0].refusal, 'no');
  assert.equal(reduce(refused, CALL).calls[0].refusal, undefined);
});

test('given a number refused, when the user dials again, then the old words are gone', () => {
  const refused = after({ type: 'DIALING' }, { type: 'DIAL_REFUSED', message: 'not a number' });
  assert.deepEqual([refused.dial.busy, refused.dial.refusal], [false, 'not a number']);
  const again = reduce(refused, { type: 'DIALING' });
  assert.deepEqual([again.dial.busy, again.dial.refusal], [true, '']);
});

test('given suggestions, when those for another text come, then they replace the old ones, and whom one called last stays known', () => {
  const called = { kind: /** @type {const} */ ('RECENT'), name: 'Anna', number: '1', display: '1', direction: 'OUTBOUND' };
  const recent = after({ type: 'SUGGESTED', text: '', entries: [called], warning: '' });
  assert.equal(recent.suggestions.last, called);
  const warned = reduce(recent, { type: 'SUGGESTED', text: '900', entries: [], warning: 'premium' });
  assert.deepEqual(warned.suggestions, { text: '900', entries: [], warning: 'premium', last: called });
  assert.equal(reduce(warned, { type: 'SUGGESTED', text: '', entries: [], warning: '' }).suggestions.last, null);
  const services = [{ id: 'SALES/00001', name: 'Sales' }];
  const known = reduce(warned, { type: 'SUGGESTED', text: '', entries: [], warning: '', services });
  assert.equal(reduce(known, { type: 'SUGGESTED', text: '1', entries: [], warning: '' }).suggestions.services, services);
});

test('given the history was shown, when reading it fails, then the old rows stay beside the words', () => {
  const row = { callId: 'c', phoneCallId: '1', direction: 'INBOUND', number: '1', startedAt: '2026-01-15T10:00:00.000Z' };
  const state = after({ type: 'HISTORY', part: 'FIRST', calls: [row], next: null, lookedBackTo: null }, { type: 'HISTORY_FAILED', message: '' });
  assert.equal(state.history.calls?.length, 1);
  assert.equal(state.history.failed, true);
});

test('given a newer server, when it says what this console does not know, then the state is the same', () => {
  const state = after(HELLO, OFFER);
  assert.equal(reduce(state, /** @type {any} */ ({ type: 'WEATHER' })), state);
});
