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
 */

/** @returns {World} */
function browser() {
  return { nextFrame: (task) => requestAnimationFrame(task), hidden: () => document.visibilityState === 'hidden' };
}

/**
 * Renders the state in the next frame, once for any number of changes. A hidden page has no frames and renders at once, as the tab's
 * title and icon are still visible.
 *
 * @param {() => State} current
 * @param {((state: State) => void)[]} views
 * @param {World} [world]
 * @returns {() => void} schedules rendering after a change of the state
 */
export function createRenderScheduler(current, views, world = browser()) {
  let asked = false;
  function render() {
    asked = false;
    views.forEach((view) => view(current()));
  }
  return () => {
    if (world.hidden()) {
      render();
    } else if (!asked) {
      asked = true;
      world.nextFrame(render);
    }
  };
}
