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
import { alarmSound, newAlarms, newHelp } from '../../../webapp/asterisk/js/board/boardAlarms.js';
import { abandonedShare, alarms, earliest, occupation, serviceLevel, sum, worstLevel } from '../../../webapp/asterisk/js/board/boardFigures.js';
import { createPages } from '../../../webapp/asterisk/js/hub/pages.js';
import { emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';

const NONE = { answered: 0, inTime: 0, abandoned: 0, shortAbandoned: 0, counted: 0, levelCalls: 0, wait: 0, talk: 0 };
/** @type {'ALL'} */
const ALL = 'ALL';
const NOTHING_GONE = { groups: [], agents: [], calls: [] };

/** @param {string} id @param {object} [more] @returns {any} */
const group = (id, more = {}) => ({ id, name: id, waiting: 0, longest: null, agents: {}, target: 20, shortAbandon: 5,
  formula: 'WITHOUT_SHORT_ABANDONS', today: NONE, recent: NONE, trend: 0, levels: {}, ...more });
/** @param {string} partyId @param {string} state @returns {any} */
const agent = (partyId, state) => ({ partyId, name: partyId, groups: [], state, reason: null, since: null, wrapUp: null, call: null, calls: 0,
  talk: 0, missed: 0 });
/** @param {object} fields @returns {any} */
const told = (fields) => ({ type: 'WALLBOARD', all: false, at: '2026-11-29T10:00:00.000Z', scope: 'ALL', groups: [], agents: [], calls: [],
  gone: NOTHING_GONE, ...fields });

test('given figures, then percents are rounded down, and there is none without calls', () => {
  assert.equal(serviceLevel({ ...NONE, inTime: 2, counted: 5, levelCalls: 3 }), 66);
  assert.equal(serviceLevel(NONE), null);
  assert.equal(abandonedShare({ ...NONE, abandoned: 3, shortAbandoned: 1, counted: 8 }), 25);
  assert.equal(abandonedShare(NONE), null);
  assert.deepEqual(sum([{ ...NONE, answered: 2, wait: 5 }, { ...NONE, answered: 1, talk: 9 }]), { ...NONE, answered: 3, wait: 5, talk: 9 });
  assert.equal(earliest([null, '2026-11-29T10:00:05Z', '2026-11-29T10:00:01Z', null]), '2026-11-29T10:00:01Z');
  assert.equal(earliest([]), null);
});

test('given agents, then each counts once, and who is signed out does not', () => {
  const agents = ['AVAILABLE', 'TALKING', 'RINGING', 'PAUSED', 'WRAP_UP', 'SIGNED_OUT'].map((state, index) => agent(String(index), state));
  assert.deepEqual(occupation(agents), { free: 1, inCall: 2, away: 2 });
});

test('given figures at their limits, then alarms come before warnings', () => {
  const groups = [group('A', { levels: { WAITING: 'WARNING' } }), group('B', { levels: { AVAILABLE: 'WARNING', LONGEST_WAIT: 'ALARM' } })];
  assert.deepEqual(groups.map(worstLevel), ['WARNING', 'ALARM']);
  assert.deepEqual(alarms({ at: '', scope: ALL, groups, agents: [], calls: [] }).map((one) => one.group.id + one.figure),
    ['BLONGEST_WAIT', 'AWAITING', 'BAVAILABLE']);
});

/** @param {...any} groups */
const boardOf = (...groups) => ({ at: '', scope: ALL, groups, agents: [], calls: [] });

test('given alarms, then each is new once, again after it was over, and not when the page opens', () => {
  const fresh = newAlarms();
  const seen = [{ WAITING: 'ALARM' }, { WAITING: 'ALARM', AVAILABLE: 'WARNING' }, { WAITING: 'ALARM', AVAILABLE: 'ALARM' }, {}, { WAITING: 'ALARM' }]
    .map((levels) => fresh(boardOf(group('A', { levels }))).map(({ figure }) => figure));
  assert.deepEqual(seen, [[], [], ['AVAILABLE'], [], ['WAITING']]);
});

test('given calls of a wallboard, when an agent asks for help, then it is new once, and what was asked before the page was loaded is not', () => {
  const fresh = newHelp();
  const board = (/** @type {string[]} */ ...asking) => /** @type {any} */ ({ calls: ['a', 'b'].map((callId) => (
    { callId, help: asking.includes(callId) ? '2026-11-30T00:00:00Z' : null })) });
  assert.deepEqual(fresh(board('a')).map(({ callId }) => callId), []);
  assert.deepEqual(fresh(board('a', 'b')).map(({ callId }) => callId), ['b']);
  assert.deepEqual(fresh(board('b')).map(({ callId }) => callId), []);
  assert.deepEqual(fresh(board('a', 'b')).map(({ callId }) => callId), ['a']);
});

test('given the sound is off, then an alarm is silent; once it is on, it sounds and is notified, and the browser remembers', async () => {
  /** @type {string[]} */
  const heard = [];
  /** @type {Record<string, string>} */
  const stored = {};
  /** @type {any} */
  const button = { setAttribute: (/** @type {string} */ name, /** @type {string} */ value) => heard.push(`${name}=${value}`),
    addEventListener: (/** @type {string} */ type, /** @type {() => void} */ listener) => { button.click = listener; } };
  /** @type {any} */
  const labels = (/** @type {string} */ name, /** @type {{group: string}} */ values) => `${name} ${values.group}`;
  const show = alarmSound(button, labels, { player: { unlock: async () => {}, play: () => heard.push('tone') }, ask: async () => {},
    notify: (text) => heard.push(text), storage: { getItem: (key) => stored[key] ?? null, setItem: (key, value) => { stored[key] = value; } } });
  const alarm = boardOf(group('A', { levels: { WAITING: 'ALARM' } }));
  show(boardOf(group('A')));
  show(alarm);
  assert.deepEqual(heard.splice(0), ['aria-pressed=false']);
  await button.click();
  assert.deepEqual(heard.splice(0), ['aria-pressed=true', 'tone']);
  show(boardOf(group('A')));
  show(alarm);
  show(alarm);
  assert.deepEqual(heard.splice(0), ['tone', 'boardAlarmWAITING A']);
  assert.deepEqual(Object.values(stored), ['on']);
});

test('given the wallboard, when rows change or go, then the others stay as they are', () => {
  let state = reduce(emptyState(), told({ groups: [group('A')] }));
  assert.equal(state.board, null, 'rows without the rest say nothing');
  state = reduce(state, told({ all: true, groups: [group('B'), group('A')], agents: [agent('P', 'PAUSED')] }));
  assert.deepEqual(state.board?.groups.map(({ id }) => id), ['A', 'B']);
  const { agents } = state.board ?? {};
  state = reduce(state, told({ groups: [group('A', { waiting: 2 })], gone: { ...NOTHING_GONE, groups: ['B'] } }));
  assert.deepEqual(state.board?.groups.map(({ id, waiting }) => [id, waiting]), [['A', 2]]);
  assert.equal(state.board?.agents, agents);
  state = reduce(state, told({ all: true }));
  assert.deepEqual([state.board?.groups, state.board?.agents], [[], []]);
});

test('given a silent page, then it never is the one that rings, however it is used', () => {
  const pages = createPages(() => 1);
  const port = () => ({ postMessage: () => {} });
  Object.assign(pages.seen(port()), { silent: true, used: 5 });
  assert.equal(pages.activePage(), undefined);
  const console = pages.seen(port());
  assert.equal(pages.activePage(), console);
});
