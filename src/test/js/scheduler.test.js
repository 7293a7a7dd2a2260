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
import { createRenderScheduler } from '../../../webapp/asterisk/js/console/scheduler.js';
import { emptyState } from '../../../webapp/asterisk/js/state/store.js';

/** A page with one view that notes what it shows. */
function page() {
  /** @type {(() => void)[]} */
  let frames = [];
  /** @type {string[]} */
  const shown = [];
  const world = { isHidden: false, shown,
    /** @type {import('../../../webapp/asterisk/js/state/types.js').LinkPhase} */
    phase: 'CONNECTING',
    frame: () => {
      const due = frames;
      frames = [];
      due.forEach((task) => task());
    } };
  const changed = createRenderScheduler(() => ({ ...emptyState(), link: { phase: world.phase } }), [(state) => shown.push(state.link.phase)],
    { nextFrame: (task) => frames.push(task), hidden: () => world.isHidden, elapsed: () => 0 });
  return Object.assign(world, { changed });
}

test('given many changes before a frame, when it is drawn, then the last state is shown once', () => {
  const tab = page();
  tab.changed();
  tab.phase = 'CONNECTED';
  tab.changed();
  assert.deepEqual(tab.shown, []);
  tab.frame();
  tab.frame();
  assert.deepEqual(tab.shown, ['CONNECTED']);
  tab.changed();
  tab.frame();
  assert.deepEqual(tab.shown, ['CONNECTED', 'CONNECTED']);
});

test('given a page that nobody looks at, when something changes, then it is shown at once: no frame will come', () => {
  const tab = page();
  tab.isHidden = true;
  tab.changed();
  assert.deepEqual(tab.shown, ['CONNECTING']);
});

test('given a page that was left before its frame, when something changes, then it is shown all the same', () => {
  const tab = page();
  tab.changed();
  tab.isHidden = true;
  tab.changed();
  assert.deepEqual(tab.shown, ['CONNECTING']);
});

/**
 * A page whose views take so long, ms.
 *
 * @param {Record<string, number>} costs  by the name of the view
 */
function slowPage(costs) {
  /** @type {(() => void)[]} */
  let frames = [];
  let elapsed = 0;
  /** @type {string[]} */
  let shown = [];
  const views = Object.entries(costs).map(([name, ms]) => () => {
    shown.push(name);
    elapsed += ms;
  });
  const changed = createRenderScheduler(emptyState, views, { nextFrame: (task) => frames.push(task), hidden: () => false, elapsed: () => elapsed });
  return {
    changed,
    frame: () => {
      const due = frames;
      frames = [];
      shown = [];
      due.forEach((task) => task());
      return shown.join(' ');
    },
  };
}

test('given views that take longer than a frame has, when something changes, then the first are shown at once, the others soon', () => {
  const slow = slowPage({ offers: 3, customer: 4, team: 1, history: 6, tabs: 1 });
  slow.changed();
  assert.equal(slow.frame(), 'offers customer');
  assert.equal(slow.frame(), 'team history');
  assert.equal(slow.frame(), 'tabs');
  assert.equal(slow.frame(), '');
});

test('given views that wait for their frame, when changes keep coming, then all are shown in the third frame', () => {
  const slow = slowPage({ offers: 6, team: 1, history: 6, tabs: 1 });
  slow.changed();
  assert.equal(slow.frame(), 'offers');
  slow.changed();
  assert.equal(slow.frame(), 'offers');
  slow.changed();
  assert.equal(slow.frame(), 'offers team history tabs');
  slow.changed();
  assert.equal(slow.frame(), 'offers');
});
