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
import { warnOfLogOut } from '../../../webapp/asterisk/js/calls/logOutWarning.js';
import { emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';
import { CALL, HELLO } from './messages.js';

/** @import {Change} from '../../../webapp/asterisk/js/state/types.js' */

/**
 * Clicks once, and tells what was asked and whether the click went on.
 *
 * @param {Change[]} changes  of the state before it
 * @param {boolean} onLogOut
 * @param {boolean} agrees
 */
function click(changes, onLogOut, agrees) {
  const state = changes.reduce(reduce, emptyState());
  /** @type {string[]} */
  const asked = [];
  let went = true;
  /** @type {any} */
  let listener;
  warnOfLogOut(() => state, (key, values) => `${key} ${values?.name ?? ''}`, {
    page: { addEventListener: (/** @type {any} */ name, /** @type {any} */ heard) => {
      listener = name === 'click' ? heard : listener;
    } },
    agree(question) {
      asked.push(question);
      return agrees;
    },
  });
  listener({
    target: { closest: () => (onLogOut ? {} : null) }, stopPropagation() {}, preventDefault() {
      went = false;
    },
  });
  return { asked, went };
}

test('given a call, when the user logs out, then the page asks and the answer decides', () => {
  const { asked, went } = click([HELLO, CALL], true, false);
  assert.equal(asked.length, 1);
  assert.match(asked[0], /^logOutInCall ./);
  assert.equal(went, false);
  assert.equal(click([HELLO, CALL], true, true).went, true);
});

test('given no call, or another click, then nothing is asked', () => {
  assert.deepEqual(click([HELLO], true, false), { asked: [], went: true });
  assert.deepEqual(click([HELLO, { ...CALL, state: 'ENDED' }], true, false), { asked: [], went: true });
  assert.deepEqual(click([HELLO, CALL], false, false), { asked: [], went: true });
});
