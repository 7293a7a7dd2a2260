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
import { RequestFailed } from '../../../webapp/asterisk/js/common/requestFailed.js';
import { createHistory } from '../../../webapp/asterisk/js/history/history.js';
import { dayOf, queryOf, readFilter, todaysFilter, writeFilter } from '../../../webapp/asterisk/js/state/historyFilter.js';
import { noHistory, withPage } from '../../../webapp/asterisk/js/state/pastCalls.js';
import { createStore } from '../../../webapp/asterisk/js/state/store.js';

const NOON = new Date(2026, 2, 31, 12, 0, 0);

/** @param {number} minute  of one hour; a later one is a newer call */
function call(minute) {
  const startedAt = new Date(minute * 60_000).toISOString();
  return { callId: `pbx:${minute}`, phoneCallId: `p${minute}`, direction: 'INBOUND', number: '1', startedAt };
}

/** @param {number[]} minutes */
const calls = (...minutes) => minutes.map((minute) => call(minute));

/**
 * @param {import('../../../webapp/asterisk/js/state/types.js').PastCall[]} shown
 * @param {Partial<import('../../../webapp/asterisk/js/state/types.js').PastCalls>} [more]
 */
const history = (shown, more = {}) => ({ ...noHistory(), calls: shown, ...more });

/** @param {import('../../../webapp/asterisk/js/state/types.js').PastCalls} state */
const shown = (state) => state.calls?.map((each) => each.phoneCallId).join(' ');

test('given filters and addresses, then what was written is read again, and what is no day or no field is not taken', () => {
  const table = [
    ['', ''],
    ['#from=2026-03-01&direction=INBOUND', '#from=2026-03-01&direction=INBOUND'],
    ['#text=anna+%26+co&agentPartyId=A', '#agentPartyId=A&text=anna+%26+co'],
    ['#from=yesterday&to=2026-3-1&weather=fine', ''],
  ];
  table.forEach(([hash, expected]) => assert.equal(writeFilter(readFilter(hash)), expected));
  assert.equal(readFilter(`#text=${'x'.repeat(500)}`).text.length, 100);
});

test('given days, when the server is asked, then they begin and end when the user\'s own days do; no day is today', () => {
  const today = queryOf(todaysFilter(), NOON);
  assert.deepEqual(today, { from: new Date(2026, 2, 31).toISOString() });
  const april = queryOf({ ...todaysFilter(), from: '2026-03-31', to: '2026-03-31', text: ' a ' }, NOON);
  assert.deepEqual(april, { text: 'a', from: new Date(2026, 2, 31).toISOString(), thru: new Date(2026, 3, 1).toISOString() });
  assert.equal(dayOf(NOON), '2026-03-31');
});

test('given pages of each kind, when they come, then the list is as it should be', () => {
  const page = (/** @type {any} */ part, /** @type {number[]} */ minutes, /** @type {any} */ more = {}) => (
    { part, calls: calls(...minutes), next: null, lookedBackTo: null, ...more });
  /** @type {[string, any, any, string, string | null][]} */
  const table = [
    ['the first page replaces all', history(calls(9, 8)), page('FIRST', [5, 4], { next: 'n' }), 'p5 p4', 'n'],
    ['older ones go below, each once', history(calls(5, 4), { next: 'a' }), page('MORE', [4, 3], { next: 'b' }), 'p5 p4 p3', 'b'],
    ['new ones go on top, and the place below stays', history(calls(5, 4, 3), { next: 'a' }), page('HEAD', [7, 6, 5], { next: 'x' }),
      'p7 p6 p5 p4 p3', 'a'],
    ['what is not told any more goes', history(calls(7, 6, 5, 4), { next: 'a' }), page('HEAD', [7, 5], { next: 'x' }), 'p7 p5 p4', 'a'],
    ['so many new ones that some are missing', history(calls(2, 1), { next: 'a' }), page('HEAD', [9, 8], { next: 'x' }), 'p9 p8', 'x'],
    ['all there is', history(calls(3, 2)), page('HEAD', [4, 2]), 'p4 p2', null],
    ['nothing any more', history(calls(3, 2)), page('HEAD', []), '', null],
    ['few of many, looked back to the third minute', history(calls(5, 2), { next: 'a' }),
      page('HEAD', [], { next: 'x', lookedBackTo: new Date(180_000).toISOString() }), 'p2', 'a'],
    ['nothing was shown', noHistory(), page('HEAD', [4, 2], { next: 'x' }), 'p4 p2', 'x'],
  ];
  table.forEach(([what, before, answer, expected, next]) => {
    const result = withPage(before, answer);
    assert.equal(shown(result), expected, what);
    assert.equal(result.next, next, what);
  });
});

test('given calls that are known, when they come again, then those that are as before stay what they are, and nothing is drawn', () => {
  const before = history(calls(3, 2, 1), { next: 'a' });
  const again = withPage(before, { part: 'HEAD', calls: calls(3, 2), next: 'x', lookedBackTo: null });
  assert.equal(again.calls, before.calls);
  const changed = withPage(before, { part: 'HEAD', calls: [call(3), { ...call(2), outcome: 'ANSWERED' }], next: 'x', lookedBackTo: null });
  assert.deepEqual(changed.calls?.map((each, i) => each === before.calls?.[i]), [true, false, true]);
});

