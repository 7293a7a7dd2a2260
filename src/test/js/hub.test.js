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
import { createDesktopNotifications } from '../../../webapp/asterisk/js/offers/desktopNotifications.js';
import { newOffers, shouldRing } from '../../../webapp/asterisk/js/state/offers.js';
import { BrowserOfPages } from './browserOfPages.js';
import { CALL, HELLO, OFFER, TAKEN } from './messages.js';

/** @type {BrowserOfPages} */
let browser;

beforeEach(() => {
  browser = new BrowserOfPages();
});

/** @param {any} message */
const says = (message) => browser.says(message);
/** @param {{state: import('../../../webapp/asterisk/js/state/types.js').State}} page */
const rings = (page) => shouldRing(page.state);

test('given five pages of one browser, then the server sees one socket, and each page each change', () => {
  const pages = [1, 2, 3, 4, 5].map(() => browser.open());
  says(HELLO);
  says(OFFER);
  assert.equal(browser.world.sockets.length, 1);
  pages.forEach((page) => assert.equal(page.state.offers[0].callId, OFFER.callId));
  says(TAKEN);
  pages.forEach((page) => assert.equal(page.state.offers[0].over?.outcome, 'CLAIMED'));
});

test('given two pages, when one answers, then the other sees it being claimed, claimed, or refused in words', async () => {
  const [one, other] = [browser.open(), browser.open()];
  says(HELLO);
  says(OFFER);
  one.client.apply({ type: 'CLAIMING', callId: OFFER.callId });
  assert.equal(one.state.offers[0].claiming, true, 'at once where it was pressed');
  browser.deliver();
  assert.equal(other.state.offers[0].claiming, true);
  one.client.apply({ type: 'CLAIM_REFUSED', callId: OFFER.callId, message: 'Bob was faster' });
  browser.deliver();
  assert.equal(other.state.offers[0].refusal, 'Bob was faster');
  one.client.apply({ type: 'CLAIMING', callId: OFFER.callId });
  one.client.apply({ type: 'CLAIMED', callId: OFFER.callId });
  browser.deliver();
  assert.equal(other.state.calls[0].callId, OFFER.callId);
});

test('given a change of mine under way, when news of the server overtakes it, then my change stays shown', () => {
  const page = browser.open();
  says(HELLO);
  says(OFFER);
  page.client.apply({ type: 'CLAIMING', callId: OFFER.callId });
  browser.world.socket.says({ ...OFFER, callId: 'pbx:2' });
  browser.deliver();
  page.shown.filter((state) => state.offers.length === 2)
    .forEach((state) => assert.equal(state.offers.find((offer) => offer.callId === OFFER.callId)?.claiming, true));
  assert.equal(page.state.offers.length, 2);
});

test('given requests of two pages, when the server answers in another order, then each gets its own answer', async () => {
  const [one, other] = [browser.open(), browser.open()];
  says(HELLO);
  const first = one.client.request('GURL', { callId: 'a' });
  const second = other.client.request('RD', { callId: 'b' });
  browser.deliver();
  const [gurl, rd] = browser.world.socket.sent;
  assert.deepEqual([gurl.type, gurl.callId, rd.type], ['GURL', 'a', 'RD']);
  says({ type: 'ERROR', re: rd.id, code: 'CALL_TAKEN', message: 'Bob was faster' });
  says({ type: 'URL', re: gurl.id, parties: [], url: '/x' });
  await Promise.resolve().then(() => {});
  setImmediate(() => browser.deliver());
  await assert.rejects(second, { code: 'CALL_TAKEN', message: 'Bob was faster' });
  assert.equal((await first).url, '/x');
});

test('given a request, when the server never answers, then it fails, and the page does not wait for ever', async () => {
  const page = browser.open();
  says(HELLO);
  const request = assert.rejects(page.client.request('RD', { callId: 'b' }), { code: 'SILENT' });
  browser.pass(15_000);
  await request;
});

test('given several tabs, then one rings: the one touched last, else the oldest, and the next when it is closed', () => {
  const [one, two, three] = [browser.open(), browser.open(), browser.open()];
  says(HELLO);
  says(OFFER);
  assert.deepEqual([one, two, three].map(rings), [true, false, false]);
  browser.pass(2_000);
  two.client.focus(true);
  browser.deliver();
  assert.deepEqual([one, two, three].map(rings), [false, true, false]);
  browser.pass(2_000);
  three.client.focus(true);
  browser.deliver();
  assert.deepEqual([one, two, three].map(rings), [false, false, true]);
  three.client.leave();
  browser.deliver();
  assert.deepEqual([one, two].map(rings), [false, true]);
});

test('given the tab that rings, when it freezes or crashes, then another rings within seconds, and nothing is kept of it', () => {
  const [one, two] = [browser.open(), browser.open()];
  says(HELLO);
  says(OFFER);
  one.frozen = true;
  browser.pass(20_000);
  assert.equal(rings(two), true);
  assert.equal(browser.hub.pages.count, 1);
});

test('given a frozen tab, when it wakes, then it never rings for a caller who went meanwhile', () => {
  const page = browser.open();
  browser.open();
  says(HELLO);
  page.frozen = true;
  says(OFFER);
  browser.pass(30_000);
  says(TAKEN);
  page.shown = [];
  page.thaw();
  browser.deliver();
  assert.ok(page.shown.length > 0);
  assert.ok(page.shown.every((state) => !shouldRing(state)));
  assert.equal(page.state.offers.some((offer) => !offer.over), false);
});

