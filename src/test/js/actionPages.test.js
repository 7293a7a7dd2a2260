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
import { createPageOpener } from '../../../webapp/asterisk/js/actionPages/actionPages.js';
import { emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';

/** @param {Partial<{callId: string, url: string, panel: boolean}>} fields */
const open = (fields) => /** @type {const} */ ({ type: 'OPEN', callId: 'pbx:1', url: 'https://crm.example.com/1', panel: false, ...fields });

test('given pages of call actions, then the last one of a call and place stays until it is closed', () => {
  const first = reduce(emptyState(), open({}));
  const both = reduce(reduce(first, open({ panel: true })), open({ url: 'https://crm.example.com/2' }));
  assert.deepEqual(both.opened.map(({ url, panel, number }) => [url, panel, number]),
    [['https://crm.example.com/1', true, 2], ['https://crm.example.com/2', false, 3]]);
  assert.deepEqual(reduce(both, { type: 'OPENED_CLOSED', number: 2 }).opened.map(({ number }) => number), [3]);
  const many = ['a', 'b', 'c', 'd', 'e'].reduce((state, callId) => reduce(state, open({ callId })), emptyState());
  assert.deepEqual(many.opened.map(({ callId }) => callId), ['b', 'c', 'd', 'e']);
});

test('given a page, then the active tab opens it once, and nothing but web addresses outside of the console', () => {
  /** @type {string[]} */
  const opened = [];
  const follow = createPageOpener((url) => opened.push(url));
  const active = { ...emptyState(), tab: { active: true, focused: true } };
  const next = reduce(active, open({}));
  follow(next, active);
  follow(reduce(next, { type: 'SAVED' }), next);
  const idle = { ...emptyState(), tab: { active: false, focused: false } };
  follow(reduce(idle, open({})), idle);
  follow(reduce(active, open({ panel: true })), active);
  follow(reduce(active, open({ url: 'javascript:alert(1)' })), active);
  assert.deepEqual(opened, ['https://crm.example.com/1']);
});