test('given a day of calls, then the list does not grow without end, and its next page goes on where it ends', () => {
  const shownAfter = (/** @type {any} */ start) => {
    let list = start;
    const lengths = [];
    for (let minute = 51; minute < 1_500; minute += 1) {
      const newest = Array.from({ length: 50 }, (_, i) => minute - i);
      list = withPage(list, { part: 'HEAD', calls: calls(...newest), next: `n${minute - 49}`, lookedBackTo: null });
      lengths.push(list.calls.length);
      const oldest = list.calls[list.calls.length - 1];
      assert.equal(list.next, start.extended && list.extended ? 'old' : `n${new Date(oldest.startedAt).getTime() / 60_000}`);
    }
    return Math.max(...lengths);
  };
  const first = Array.from({ length: 50 }, (_, i) => 50 - i);
  assert.equal(shownAfter({ ...history(calls(...first), { next: 'n1' }), extended: false }), 150);
  assert.equal(shownAfter({ ...history(calls(...first), { next: 'old' }), extended: true }), 1_000);
});

/** @param {(query: any) => Promise<any>} pastCalls */
function given(pastCalls) {
  const store = createStore(() => {});
  return { store, past: createHistory({ pastCalls }, (change) => store.apply(change), () => store.state.history) };
}

test('given two readings under way, when the older answer comes last, then it is not shown', async () => {
  /** @type {((page: any) => void)[]} */
  const answers = [];
  const { store, past } = given(() => new Promise((resolve) => answers.push(resolve)));
  const both = [past.load(), past.load()];
  answers[1]({ calls: calls(2), next: null, lookedBackTo: null });
  answers[0]({ calls: calls(1), next: null, lookedBackTo: null });
  await Promise.all(both);
  assert.equal(shown(store.state.history), 'p2');
});

test('given new calls being read, when the user asks for older ones, then these come first, and the new ones are read again', async () => {
  /** @type {[string, (page: any) => void][]} */
  const asked = [];
  const { store, past } = given((query) => new Promise((resolve) => asked.push([query.after ?? 'newest', resolve])));
  const answer = async (/** @type {number} */ which, /** @type {number[]} */ minutes, next = '') => {
    asked[which][1]({ calls: calls(...minutes), next: next || null, lookedBackTo: null });
    await new Promise((done) => { setImmediate(done); });
  };
  past.load();
  await answer(0, [5, 4], 'a');
  past.refresh();
  assert.equal(store.state.history.busy, false, 'nothing that the user has asked for');
  past.more();
  assert.equal(store.state.history.busy, true);
  await answer(1, [7, 6, 5], 'x');
  assert.equal(shown(store.state.history), 'p5 p4', 'it is outdated');
  await answer(2, [3]);
  assert.deepEqual([shown(store.state.history), store.state.history.busy], ['p5 p4 p3', false]);
  await answer(3, [7, 6, 5], 'x');
  assert.equal(shown(store.state.history), 'p7 p6 p5 p4 p3');
  assert.deepEqual(asked.map(([after]) => after), ['newest', 'newest', 'a', 'newest']);
});

test('given few calls wanted of many, when pages end early, then five are read, and the user decides about more', async () => {
  /** @type {any[]} */
  const asked = [];
  const { store, past } = given(async (query) => {
    asked.push(query.after);
    return { calls: calls(100 - asked.length), next: `n${asked.length}`, lookedBackTo: '2026-01-01T00:00:00Z' };
  });
  await past.load();
  assert.deepEqual(asked, [undefined, 'n1', 'n2', 'n3', 'n4']);
  assert.equal(store.state.history.calls?.length, 5);
  await past.more();
  assert.equal(asked[5], 'n5');
});

test('given a filter that the server does not take, then its words are shown; without an answer our own', async () => {
  const failing = given(() => Promise.reject(new RequestFailed('VALUE_REFUSED', 'no such day')));
  await failing.past.load();
  assert.equal(failing.store.state.history.refusal, 'no such day');
  const offline = given(() => Promise.reject(new RequestFailed('OFFLINE')));
  await offline.past.load();
  assert.deepEqual([offline.store.state.history.failed, offline.store.state.history.refusal], [true, '']);
});

test('given a day that has no midnight, when it is the last one asked for, then the next one begins at its own', () => {
  const zone = process.env.TZ;
  process.env.TZ = 'Africa/Cairo';
  try {
    const { from, thru } = queryOf({ ...todaysFilter(), from: '2026-04-24', to: '2026-04-24' }, new Date('2026-05-01T12:00:00Z'));
    assert.deepEqual([from, thru], ['2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z']);
  } finally {
    process.env.TZ = zone ?? '';
    if (zone === undefined) {
      delete process.env.TZ;
    }
  }
});
