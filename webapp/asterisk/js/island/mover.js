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
/** @import {Box, Position} from './position.js' */
import { CORNER, beside, inside } from './position.js';

const STORED = 'asterisk.island.place';
/** Step of an arrow key, px; with Shift; and the movement of the pointer up to which it counts as a click. */
const STEP = 16;
const LARGE_STEP = 96;
const CLICK_TOLERANCE = 4;
const ARROWS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] });
const EDITABLE = 'textarea, select, [contenteditable=""], [contenteditable="true"], iframe, '
  + 'input:not([type="button"], [type="submit"], [type="reset"], [type="checkbox"], [type="radio"], [type="image"], [type="hidden"])';

/**
 * @typedef {Position & {folded: boolean}} Stored
 * @typedef {object} Mover
 * @property {() => void} update
 * @property {(changes: Partial<Stored>) => void} store
 * @property {(listener: (position: Stored) => void) => void} changed  called at once, and when another tab has changed it
 */

/**
 * Positions the island where the user has moved it: by dragging its grip, with the arrow keys, or by clicking the grip, which moves it to the next
 * corner. Moves it temporarily so that it does not cover the field that has the focus.
 *
 * @param {HTMLElement} host
 * @param {HTMLElement} island
 * @param {HTMLElement} grip
 * @returns {Mover}
 */
export function createMover(host, island, grip) {
  let wanted = stored();
  /** @type {(position: Stored) => void} */
  let listener = () => {};
  const view = () => ({ width: document.documentElement.clientWidth, height: window.innerHeight });
  const size = () => ({ width: island.offsetWidth, height: island.offsetHeight });

  function update() {
    if (island.hidden) {
      return;
    }
    const edited = document.activeElement?.matches(EDITABLE) ? document.activeElement.getBoundingClientRect() : null;
    const { right, bottom } = edited ? beside(wanted, size(), view(), edited) : inside(wanted, size(), view());
    host.style.right = `${right}px`;
    host.style.bottom = `${bottom}px`;
  }

  /** @param {Partial<Stored>} changes */
  function store(changes) {
    wanted = { ...wanted, ...changes };
    try {
      localStorage.setItem(STORED, JSON.stringify(wanted));
    } catch {
      // storage is disabled: kept until the page is closed
    }
  }

  /** @param {Position} to */
  function move(to) {
    store(inside(to, size(), view()));
    update();
  }

  moveByDragging(grip, now, move, () => move(nextCorner(now(), size(), view())));
  moveByArrowKeys(grip, (right, bottom) => move({ right: now().right + right, bottom: now().bottom + bottom }));
  const updateInFrame = oncePerFrame(update);
  ['focusin', 'focusout', 'input', 'scroll'].forEach((name) => document.addEventListener(name, updateInFrame, { capture: true, passive: true }));
  window.addEventListener('resize', updateInFrame);
  new ResizeObserver(updateInFrame).observe(island);
  window.addEventListener('storage', ({ key }) => {
    if (key === STORED) {
      wanted = stored();
      listener(wanted);
      update();
    }
  });

  /** The current position, which can be a temporary one. */
  function now() {
    return { right: parseInt(host.style.right, 10) || 0, bottom: parseInt(host.style.bottom, 10) || 0 };
  }

  return {
    update,
    store,
    changed(changedListener) {
      listener = changedListener;
      listener(wanted);
    },
  };
}

/**
 * @param {HTMLElement} grip
 * @param {(right: number, bottom: number) => void} move
 */
function moveByArrowKeys(grip, move) {
  grip.addEventListener('keydown', (event) => {
    const arrow = ARROWS[event.key];
    if (arrow) {
      const step = event.shiftKey ? LARGE_STEP : STEP;
      event.preventDefault();
      move(arrow[0] * step, arrow[1] * step);
    }
  });
}

/**
 * @param {HTMLElement} grip
 * @param {() => Position} from
 * @param {(to: Position) => void} move
 * @param {() => void} clicked
 */
function moveByDragging(grip, from, move, clicked) {
  /** @type {{x: number, y: number, position: Position, moved: boolean} | null} */
  let start = null;
  let dragged = false;
  grip.addEventListener('pointerdown', (event) => {
    grip.setPointerCapture(event.pointerId);
    start = { x: event.clientX, y: event.clientY, position: from(), moved: false };
  });
  grip.addEventListener('pointermove', (event) => {
    if (start) {
      const [x, y] = [event.clientX - start.x, event.clientY - start.y];
      start.moved ||= Math.abs(x) + Math.abs(y) > CLICK_TOLERANCE;
      if (start.moved) {
        move({ right: start.position.right - x, bottom: start.position.bottom - y });
      }
    }
  });
  ['pointerup', 'pointercancel'].forEach((name) => grip.addEventListener(name, () => {
    dragged = start?.moved ?? false;
    start = null;
  }));
  grip.addEventListener('click', () => {
    if (!dragged) {
      clicked();
    }
    dragged = false;
  });
}

/**
 * @param {Position} position
 * @param {import('./position.js').Size} size
 * @param {import('./position.js').Size} view
 * @returns {Position}
 */
function nextCorner(position, size, view) {
  const far = { right: view.width - size.width - CORNER.right, bottom: view.height - size.height - CORNER.bottom };
  const atRight = position.right < far.right / 2;
  const atBottom = position.bottom < far.bottom / 2;
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

/** @returns {Stored} */
function stored() {
  try {
    const { right, bottom, folded } = JSON.parse(localStorage.getItem(STORED) ?? '');
    return Number.isFinite(right) && Number.isFinite(bottom) ? { right, bottom, folded: folded === true } : { ...CORNER, folded: false };
  } catch {
    return { ...CORNER, folded: false };
  }
}
