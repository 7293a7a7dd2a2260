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
import { setText } from '../../../webapp/asterisk/js/common/dom.js';
import { inParts } from '../../../webapp/asterisk/js/common/inParts.js';
import { whileSeen } from '../../../webapp/asterisk/js/common/whileSeen.js';

/** A list of rows, and frames that the test draws. */
function list() {
  /** @type {(() => void)[]} */
  let frames = [];
  /** @type {string[]} */
  const shown = [];
  const world = { isHidden: false };
  const show = inParts((/** @type {string[]} */ rows) => shown.push(rows.join('')), (row) => row,
    { nextFrame: (task) => frames.push(task), hidden: () => world.isHidden });
  return Object.assign(world, {
    shown,
    show: (/** @type {string} */ rows) => show([...rows]),
    frame: () => {
      const due = frames;
      frames = [];
      due.forEach((task) => task());
      return due.length;
    },
  });
}

test('given a page of new rows, then the first are there at once, and some more in each frame', () => {
  const rows = list();
  rows.show('abcdefghijklmnop');
  assert.deepEqual(rows.shown, ['abcdef']);
  rows.frame();
  rows.frame();
  assert.deepEqual(rows.shown, ['abcdef', 'abcdefghijkl', 'abcdefghijklmnop']);
  assert.equal(rows.frame(), 0, 'nothing is left to do');
});

test('given rows of which some are still to come, when newer ones come, then these are first, and rows that are shown stay', () => {
  const rows = list();
  rows.show('abcdefghi');
  rows.show('xyabcdefghi');
  assert.deepEqual(rows.shown.at(-1), 'xyabcdefghi');
  rows.show('12345678abcdefghi');
  assert.deepEqual(rows.shown.at(-1), '123456abcdefghi');
  rows.frame();
  assert.deepEqual(rows.shown.at(-1), '12345678abcdefghi', 'in one frame, though two were asked for');
  assert.equal(rows.frame(), 0);
});

test('given a page that nobody sees, when rows come, then all are shown: no frame will come', () => {
  const rows = list();
  rows.isHidden = true;
  rows.show('abcdefghijklmnop');
  assert.deepEqual(rows.shown, ['abcdefghijklmnop']);
});

test('given a row out of view, when its time counts on, then it is written no more until it comes into view', () => {
  const row = new EventTarget();
  let written = 0;
  const tick = whileSeen(row, () => { written += 1; });
  const comes = (/** @type {boolean} */ skipped) => row.dispatchEvent(Object.assign(new Event('contentvisibilityautostatechange'), { skipped }));
  tick();
  assert.equal(written, 1, 'a browser that has said nothing draws it');
  comes(true);
  tick();
  assert.equal(written, 1);
  comes(false);
  assert.equal(written, 2, 'at once');
  tick();
  assert.equal(written, 3);
});

/**
 * An element that notes how its text is written.
 *
 * @param {string} text
 * @param {string[]} attributes
 */
function element(text, attributes = []) {
  /** @type {string[]} */
  const written = [];
  const node = { nodeType: 3, get nodeValue() { return text; }, set nodeValue(value) { written.push(`changed to ${value}`); } };
  return {
    written, hidden: false, firstChild: text ? node : null, lastChild: text ? node : null,
    hasAttribute: (/** @type {string} */ name) => attributes.includes(name),
    get textContent() { return text; }, set textContent(value) { written.push(`replaced by ${value}`); },
  };
}

test('given a text that differs, then it is changed in place, and replaced where a screen reader reads what is added', () => {
  /** @type {[string, string, string[], string[]][]} */
  const cases = [['1', '2', [], ['changed to 2']], ['1', '1', [], []], ['', '2', [], ['replaced by 2']], ['1', '', [], ['replaced by ']],
    ['1', '2', ['role'], ['replaced by 2']], ['1', '1', ['role'], []]];
  cases.forEach(([before, after, attributes, expected]) => {
    const shown = element(before, attributes);
    setText(/** @type {any} */ (shown), after);
    assert.deepEqual(shown.written, expected, `${before} ${after} ${attributes}`);
    assert.equal(shown.hidden, after === '');
  });
});
