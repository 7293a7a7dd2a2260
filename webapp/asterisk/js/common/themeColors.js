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
 * The color that the OFBiz theme has for its bars, as accent of the console and the island: darker or lighter where it is hard to read.
 *
 * @typedef {[number, number, number]} Color  red, green, blue: 0 to 255
 * @typedef {{ accent: Color, soft: Color }} Accent  for text and borders; for the area behind such text
 */

/** Of what the themes of OFBiz have, the first one with a color. */
const BARS = ['#app-bar-line', '#main-navigation-bar', '#app-navigation', '#masthead', '.screenlet-title-bar'];
/** WCAG 2.2 AA, for text of any size. */
const CONTRAST = 4.5;
/** Less difference between its parts than this is a gray. */
const COLORED = 40;
const STEP = 0.05;
/** As --surface in tokens.css. */
export const LIGHT = { surface: /** @type {Color} */ ([255, 255, 255]), towards: /** @type {Color} */ ([0, 0, 0]), softly: 0.9 };
/** As --ground in island.css, which is a little lighter than --surface in tokens.css. */
export const DARK = { surface: /** @type {Color} */ ([29, 35, 43]), towards: /** @type {Color} */ ([255, 255, 255]), softly: 0.8 };

/**
 * Gives the accent of the page's theme to a shadow tree. Without a color of the theme the tree keeps its own. Some themes are compiled in the page:
 * their color is there once their styles are added.
 *
 * @param {HTMLElement} host  of the tree
 */
export function takeThemeColors(host) {
  if (takeNow(host) || !document.querySelector('link[rel="stylesheet/less"]')) {
    return;
  }
  const added = new MutationObserver(() => {
    if (takeNow(host)) {
      added.disconnect();
    }
  });
  added.observe(document.head, { childList: true });
}

/**
 * @param {HTMLElement} host
 * @returns {boolean}  whether the theme has a color yet
 */
function takeNow(host) {
  for (const bar of BARS) {
    const element = document.querySelector(bar);
    const color = element ? parseColor(getComputedStyle(element).backgroundColor) : null;
    if (color && Math.max(...color) - Math.min(...color) >= COLORED) {
      Object.entries({ light: accentOn(color, LIGHT), dark: accentOn(color, DARK) }).forEach(([scheme, { accent, soft }]) => {
        host.style.setProperty(`--theme-accent-${scheme}`, `rgb(${accent.join(' ')})`);
        host.style.setProperty(`--theme-soft-${scheme}`, `rgb(${soft.join(' ')})`);
      });
      return true;
    }
  }
  return false;
}

/**
 * @param {string} text  as a computed style has it
 * @returns {Color | null}  null for one that can be seen through
 */
export function parseColor(text) {
  const parts = /^rgba?\((\d{1,3}), (\d{1,3}), (\d{1,3})(?:, (\d(?:\.\d{1,6})?))?\)$/.exec(text);
  return parts && (parts[4] === undefined || Number(parts[4]) === 1) ? [Number(parts[1]), Number(parts[2]), Number(parts[3])] : null;
}

/**
 * @param {Color} color
 * @param {{ surface: Color, towards: Color, softly: number }} scheme
 * @returns {Accent}
 */
export function accentOn(color, scheme) {
  for (let share = 0; ; share += STEP) {
    const accent = mix(color, scheme.towards, Math.min(share, 1));
    const soft = mix(accent, scheme.surface, scheme.softly);
    if (share >= 1 || (contrast(accent, scheme.surface) >= CONTRAST && contrast(accent, soft) >= CONTRAST)) {
      return { accent, soft };
    }
  }
}

/**
 * @param {Color} one
 * @param {Color} other
 * @param {number} share  of the other
 * @returns {Color}
 */
function mix(one, other, share) {
  return /** @type {Color} */ (one.map((part, i) => Math.round(part + (other[i] - part) * share)));
}

/**
 * The contrast ratio of WCAG 2.2, 1 to 21.
 *
 * @param {Color} one
 * @param {Color} other
 */
export function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** @param {Color} color */
function luminance(color) {
  const [red, green, blue] = color.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
