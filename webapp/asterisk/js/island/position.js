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

/**
 * The position of the island: its distance from the right and bottom edge of the window, px, so that it stays there when the window is resized.
 *
 * @typedef {{right: number, bottom: number}} Position
 * @typedef {{width: number, height: number}} Size
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box  in the window
 */

/** Distance to the field that it must not cover, px. */
const GAP = 8;

/** @type {Position} */
export const CORNER = Object.freeze({ right: 16, bottom: 16 });

/**
 * Returns the nearest position completely inside the window.
 *
 * @param {Position} position
 * @param {Size} size
 * @param {Size} view
 * @returns {Position}
 */
export function inside({ right, bottom }, size, view) {
  const within = (/** @type {number} */ value, /** @type {number} */ most) => Math.round(Math.max(0, Math.min(value, most)));
  return { right: within(right, view.width - size.width), bottom: within(bottom, view.height - size.height) };
}

/**
 * @param {Position} position
 * @param {Size} size
 * @param {Size} view
 * @returns {Box}
 */
export function boxOf({ right, bottom }, size, view) {
  return {
    left: view.width - right - size.width, right: view.width - right,
    top: view.height - bottom - size.height, bottom: view.height - bottom,
  };
}

/**
 * @param {Box} a
 * @param {Box} b
 */
export function overlap(a, b) {
  return a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom + GAP && b.top < a.bottom + GAP;
}

/**
 * Returns the nearest position in which the island does not cover the box, the field that has the focus.
 *
 * @param {Position} position
 * @param {Size} size
 * @param {Size} view
 * @param {Box} box
 * @returns {Position}
 */
export function beside(position, size, view, box) {
  const wanted = inside(position, size, view);
  if (!overlap(boxOf(wanted, size, view), box)) {
    return wanted;
  }
  const candidates = [
    { ...wanted, bottom: view.height - box.top + GAP },
    { ...wanted, bottom: view.height - box.bottom - GAP - size.height },
    { ...wanted, right: view.width - box.left + GAP },
    { ...wanted, right: view.width - box.right - GAP - size.width },
  ].map((candidate) => inside(candidate, size, view)).filter((candidate) => !overlap(boxOf(candidate, size, view), box));
  const way = (/** @type {Position} */ to) => Math.abs(to.right - wanted.right) + Math.abs(to.bottom - wanted.bottom);
  candidates.sort((a, b) => way(a) - way(b));
  return candidates[0] ?? wanted; // the box fills the window
}
