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
/** @import {State} from '../../../webapp/asterisk/js/state/types.js' */
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { createDesktopNotifications } from '../../../webapp/asterisk/js/offers/desktopNotifications.js';
import { createRinger } from '../../../webapp/asterisk/js/offers/ringer.js';
import { createScreenPop } from '../../../webapp/asterisk/js/offers/screenPop.js';
import { createPreferences } from '../../../webapp/asterisk/js/preferences/preferences.js';
import { combination, listenForShortcuts } from '../../../webapp/asterisk/js/preferences/shortcuts.js';
import { shouldRing } from '../../../webapp/asterisk/js/state/offers.js';
import { createStore, emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';
import { FakeWorld } from './fakeWorld.js';
import { AGAIN, CALL, HELLO, OFFER, TAKEN } from './messages.js';

/** @type {any} */
const globals = globalThis;
/** @type {Map<string, string>} */
let stored;
/** @type {ReturnType<typeof createPreferences>} */
let preferences;
/** @type {string[]} */
let heard;

const storage = () => /** @type {any} */ ({ getItem: (/** @type {string} */ key) => stored.get(key) ?? null, setItem: stored.set.bind(stored) });
const connected = reduce(reduce({ ...emptyState(), tab: { active: true, focused: false } }, HELLO), { type: 'LINK', link: { phase: 'CONNECTED' } });
const offered = reduce(connected, OFFER);

beforeEach(() => {
  stored = new Map();
  preferences = createPreferences(storage);
  heard = [];
  globals.document = { baseURI: 'https://crm.example/asterisk/control/console', getElementById: () => null };
});
after(() => {
  delete globals.document;
});

test('given choices, when the page is opened again, then they hold, and what is stored in another shape is not believed', () => {
  preferences.change({ tone: 'SOFT', volume: 0.2, pop: 'RING' });
  assert.deepEqual(createPreferences(storage).now, { ...preferences.now, tone: 'SOFT', volume: 0.2, pop: 'RING' });
  for (const text of ['{"volume": 7, "pop": "NEVER", "keys": 3, "notify": "yes"}', 'nonsense', 'null']) {
    stored.set('asterisk.preferences', text);
    const { volume, pop, notify, keys } = createPreferences(storage).now;
    assert.deepEqual({ volume, pop, notify, answer: keys.answer }, { volume: 0.5, pop: 'CLICK', notify: false, answer: 'Alt+A' });
  }
});

test('given a browser without storage, then choices hold until the page is left', () => {
  const forgetful = createPreferences(() => { throw new Error('storage is switched off'); });
  forgetful.change({ tone: 'SILENT' });
  assert.equal(forgetful.now.tone, 'SILENT');
});

/** @type {[string, State, boolean][]} */
const BELL = [
  ['nobody waits', connected, false],
  ['somebody waits', offered, true],
  ['somebody waits, and we lost the server, which may know better', reduce(offered, { type: 'LINK', link: { phase: 'WAITING' } }), false],
  ['a colleague took the call', reduce(offered, TAKEN), false],
  ['my own claim is being decided', reduce(offered, { type: 'CLAIMING', callId: OFFER.callId }), false],
  ['I talk to somebody', reduce(reduce(connected, { ...CALL, callId: 'pbx:other' }), OFFER), false],
  ['somebody waits, and another tab rings', { ...offered, tab: { active: false, focused: false } }, false],
  ['my last call has ended', reduce(reduce(connected, { ...CALL, callId: 'pbx:other', state: 'ENDED' }), OFFER), true],
];
BELL.forEach(([when, state, rings]) => test(`when ${when}, then it ${rings ? 'rings' : 'does not ring'}`, () => {
  assert.equal(shouldRing(state), rings);
}));

function player() {
  return /** @type {any} */ ({
    audible: true,
    unlock: async () => heard.push('unlocked'),
    play: (/** @type {any} */ tone, /** @type {number} */ volume) => heard.push(`rings at ${volume}`),
    stop: () => heard.push('stops'),
  });
}

/**
 * @param {FakeWorld} world
 * @param {() => boolean} [awake]
 */
const ringerOf = (world, awake = () => true) => createRinger(preferences, player(), awake, { later: world.later, cancel: world.cancel });

test('given a waiting call, when it is gone, then the bell stops at once and stays silent', () => {
  const world = new FakeWorld();
  const bell = ringerOf(world);
  bell.follow(offered);
  world.pass(3000);
  bell.follow(reduce(offered, TAKEN));
  world.pass(60_000);
  assert.deepEqual(heard, ['rings at 0.5', 'rings at 0.5', 'stops']);
});

test('given a ringing bell, when the user chooses silence, then it is silent, and rings again with the next choice', () => {
  const world = new FakeWorld();
  const bell = ringerOf(world);
  bell.follow(offered);
  preferences.change({ tone: 'SILENT' });
  world.pass(10_000);
  preferences.change({ tone: 'SOFT', volume: 1 });
  world.pass(1000);
  assert.deepEqual(heard, ['rings at 0.5', 'rings at 1']);
});

test('given a ringing bell, when the page has slept, then it does not ring for who may be gone', () => {
  const world = new FakeWorld();
  let awake = true;
  ringerOf(world, () => awake).follow(offered);
  awake = false;
  world.pass(60_000);
  assert.deepEqual(heard, ['rings at 0.5']);
});

test('given a browser that keeps pages silent, when the user tests the tone, then the sound is unlocked first', async () => {
  await ringerOf(new FakeWorld()).test();
  assert.deepEqual(heard, ['unlocked', 'rings at 0.5']);
});

/** @param {Partial<import('../../../webapp/asterisk/js/offers/desktopNotifications.js').Desktop>} desktop */
function notifies(desktop) {
  preferences.change({ notify: true });
  return createDesktopNotifications(preferences, {
    allowed: () => true, ask: async () => true,
    show: (callId, title, body, answer) => heard.push(`show ${callId} ${title} | ${body} | ${answer}`),
    close: (callId) => heard.push(`close ${callId}`),
    ...desktop,
  }, (key) => `<${key}>`);
}

test('given a page in the background, when a call comes and goes, then it is on the desktop as long, once', () => {
  const notify = notifies({});
  notify(offered, connected);
  notify(reduce(offered, HELLO), offered);
  const gone = reduce(offered, TAKEN);
  notify(gone, offered);
  notify(reduce(gone, { type: 'EXPIRED', callId: OFFER.callId }), gone);
  assert.deepEqual(heard, ['show pbx:1000.1 Acme Ltd | Support · +49 30 123456 | <answer>', 'close pbx:1000.1']);
});

test('given a user who sees a call wait, when they turn to something else, then the desktop tells', () => {
  const notify = notifies({});
  const seen = { ...offered, tab: { active: true, focused: true } };
  notify(seen, connected);
  notify(offered, seen);
  notify(connected, offered);
  assert.deepEqual(heard, ['show pbx:1000.1 Acme Ltd | Support · +49 30 123456 | <answer>', 'close pbx:1000.1']);
});

test('given another tab that notifies, then this one shows nothing, and takes the other\'s back when that is gone', () => {
  const notify = notifies({});
  const elsewhere = { ...offered, tab: { active: false, focused: false } };
  notify(elsewhere, connected);
  assert.deepEqual(heard, []);
  notify(reduce(offered, TAKEN), elsewhere);
  assert.deepEqual(heard, ['close pbx:1000.1']);
});

test('given many calls at once, then three are on the desktop, and the next one when one of them is gone', () => {
  const notify = notifies({});
  const many = Array.from({ length: 50 }, (_, i) => ({ ...OFFER, callId: `pbx:${i}`, since: `2026-01-15T10:00:${String(i).padStart(2, '0')}.000Z` }))
    .reduce(reduce, connected);
  notify(many, connected);
  assert.deepEqual(heard.map((text) => text.split(' ').slice(0, 2).join(' ')), ['show pbx:0', 'show pbx:1', 'show pbx:2']);
  heard.length = 0;
  notify(reduce(many, { ...TAKEN, callId: 'pbx:1' }), many);
  assert.deepEqual(heard.map((text) => text.split(' ').slice(0, 2).join(' ')), ['close pbx:1', 'show pbx:3']);
});

test('given a user who looks at the page, or did not consent, then nothing is on the desktop', () => {
  notifies({})({ ...offered, tab: { active: true, focused: true } }, connected);
  notifies({ allowed: () => false })(offered, connected);
  const notify = notifies({});
  preferences.change({ notify: false });
  notify(offered, connected);
  assert.deepEqual(heard, []);
});

/** @param {Partial<KeyboardEvent>} keys */
const press = (keys) => /** @type {any} */ (Object.assign(new Event('keydown', { cancelable: true }),
  { key: 'a', code: 'KeyA', altKey: false, ctrlKey: false, shiftKey: false, metaKey: false, ...keys }));

/** @type {[Partial<KeyboardEvent>, string][]} */
const KEYS = [
  [{ altKey: true }, 'Alt+A'],
  [{ altKey: true, key: 'å' }, 'Alt+A'],
  [{ altKey: true, shiftKey: true, code: 'Digit7', key: '/' }, 'Alt+Shift+7'],
  [{ key: 'F8', code: 'F8' }, 'F8'],
  [{}, ''],
  [{ shiftKey: true, key: 'A' }, ''],
  [{ altKey: true, key: 'Tab', code: 'Tab' }, ''],
];
KEYS.forEach(([keys, name]) => test(`given the keys ${JSON.stringify(keys)}, then they are ${name || 'no shortcut'}`, () => {
  assert.equal(combination(press(keys)), name);
}));

test('given shortcuts, when one is pressed, then it is done once, not typed, and not at all where the user switched them off', () => {
  const page = new EventTarget();
  listenForShortcuts(preferences, { answer: () => heard.push('answer') }, page);
  const event = press({ altKey: true });
  page.dispatchEvent(event);
  page.dispatchEvent(press({}));
  page.dispatchEvent(press({ altKey: true, repeat: true }));
  assert.ok(event.defaultPrevented);
  preferences.change({ keys: { ...preferences.now.keys, answer: 'F8' } });
  page.dispatchEvent(press({ altKey: true }));
  page.dispatchEvent(press({ key: 'F8', code: 'F8' }));
  preferences.change({ shortcuts: false });
  page.dispatchEvent(press({ key: 'F8', code: 'F8' }));
  assert.deepEqual(heard, ['answer', 'answer']);
});

test('given the choice to open pages at the ring, then one known caller opens one tab, and strangers and repeated news none', () => {
  preferences.change({ pop: 'RING' });
  const pop = createScreenPop(preferences, (url, tab) => { heard.push(`${tab} ${url}`); return null; });
  const store = createStore((state, before) => pop.follow({ ...state, tab: connected.tab }, before));
  store.apply(OFFER);
  store.apply({ ...HELLO, calls: [OFFER] });
  store.apply({ ...OFFER, callId: 'pbx:2', parties: [] });
  assert.deepEqual(heard, ['asterisk-caller https://crm.example/partymgr/control/viewprofile?partyId=ACME']);
  store.apply({ ...OFFER, again: AGAIN });
  assert.equal(heard.length, 2);
});

test('given the choice of the answer or the click, then nothing opens at the ring, and at the click only what was chosen', () => {
  const pop = createScreenPop(preferences, (url, tab) => { heard.push(`${tab} ${url}`); return null; });
  pop.follow(offered, connected);
  pop.prepare();
  assert.deepEqual(heard, []);
  preferences.change({ pop: 'ANSWER' });
  pop.follow(offered, connected);
  pop.prepare();
  assert.deepEqual(heard, ['_blank ']);
});
