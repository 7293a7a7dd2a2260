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
import { createFavicon } from '../../../webapp/asterisk/js/offers/favicon.js';
import { emptyState } from '../../../webapp/asterisk/js/state/store.js';
import { OFFER } from './messages.js';

/** A page whose icons are texts, and time that the test moves. */
function tab() {
  /** @type {(() => void)[]} */
  let later = [];
  const icons = /** @type {{href: string}[]} */ ([]);
  let drawn = '';
  const context = { beginPath() {}, arc() {}, fill() {}, fillText: (/** @type {string} */ text) => { drawn = text; } };
  const counts = { drawings: 0 };
  const page = {
    head: { append: (/** @type {{href: string}} */ icon) => icons.push(icon) },
    createElement: (/** @type {string} */ name) => (name === 'link' ? { href: '', remove() { icons.splice(icons.indexOf(this), 1); } }
      : { getContext: () => context, toDataURL: () => { counts.drawings += 1; return drawn; } }),
  };
  const show = createFavicon(/** @type {any} */ (page), (task) => later.push(task));
  return {
    counts,
    icons: () => icons.map((icon) => icon.href),
    /** @param {number} count */
    wait: (count) => show({ ...emptyState(), offers: Array.from({ length: count }, (any, i) => ({ ...OFFER, callId: `pbx:${i}` })) }),
    pass: () => {
      const due = later;
      later = [];
      due.forEach((task) => task());
    },
  };
}

test('given calls that come at once, then the icon is drawn once, with as many as it has room for', () => {
  const page = tab();
  for (let count = 1; count <= 50; count += 1) {
    page.wait(count);
  }
  assert.deepEqual(page.icons(), []);
  page.pass();
  assert.deepEqual(page.icons(), ['9+']);
  assert.equal(page.counts.drawings, 1);
  page.wait(2);
  page.pass();
  assert.deepEqual(page.icons(), ['2']);
  page.wait(0);
  page.pass();
  assert.deepEqual(page.icons(), [], "the page's own");
});
