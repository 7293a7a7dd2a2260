/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPainter } from '../../../webapp/asterisk/js/painter.js';
import { emptyState } from '../../../webapp/asterisk/js/store.js';

/** A page with one view that notes what it shows. */
function page() {
  /** @type {(() => void)[]} */
  let frames = [];
  /** @type {string[]} */
  const shown = [];
  const world = { isHidden: false, shown,
    /** @type {import('../../../webapp/asterisk/js/types.js').LinkPhase} */
    phase: 'CONNECTING',
    frame: () => {
      const due = frames;
      frames = [];
      due.forEach((task) => task());
    } };
  const changed = createPainter(() => ({ ...emptyState(), link: { phase: world.phase } }), [(state) => shown.push(state.link.phase)],
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
