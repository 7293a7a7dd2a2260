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
import { createClock, duration, moment, timeOfDay } from '../../../webapp/asterisk/js/common/time.js';

test('given how long somebody waits, then it reads like a clock', () => {
  assert.deepEqual([-5000, 0, 999, 7_000, 65_000, 3_723_000].map(duration), ['0:00', '0:00', '0:00', '0:07', '1:05', '1:02:03']);
});

test('given a desk clock five minutes slow, when the server told its time, then waiting times are right', () => {
  const clock = createClock(() => 1_000_000);
  clock.heard(new Date(1_300_000));
  assert.equal(clock.now(), 1_300_000);
});

test('given a difference that whole seconds cannot tell from none, then the desk clock is believed', () => {
  const clock = createClock(() => 1_000_000);
  clock.heard(new Date(1_001_500));
  assert.equal(clock.now(), 1_000_000);
});

test('given a locale, then times are written its way', () => {
  const noon = new Date(2026, 0, 15, 15, 5).toISOString();
  assert.equal(timeOfDay('de')(noon), '15:05');
  assert.match(timeOfDay('en-US')(noon), /^3:05.PM$/);
});

test('given a time of another day or year, then the day is written before it, and only then', () => {
  const write = moment('en-GB', () => new Date(2026, 2, 31, 12));
  assert.equal(write(new Date(2026, 2, 31, 9, 5).toISOString()), '09:05');
  assert.equal(write(new Date(2026, 2, 30, 23, 59).toISOString()), '30 Mar, 23:59');
  assert.equal(write(new Date(2025, 2, 31, 9, 5).toISOString()), '31 Mar 2025, 09:05');
});