test('given a machine that slept, when it wakes, then nothing rings before the server has spoken anew', () => {
  const page = browser.open();
  says(HELLO);
  says(OFFER);
  assert.equal(rings(page), true);
  browser.world.time += 3_600_000;
  page.shown = [];
  browser.pass(1_000);
  assert.equal(browser.world.sockets.length, 2, 'the old socket may be dead');
  assert.ok(page.shown.every((state) => !shouldRing(state)));
  says(HELLO);
  assert.deepEqual(page.state.offers, []);
  says(OFFER);
  assert.equal(rings(page), true);
});

test('given a hidden tab whose timers are held back, when pings come, then it need not ask for the state', () => {
  const page = browser.open();
  says(HELLO);
  const shown = page.shown.length;
  browser.pass(120_000);
  assert.equal(page.shown.length, shown);
});

test('given a page put away by the browser, when the user comes back to it, then it shows what is, not what was', () => {
  const [one, two] = [browser.open(), browser.open()];
  says(HELLO);
  says(OFFER);
  one.client.leave();
  browser.deliver();
  assert.equal(browser.hub.pages.count, 1);
  says(TAKEN);
  one.client.join();
  browser.deliver();
  assert.equal(one.state.offers[0].over?.outcome, 'CLAIMED');
  assert.equal(rings(two), false);
});

test('given a page that joins others, then what they have told is no news to it, and what comes next is', () => {
  browser.open();
  says(HELLO);
  says(OFFER);
  const late = browser.open();
  const told = late.shown.flatMap((state, index) => newOffers(state, late.shown[index - 1] ?? state));
  assert.deepEqual(told, []);
  says({ ...OFFER, callId: 'pbx:2' });
  assert.deepEqual(newOffers(late.state, late.shown[late.shown.length - 2]).map((offer) => offer.callId), ['pbx:2']);
});

test('given two pages that nobody looks at, then one notification is shown; given one that is looked at, none', () => {
  /** @type {string[]} */
  const desktop = [];
  const notifiers = [browser.open(), browser.open()].map((page, index) => {
    const notify = createDesktopNotifications(/** @type {any} */ ({ now: { notify: true } }), {
      allowed: () => true, ask: async () => true,
      show: (callId) => desktop.push(`${index} ${callId}`), close: (callId) => desktop.push(`${index} closes ${callId}`),
    }, (key) => key);
    page.client.changed = notify;
    return page;
  });
  says(HELLO);
  says(OFFER);
  assert.deepEqual(desktop, ['0 pbx:1000.1']);
  browser.pass(2_000);
  notifiers[1].focused = true;
  notifiers[1].client.focus(true);
  browser.deliver();
  says({ ...OFFER, callId: 'pbx:2' });
  says(TAKEN);
  assert.deepEqual(desktop, ['0 pbx:1000.1', '1 closes pbx:1000.1']);
});

test('given a log-out in one tab, then every tab knows at once, and keeps nothing of the user', () => {
  const [one, two] = [browser.open('anna'), browser.open('anna')];
  says(HELLO);
  says(OFFER);
  one.client.apply({ type: 'HISTORY', part: 'FIRST', calls: [], next: null, lookedBackTo: null });
  browser.pass(10_000);
  browser.world.socket.closes(4401);
  browser.deliver();
  for (const page of [one, two]) {
    assert.equal(page.state.link.phase, 'SIGNED_OUT');
    assert.deepEqual([page.state.user, page.state.offers, page.state.history.calls], [null, [], null]);
  }
  assert.equal(browser.world.sockets.length, 1);
});

test('given a log-out, when the page of the next log-in comes, also before the close of the old socket is heard, then it connects', () => {
  browser.open('anna');
  says(HELLO);
  browser.pass(10_000);
  browser.open('anna');
  browser.world.socket.closes(4401);
  assert.equal(browser.world.sockets.length, 2);
  browser.world.socket.closes(4401);
  assert.equal(browser.world.sockets.length, 2, 'but not for ever');
  browser.open('anna');
  assert.equal(browser.world.sockets.length, 3);
});

test('given a page of another user, when it comes, then the connection of the older user is not used', () => {
  const old = browser.open('anna');
  says(HELLO);
  says(CALL);
  const page = browser.open('bob');
  assert.equal(browser.world.sockets.length, 2);
  says({ ...HELLO, user: { userLoginId: 'bob', partyId: 'BOB', name: 'Bob' } });
  for (const { state } of [old, page]) {
    assert.deepEqual([state.user?.userLoginId, state.calls], ['bob', []]);
  }
});

test('given a page in another language, when it comes, then the server is asked for its words in that one', () => {
  browser.open('anna', 'en');
  says({ ...HELLO, language: 'en-US' });
  browser.open('anna', 'en');
  browser.open('anna');
  assert.equal(browser.world.sockets.length, 1, 'the same language, or none in particular');
  browser.open('anna', 'de');
  assert.equal(browser.world.sockets.length, 2);
});

test('given a console replaced elsewhere, when a page without its own will comes, then it stays so until the user takes it back', () => {
  const page = browser.open();
  says(HELLO);
  browser.world.socket.closes(4409);
  browser.open();
  assert.equal(browser.world.sockets.length, 1);
  page.client.connect();
  browser.deliver();
  assert.equal(browser.world.sockets.length, 2);
});

test('given a lost connection and a long pause, when the user looks at a page again, then it is tried at once', () => {
  const page = browser.open();
  says(HELLO);
  browser.world.socket.closes(1006);
  page.focused = true;
  page.client.focus(false);
  browser.deliver();
  assert.equal(browser.world.sockets.length, 2);
});

test('given offers and calls that are over, when their time has passed, then they fade once for all pages', () => {
  const pages = [browser.open(), browser.open(), browser.open()];
  says(HELLO);
  says(OFFER);
  says(TAKEN);
  const shown = pages[0].shown.length;
  browser.pass(10_000);
  assert.equal(pages[0].shown.length, shown + 1);
  pages.forEach((page) => assert.deepEqual(page.state.offers, []));
});
