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
/** @import {State} from '../state/types.js' */

/**
 * The environment of the scheduler, replaced in tests.
 *
 * @typedef {object} World
 * @property {(task: () => void) => void} nextFrame
 * @property {() => boolean} hidden  the browser renders no frames of the page
 * @property {() => number} elapsed  ms, monotonic
 */

/** What views take of a frame, ms: style, layout and painting take as long again, and a frame has 16. */
const BUDGET = 5;
/** So many frames the last views wait at most. */
const MOST_FRAMES = 3;

/** @returns {World} */
function browser() {
  return {
    nextFrame: (task) => requestAnimationFrame(task), hidden: () => document.visibilityState === 'hidden',
    elapsed: () => performance.now(),
  };
}

/**
 * Renders the state in the next frame, once for any number of changes. Views for which the frame has no time come in the next one. A hidden page has
 * no frames and renders at once, as the tab's title and icon are still visible.
 *
 * @param {() => State} current
 * @param {((state: State) => void)[]} views  what an agent waits for comes first
 * @param {World} [world]
 * @returns {() => void} schedules rendering after a change of the state
 */
export function createRenderScheduler(current, views, world = browser()) {
  let asked = false;
  /** The views that show an outdated state. @type {Set<(state: State) => void>} */
  const outdated = new Set();
  let frames = 0;

  function ask() {
    if (!asked) {
      asked = true;
      world.nextFrame(renderFrame);
    }
  }

  /** @param {number} budget  ms */
  function render(budget) {
    const began = world.elapsed();
    for (const view of views) {
      if (outdated.has(view) && world.elapsed() - began < budget) {
        outdated.delete(view);
        view(current());
      }
    }
  }

  function renderFrame() {
    asked = false;
    frames += 1;
    render(frames < MOST_FRAMES ? BUDGET : Infinity);
    if (outdated.size) {
      ask();
    } else {
      frames = 0;
    }
  }
  return () => {
    views.forEach((view) => outdated.add(view));
    if (world.hidden()) {
      render(Infinity);
    } else {
      ask();
    }
  };
}
