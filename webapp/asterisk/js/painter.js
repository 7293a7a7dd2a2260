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
/** @import {State} from './types.js' */

/**
 * What the painter needs of its surroundings; tests bring their own.
 *
 * @typedef {object} World
 * @property {(task: () => void) => void} nextFrame
 * @property {() => boolean} hidden  the browser draws no frames of the page
 */

/** @returns {World} */
function browser() {
  return { nextFrame: (task) => requestAnimationFrame(task), hidden: () => document.visibilityState === 'hidden' };
}

/**
 * Shows a state in the frame that the browser is about to draw: once, however many changes came before it. Where nobody looks there
 * are no frames; then at once, since a tab's title and icon are seen all the same.
 *
 * @param {() => State} current
 * @param {((state: State) => void)[]} views
 * @param {World} [world]
 * @returns {() => void} says that the state may have changed
 */
export function createPainter(current, views, world = browser()) {
  let asked = false;
  function paint() {
    asked = false;
    views.forEach((view) => view(current()));
  }
  return () => {
    if (world.hidden()) {
      paint();
    } else if (!asked) {
      asked = true;
      world.nextFrame(paint);
    }
  };
}
