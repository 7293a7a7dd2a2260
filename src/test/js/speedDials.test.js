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
import { moved } from '../../../webapp/asterisk/js/team/dialOrder.js';

/**
 * @param {string} speedDialId
 * @param {string} groupId
 * @param {boolean} editable
 */
const dial = (speedDialId, groupId = '', editable = true) => ({ speedDialId, groupId, editable, label: speedDialId, number: '1', display: '1' });
const DIALS = [dial('a'), dial('b'), dial('c'), dial('x', 'SUPPORT', false), dial('y', 'SUPPORT', false)];
const order = (/** @type {ReturnType<typeof moved>} */ dials) => dials.map(({ speedDialId }) => speedDialId).join('');

test('given speed dials, when one is moved, then it takes the place of the other, up and down', () => {
  assert.equal(order(moved(DIALS, 'a', 'c')), 'bcaxy');
  assert.equal(order(moved(DIALS, 'c', 'a')), 'cabxy');
  assert.equal(order(moved(DIALS, 'b', 'a')), 'bacxy');
});

test('given lists of others, when a speed dial is moved there, or may not be changed, then nothing moves', () => {
  for (const [id, target] of [['a', 'x'], ['x', 'y'], ['a', 'a'], ['a', 'none'], ['none', 'a']]) {
    assert.equal(moved(DIALS, id, target), DIALS);
  }
});
