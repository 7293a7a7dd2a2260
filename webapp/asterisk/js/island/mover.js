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
/** @import {Box, Place} from './place.js' */
import { CORNER, beside, inside } from './place.js';

const REMEMBERED = 'asterisk.island.place';
/** What one press of an arrow key moves, px; with Shift, and how little a press of the pointer must move to be one of its own. */
const STEP = 16;
const LEAP = 96;
const STILL = 4;
const ARROWS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] });
const WRITTEN_IN = 'textarea, select, [contenteditable=""], [contenteditable="true"], iframe, '
  + 'input:not([type="button"], [type="submit"], [type="reset"], [type="checkbox"], [type="radio"], [type="image"], [type="hidden"])';

/**
 * @typedef {Place & {folded: boolean}} Remembered
 * @typedef {object} Mover
 * @property {() => void} place
 * @property {(changes: Partial<Remembered>) => void} remember
 * @property {(told: (place: Remembered) => void) => void} changed  told now, and when another tab has changed it
 */

/**
 * Keeps the island where the user has put it: by dragging its grip, by its arrow keys, or by pressing it, which moves it to the next corner. It
 * gives way to the field that is written in, and comes back after.
 *
 * @param {HTMLElement} host
 * @param {HTMLElement} island
 * @param {HTMLElement} grip
 * @returns {Mover}
 */
export function createMover(host, island, grip) {
  let wanted = recall();
  /** @type {(place: Remembered) => void} */
  let listener = () => {};
  const view = () => ({ width: document.documentElement.clientWidth, height: window.innerHeight });
  const size = () => ({ width: island.offsetWidth, height: island.offsetHeight });

  function place() {
    if (island.hidden) {
      return;
    }
    const written = document.activeElement?.matches(WRITTEN_IN) ? document.activeElement.getBoundingClientRect() : null;
    const { right, bottom } = written ? beside(wanted, size(), view(), written) : inside(wanted, size(), view());
    host.style.right = `${right}px`;
    host.style.bottom = `${bottom}px`;
  }

  /** @param {Partial<Remembered>} changes */
  function remember(changes) {
    wanted = { ...wanted, ...changes };
    try {
      localStorage.setItem(REMEMBERED, JSON.stringify(wanted));
    } catch {
      // it holds until the page is left
    }
  }

  /** @param {Place} to */
  function move(to) {
    remember(inside(to, size(), view()));
    place();
  }

  drag(grip, now, move, () => move(nextCorner(now(), size(), view())));
  arrows(grip, (right, bottom) => move({ right: now().right + right, bottom: now().bottom + bottom }));
  const soon = oncePerFrame(place);
  ['focusin', 'focusout', 'input', 'scroll'].forEach((name) => document.addEventListener(name, soon, { capture: true, passive: true }));
  window.addEventListener('resize', soon);
  new ResizeObserver(soon).observe(island);
  window.addEventListener('storage', ({ key }) => {
    if (key === REMEMBERED) {
      wanted = recall();
      listener(wanted);
      place();
    }
  });

  /** Where it is now, which may be beside what is written in. */
  function now() {
    return { right: parseInt(host.style.right, 10) || 0, bottom: parseInt(host.style.bottom, 10) || 0 };
  }

  return {
    place,
    remember,
    changed(told) {
      listener = told;
      told(wanted);
    },
  };
}

/**
 * @param {HTMLElement} grip
 * @param {(right: number, bottom: number) => void} move
 */
function arrows(grip, move) {
  grip.addEventListener('keydown', (event) => {
    const arrow = ARROWS[event.key];
    if (arrow) {
      const step = event.shiftKey ? LEAP : STEP;
      event.preventDefault();
      move(arrow[0] * step, arrow[1] * step);
    }
  });
}

/**
 * @param {HTMLElement} grip
 * @param {() => Place} from
 * @param {(to: Place) => void} move
 * @param {() => void} pressed
 */
function drag(grip, from, move, pressed) {
  /** @type {{x: number, y: number, place: Place, moved: boolean} | null} */
  let held = null;
  let dragged = false;
  grip.addEventListener('pointerdown', (event) => {
    grip.setPointerCapture(event.pointerId);
    held = { x: event.clientX, y: event.clientY, place: from(), moved: false };
  });
  grip.addEventListener('pointermove', (event) => {
    if (held) {
      const [x, y] = [event.clientX - held.x, event.clientY - held.y];
      held.moved ||= Math.abs(x) + Math.abs(y) > STILL;
      if (held.moved) {
        move({ right: held.place.right - x, bottom: held.place.bottom - y });
      }
    }
  });
  ['pointerup', 'pointercancel'].forEach((name) => grip.addEventListener(name, () => {
    dragged = held?.moved ?? false;
    held = null;
  }));
  grip.addEventListener('click', () => {
    if (!dragged) {
      pressed();
    }
    dragged = false;
  });
}

/**
 * @param {Place} place
 * @param {import('./place.js').Size} size
 * @param {import('./place.js').Size} view
 * @returns {Place}
 */
function nextCorner(place, size, view) {
  const far = { right: view.width - size.width - CORNER.right, bottom: view.height - size.height - CORNER.bottom };
  const atRight = place.right < far.right / 2;
  const atBottom = place.bottom < far.bottom / 2;
  if (atRight) {
    return atBottom ? { ...CORNER, right: far.right } : CORNER;
  }
  return atBottom ? far : { ...CORNER, bottom: far.bottom };
}

/** @param {() => void} task */
function oncePerFrame(task) {
  let waiting = false;
  return () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        task();
      });
    }
  };
}

/** @returns {Remembered} */
function recall() {
  try {
    const { right, bottom, folded } = JSON.parse(localStorage.getItem(REMEMBERED) ?? '');
    return Number.isFinite(right) && Number.isFinite(bottom) ? { right, bottom, folded: folded === true } : { ...CORNER, folded: false };
  } catch {
    return { ...CORNER, folded: false };
  }
}
