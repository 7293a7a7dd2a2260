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
import { internationalIn, numberIn } from '../../../webapp/asterisk/js/island/numbers.js';
import { CORNER, beside, boxOf, inside, overlap } from '../../../webapp/asterisk/js/island/position.js';

const VIEW = { width: 1200, height: 800 };
const SIZE = { width: 300, height: 150 };

/** @type {[string, string][]} */
const NUMBERS = [
  ['\n          1\n          801-555-5555\n ', '1 801-555-5555'],
  ['372 555 1234', '372 555 1234'],
  ['+49 (0)30 / 123456-7', '+49 (0)30 / 123456-7'],
  ['Phone: 0171.2345678 ext 5', '0171.2345678'],
  ['2026-01-15', ''],
  ['(Updated:\u00a02001-05-13 00:00:00.000)', ''],
  ['2019-12-31 23:59:59.0 801-555-5555', '801-555-5555'],
  ['7020-10-30', '7020-10-30'],
  ['42', ''],
  ['no number', ''],
  ['', ''],
];
NUMBERS.forEach(([text, number]) => test(`given "${text.trim()}" where a number is expected, then it is ${number || 'none'}`, () => {
  assert.equal(numberIn(text), number);
}));

/** @type {[string, string][]} */
const ANYWHERE = [
  ['please call +372 555 1234 today', '+372 555 1234'],
  ['2026-01-15 10:00 order 1000123456', ''],
  ['price 1 234 567.00', ''],
  ['1+23456789', ''],
  ['+12', ''],
  ['+1234567890123456789012', ''],
];
ANYWHERE.forEach(([text, number]) => test(`given "${text}" anywhere, then the number in it is ${number || 'none'}`, () => {
  assert.equal(internationalIn(text), number);
}));

test('given a window that became smaller, then the island is inside of it as a whole, and back in its place when there is room', () => {
  const place = { right: 800, bottom: 600 };
  assert.deepEqual(inside(place, SIZE, { width: 320, height: 400 }), { right: 20, bottom: 250 });
  assert.deepEqual(inside({ right: -5, bottom: -5 }, SIZE, VIEW), { right: 0, bottom: 0 });
  assert.deepEqual(inside(place, SIZE, VIEW), place);
});

/** @type {[string, import('../../../webapp/asterisk/js/island/position.js').Box][]} */
const FIELDS = [
  ['a line at the bottom', { left: 100, right: 1190, top: 700, bottom: 740 }],
  ['a large text on the right', { left: 700, right: 1200, top: 100, bottom: 800 }],
  ['a field right in the corner', { left: 1000, right: 1200, top: 760, bottom: 800 }],
  ['a column down the page', { left: 850, right: 1150, top: 0, bottom: 800 }],
];
FIELDS.forEach(([field, box]) => test(`given ${field}, when it is written in, then the island is beside it and in the window`, () => {
  const place = beside(CORNER, SIZE, VIEW, box);
  assert.equal(overlap(boxOf(place, SIZE, VIEW), box), false);
  assert.deepEqual(inside(place, SIZE, VIEW), place);
}));

test('given a field far away, then the island stays; given one as large as the window, then it can do no better', () => {
  assert.deepEqual(beside(CORNER, SIZE, VIEW, { left: 0, right: 100, top: 0, bottom: 30 }), CORNER);
  assert.deepEqual(beside(CORNER, SIZE, VIEW, { left: 0, right: 1200, top: 0, bottom: 800 }), CORNER);
});
