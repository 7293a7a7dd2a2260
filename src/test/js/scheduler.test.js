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
    { nextFrame: (task) => frames.push(task), hidden: () => world.isHidden });
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
