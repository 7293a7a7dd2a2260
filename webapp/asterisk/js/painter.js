/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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
