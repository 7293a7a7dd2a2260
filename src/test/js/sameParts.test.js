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
import { sameParts } from '../../../webapp/asterisk/js/common/sameParts.js';
import { BrowserOfPages } from './browserOfPages.js';
import { HELLO, OFFER } from './messages.js';

test('given a copy in which a part differs, then only what leads to it is new', () => {
  const before = { team: [{ name: 'Mari', with: null }, { name: 'Peeter', with: null }], offers: [], agent: null };
  const after = structuredClone(before);
  after.team[1].name = 'Liis';

  const found = sameParts(before, after);

  assert.deepEqual(found, after);
  assert.equal(found.team[0], before.team[0]);
  assert.notEqual(found.team[1], before.team[1]);
  assert.equal(found.offers, before.offers);
  assert.equal(sameParts(before, structuredClone(before)), before);
});

test('given something that is longer, shorter, or of another kind, then it is as it is now', () => {
  /** @type {[unknown, unknown][]} */
  const cases = [[[1, 2], [1]], [[1], [1, 2]], [{}, []], [[], {}], [{ a: 1 }, { b: 1 }], [{ a: undefined }, { b: undefined }], [null, {}], [{}, null],
    [undefined, 1], [{ a: [{}] }, { a: [null] }]];
  cases.forEach(([before, after]) => {
    assert.deepEqual(sameParts(before, after), after);
    assert.notEqual(sameParts(before, after), before);
  });
});

test('given a page that knows the state, when a call arrives, then it is sent the calls only, and all when it asks again', () => {
  const browser = new BrowserOfPages();
  const page = browser.open();
  browser.says(HELLO);
  const { groups } = page.state;
  page.sent.length = 0;

  browser.says(OFFER);

  assert.deepEqual(page.sent.map((state) => Object.keys(state).sort()), [['calls', 'offers']]);
  assert.equal(page.state.groups, groups, 'not drawn again');
  assert.equal(page.state.offers.length, 1);
  page.sent.length = 0;
  page.client.join();
  browser.deliver();
  assert.ok('groups' in page.sent[0] && 'user' in page.sent[0]);
  assert.equal(browser.open().state.offers.length, 1, 'another page');
});

test('given a sleep after which the hub has forgotten a page that has not noticed, then the page is still sent what comes', () => {
  const browser = new BrowserOfPages();
  const page = browser.open();
  browser.says(HELLO);
  browser.pass(6_000);
  browser.world.time += 13_500;
  browser.pass(1_000);
  assert.equal(browser.world.sockets.length, 1, 'too short a sleep for another connection');

  browser.says(OFFER);

  assert.equal(page.state.offers.length, 1);
  assert.equal(page.state.tab.active, true, 'and it can ring');
});
