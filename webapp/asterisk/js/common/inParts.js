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

/** New rows of a frame: that many take a few milliseconds. */
const AT_ONCE = 6;

/**
 * The environment, replaced in tests.
 *
 * @typedef {object} World
 * @property {(task: () => void) => void} nextFrame
 * @property {() => boolean} hidden  the browser renders no frames of the page
 */

/** @returns {World} */
function browser() {
  return { nextFrame: (task) => requestAnimationFrame(task), hidden: () => document.visibilityState === 'hidden' };
}

/**
 * Shows a list so that rows that are new come a few in each frame, the first ones at once: to make a whole page of rows takes longer than a frame
 * has, and the first ones are those in view. A hidden page has no frames and shows all of them.
 *
 * @template V
 * @param {(values: V[]) => void} show
 * @param {(value: V) => string} keyOf
 * @param {World} [world]
 * @returns {(values: V[]) => void}
 */
export function inParts(show, keyOf, world = browser()) {
  /** @type {Set<string>} */
  let shown = new Set();
  /** @type {V[]} */
  let wanted = [];
  let due = false;

  function showPart() {
    let left = world.hidden() ? Infinity : AT_ONCE;
    const part = wanted.filter((value) => {
      const known = shown.has(keyOf(value));
      left -= known ? 0 : 1;
      return known || left >= 0;
    });
    shown = new Set(part.map(keyOf));
    show(part);
    if (part.length < wanted.length && !due) {
      due = true;
      world.nextFrame(() => {
        due = false;
        showPart();
      });
    }
  }
  return (values) => {
    wanted = values;
    showPart();
  };
}
