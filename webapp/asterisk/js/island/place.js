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
 * Where the island is: its distance from the window's right and bottom edge, px; so it keeps its place when the window changes.
 *
 * @typedef {{right: number, bottom: number}} Place
 * @typedef {{width: number, height: number}} Size
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box  in the window
 */

/** How near to the edge, and to what it moves away from, px. */
const GAP = 8;

/** @type {Place} */
export const CORNER = Object.freeze({ right: 16, bottom: 16 });

/**
 * The nearest place that is inside of the window as a whole.
 *
 * @param {Place} place
 * @param {Size} size
 * @param {Size} view
 * @returns {Place}
 */
export function inside({ right, bottom }, size, view) {
  const within = (/** @type {number} */ value, /** @type {number} */ most) => Math.round(Math.max(0, Math.min(value, most)));
  return { right: within(right, view.width - size.width), bottom: within(bottom, view.height - size.height) };
}

/**
 * @param {Place} place
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
 * The place nearest to the wanted one where the island does not cover the box: what the user types in.
 *
 * @param {Place} place
 * @param {Size} size
 * @param {Size} view
 * @param {Box} taken
 * @returns {Place}
 */
export function beside(place, size, view, taken) {
  const wanted = inside(place, size, view);
  if (!overlap(boxOf(wanted, size, view), taken)) {
    return wanted;
  }
  const candidates = [
    { ...wanted, bottom: view.height - taken.top + GAP },
    { ...wanted, bottom: view.height - taken.bottom - GAP - size.height },
    { ...wanted, right: view.width - taken.left + GAP },
    { ...wanted, right: view.width - taken.right - GAP - size.width },
  ].map((candidate) => inside(candidate, size, view)).filter((candidate) => !overlap(boxOf(candidate, size, view), taken));
  const way = (/** @type {Place} */ to) => Math.abs(to.right - wanted.right) + Math.abs(to.bottom - wanted.bottom);
  candidates.sort((a, b) => way(a) - way(b));
  return candidates[0] ?? wanted; // it fills the window: then nothing can be beside it
}
