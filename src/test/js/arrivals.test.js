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
import { answerBlock, answerBlocks, newOffers, offersInRows, shownOffers } from '../../../webapp/asterisk/js/state/offers.js';
import { emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';
import { AGAIN, CALL, HELLO, OFFER, TAKEN } from './messages.js';

/** @import {Change, State} from '../../../webapp/asterisk/js/state/types.js' */

/*
 * One call, and whatever may arrive about it in whatever order: each column is what the page knew before, each row what arrives
 * then. A cell says what the page shows afterwards: `-` nothing of this call; `offer` it waits (`+claiming`, `+refused`, `+again`),
 * `over` it waits no longer; the call's state where it is the user's own (`+hanging`, `+refused`).
 */

const { callId } = OFFER;
const ENDED = { ...CALL, state: /** @type {'ENDED'} */ ('ENDED'), endedAt: '2026-01-15T10:01:00.000Z' };
const RINGING = { ...CALL, state: /** @type {'RINGING'} */ ('RINGING'), answeredAt: null };
const OFFERED_AGAIN = { ...OFFER, again: AGAIN };

/** @type {Record<string, Change>} */
const ARRIVALS = {
  NC: OFFER,
  again: OFFERED_AGAIN,
  OC: TAKEN,
  RINGING,
  TALKING: CALL,
  ENDED,
  claiming: { type: 'CLAIMING', callId },
  OK: { type: 'CLAIMED', callId },
  refused: { type: 'CLAIM_REFUSED', callId, message: 'no' },
  hanging: { type: 'HANGING_UP', callId },
  HELLO,
  'HELLO+NC': { ...HELLO, calls: [OFFER] },
  'HELLO+CALL': { ...HELLO, calls: [CALL] },
  faded: { type: 'EXPIRED', callId },
};

/** @type {Record<string, string[]>} what the page knew before, and how it came to know it */
const KNOWN = {
  '-': [],
  offer: ['NC'],
  'offer+again': ['again'],
  'offer+claiming': ['NC', 'claiming'],
  'offer+refused': ['NC', 'refused'],
  over: ['NC', 'OC'],
  RINGING: ['NC', 'claiming', 'OK'],
  TALKING: ['NC', 'claiming', 'OK', 'TALKING'],
  'TALKING+hanging': ['TALKING', 'hanging'],
  ENDED: ['TALKING', 'ENDED'],
  'offer+again ENDED': ['RINGING', 'again', 'ENDED'],
};

/** @param {State} state */
function shown(state) {
  const offers = shownOffers(state).map((offer) => [offer.over ? 'over' : 'offer', !offer.over && offer.again && 'again',
    offer.claiming && 'claiming', offer.refusal && 'refused']);
  const calls = state.calls.map((call) => [call.state, call.hangingUp && 'hanging', call.refusal && 'refused']);
  return [...offers, ...calls].map((words) => words.filter(Boolean).join('+')).join(' ') || '-';
}

/** @param {string[]} names */
function after(names) {
  return names.reduce((state, name) => reduce(state, ARRIVALS[name]), emptyState());
}

const WHILE_IT_WAITS = `
  arrives    | -           | offer          | offer+again          | offer+claiming       | offer+refused       | over
  NC         | offer       | offer          | offer                | offer+claiming       | offer+refused       | offer
  again      | offer+again | offer+again    | offer+again          | offer+again          | offer+again         | offer+again
  OC         | -           | over           | over                 | over                 | over                | over
  RINGING    | RINGING     | RINGING        | RINGING              | RINGING              | RINGING             | RINGING
  TALKING    | TALKING     | TALKING        | TALKING              | TALKING              | TALKING             | TALKING
  ENDED      | ENDED       | offer ENDED    | offer+again ENDED    | offer+claiming ENDED | offer+refused ENDED | over ENDED
  claiming   | -           | offer+claiming | offer+again+claiming | offer+claiming       | offer+claiming      | over+claiming
  OK         | -           | offer          | offer+again          | RINGING              | offer+refused       | over
  refused    | -           | offer+refused  | offer+again+refused  | offer+refused        | offer+refused       | over+refused
  hanging    | -           | offer          | offer+again          | offer+claiming       | offer+refused       | over
  HELLO      | -           | -              | -                    | -                    | -                   | -
  HELLO+NC   | offer       | offer          | offer                | offer                | offer               | offer
  HELLO+CALL | TALKING     | TALKING        | TALKING              | TALKING              | TALKING             | TALKING
  faded      | -           | offer          | offer+again          | offer+claiming       | offer+refused       | -`;

const WHEN_IT_IS_MINE = `
  arrives    | RINGING         | TALKING         | TALKING+hanging | ENDED         | offer+again ENDED
  NC         | offer           | offer           | offer           | offer         | offer
  again      | offer+again     | offer+again     | offer+again     | offer+again   | offer+again ENDED
  OC         | RINGING         | TALKING         | TALKING+hanging | ENDED         | over ENDED
  RINGING    | RINGING         | RINGING         | RINGING         | RINGING       | RINGING
  TALKING    | TALKING         | TALKING         | TALKING         | TALKING       | TALKING
  ENDED      | ENDED           | ENDED           | ENDED           | ENDED         | offer+again ENDED
  claiming   | RINGING         | TALKING         | TALKING+hanging | ENDED         | offer+again+claiming ENDED
  OK         | RINGING         | TALKING         | TALKING+hanging | ENDED         | offer+again ENDED
  refused    | RINGING         | TALKING         | TALKING+hanging | ENDED         | offer+again+refused ENDED
  hanging    | RINGING+hanging | TALKING+hanging | TALKING+hanging | ENDED+hanging | offer+again ENDED+hanging
  HELLO      | -               | -               | -               | -             | -
  HELLO+NC   | offer           | offer           | offer           | offer         | offer
  HELLO+CALL | TALKING         | TALKING         | TALKING         | TALKING       | TALKING
  faded      | RINGING         | TALKING         | TALKING+hanging | -             | offer+again`;

test('given a call that a queue rings at my phone, when the ringing stops, then it can be claimed again', () => {
  const state = after(['NC', 'RINGING', 'ENDED']);
  assert.equal(shown(state), 'offer ENDED');
});

test('given a call that a queue rings at my phone, when its offer comes again with earlier calls, then my phone still rings', () => {
  const state = after(['NC', 'RINGING', 'NC']);
  assert.deepEqual(state.calls.map((call) => call.state), ['RINGING']);
});

test('given a call that a queue rings at my phone, then it is one card, with the number in it, also when I answer', () => {
  for (const names of [['NC', 'RINGING'], ['RINGING', 'NC'], ['NC', 'RINGING', 'NC', 'TALKING'], ['NC', 'TALKING', 'RINGING', 'NC']]) {
    const state = after(names);
    const cards = [...shownOffers(state).map(({ caller }) => caller.number), ...state.calls.map(({ party }) => party.number)];
    assert.deepEqual(cards, [CALL.party.number], names.join(', '));
  }
});

[WHILE_IT_WAITS, WHEN_IT_IS_MINE].forEach((table) => {
  const [[, ...known], ...rows] = table.trim().split('\n').map((row) => row.split('|').map((cell) => cell.trim()));
  rows.forEach(([arrival, ...cells]) => cells.forEach((cell, column) => {
    test(`given a page that shows ${known[column]}, when ${arrival} arrives, then it shows ${cell}`, () => {
      const before = after(KNOWN[known[column]]);
      assert.equal(shown(before), known[column]);
      assert.equal(shown(reduce(before, ARRIVALS[arrival])), cell);
    });
  }));
});

test('given two calls, when anything arrives about one, then the other stays as it was', () => {
  /** @type {Change[]} */
  const other = [{ ...OFFER, callId: 'pbx:7' }, { ...CALL, callId: 'pbx:8' }];
  Object.entries(ARRIVALS).filter(([name]) => !name.startsWith('HELLO')).forEach(([name, change]) => {
    const state = [...other, change].reduce(reduce, after(['NC']));
    const { type, ...waiting } = other[0];
    assert.deepEqual(state.offers.find((offer) => offer.callId === 'pbx:7'), waiting, name);
    assert.equal(state.calls.find((call) => call.callId === 'pbx:8')?.state, 'TALKING', name);
  });
});

/**
 * @param {string} calls  w for one that waits, o for one that waits no longer
 * @param {number} rows
 */
function inRows(calls, rows, hadRow = (/** @type {string} */ id) => id !== '') {
  const offers = [...calls].map((kind, i) => ({ ...OFFER, callId: `${kind}${i}`, ...(kind === 'o' ? { over: { outcome: 'GONE', by: '' } } : {}) }));
  return offersInRows(/** @type {State} */ ({ ...emptyState(), offers }), rows, hadRow).map((offer) => offer.callId).join(' ');
}

test('given few rows, then calls that wait have at least half of them, and calls that wait no longer keep what is left', () => {
  assert.equal(inRows('oow', 6), 'o0 o1 w2');
  assert.equal(inRows('oooooow', 6), 'o1 o2 o3 o4 o5 w6');
  assert.equal(inRows('ooooowwwwww', 6), 'o2 o3 o4 w5 w6 w7');
  assert.equal(inRows('wowwwwww', 6), 'w0 o1 w2 w3 w4 w5');
  assert.equal(inRows('ow', 1), 'w1');
  assert.equal(inRows('oo', 1), 'o1');
  assert.equal(inRows('', 0), '');
});

test('given a call without a row, when it waits no longer, then it takes no row of a call that waits', () => {
  const had = (/** @type {string[]} */ ...ids) => (/** @type {string} */ id) => ids.includes(id);
  assert.equal(inRows('wwwwo', 3, had()), 'w0 w1 w2');
  assert.equal(inRows('wwowo', 3, had('o2')), 'w0 w1 o2');
  assert.equal(inRows('wo', 3, had()), 'w0 o1', 'a row that nobody needs');
  assert.equal(inRows('wooo', 3, had('o1')), 'w0 o1 o3');
});

test('given offers of all kinds, then what keeps each from being answered is the same whether one is asked for or all', () => {
  const kinds = [OFFER, { ...OFFER, claimable: false }, { ...OFFER, callsAtOnce: 2 }, { ...OFFER, group: { id: 'OTHER', name: 'Other' } }];
  const offers = kinds.map((offer, i) => ({ ...offer, callId: i === 0 ? CALL.callId : `pbx:${i}` }));
  [after(['HELLO']), after(['HELLO', 'TALKING']), emptyState()].forEach((state) => {
    const blocks = answerBlocks(state);
    assert.deepEqual(offers.map(blocks), offers.map((offer) => answerBlock(state, offer)));
  });
});

test('given a connection that is lost while an agent is paused, then the calls that wait are not new', () => {
  const paused = { ...after(['HELLO', 'NC']), link: { phase: /** @type {'CONNECTED'} */ ('CONNECTED') } };
  const state = { ...paused, agent: /** @type {State['agent']} */ ({ state: 'PAUSED', since: OFFER.since, choice: { state: 'PAUSED', reason: null },
    pauses: [], wrapUp: null }) };
  assert.deepEqual(newOffers({ ...state, link: { phase: 'WAITING' } }, state), []);
});
