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
import { BrowserOfPages } from './browserOfPages.js';
import { HELLO, OFFER } from './messages.js';

/** @type {BrowserOfPages} */
let browser;

beforeEach(() => {
  browser = new BrowserOfPages();
});

test('given many messages at once, then a page sees the first at once and the rest together in the next frame', () => {
  const page = browser.open();
  browser.says(HELLO);
  const before = page.shown.length;
  for (let i = 1; i <= 50; i += 1) {
    browser.world.socket.says({ ...OFFER, callId: `pbx:${i}` });
  }
  browser.deliver();
  assert.deepEqual(page.shown.slice(before).map((state) => state.offers.length), [1, 50]);
});

test('given messages that keep coming, then a page sees the first at once, ten times a second what has come, and soon the last', () => {
  const page = browser.open();
  browser.says(HELLO);
  browser.pass(1_000);
  const before = page.shown.length;
  for (let i = 1; i <= 100; i += 1) {
    browser.world.socket.says({ ...OFFER, callId: `pbx:${i}` });
    browser.arrive();
    assert.ok(i > 1 || page.state.offers.length === 1, 'the first');
    assert.ok(i - page.state.offers.length <= 10, `${page.state.offers.length} of ${i} are seen`);
    browser.world.pass(10);
  }
  browser.deliver();
  assert.equal(page.state.offers.length, 100);
  const states = page.shown.length - before;
  assert.ok(states >= 10 && states <= 15, `${states} states in a second`);
  browser.pass(1_000);
  browser.world.socket.says({ ...OFFER, callId: 'pbx:101' });
  browser.arrive();
  assert.equal(page.state.offers.length, 101, 'at once, as the burst is over');
});

test('given a change that waits for its frame, when a request is answered, then the page hears of the change first', async () => {
  const page = browser.open();
  browser.says(HELLO);
  const answered = page.client.request('GURL', { callId: OFFER.callId });
  browser.deliver();
  const { id } = browser.world.socket.sent.at(-1);
  page.heard.length = 0;
  browser.world.socket.says(OFFER);
  browser.world.socket.says({ ...OFFER, callId: 'pbx:2' });
  browser.world.socket.says({ type: 'URL', re: id, callId: OFFER.callId, url: '/known' });
  await new Promise((done) => { setImmediate(done); });
  browser.deliver();
  await answered;
  assert.deepEqual(page.heard, ['STATE', 'STATE', 'ANSWER']);
});
