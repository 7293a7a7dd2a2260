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
import { asServerShows } from '../../../webapp/asterisk/js/dialing/dialField.js';

const typed = (/** @type {string} */ number) => ({ kind: 'RECENT', name: '', number, display: number, direction: 'OUTBOUND' });
const call = (/** @type {string} */ direction, /** @type {string} */ number, /** @type {string} */ display) => /** @type {any} */ (
  { direction, party: { number, display, name: '', parties: [] } });
const shown = (/** @type {string} */ number, /** @type {any[]} */ ...calls) => asServerShows(/** @type {any} */ (typed(number)), calls).display;

test('a typed number is shown as everywhere once its call is known', () => {
  assert.equal(shown('05550 092', call('OUTBOUND', '+3725550092', '+372 5550 092')), '+372 5550 092');
});

test('the number of another call, or an extension, changes nothing', () => {
  assert.equal(shown('5550092', call('OUTBOUND', '+3725551234', '+372 5551 234'), call('INBOUND', '+3725550092', '+372 5550 092')), '5550092');
  assert.equal(shown('1002', call('OUTBOUND', '+3725551002', '+372 5551 002')), '1002');
});
