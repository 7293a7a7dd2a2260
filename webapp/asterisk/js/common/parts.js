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
import { el, setAttribute, setText } from './dom.js';
import { icon } from './icon.js';

/** @typedef {'good' | 'warn' | 'bad' | 'info' | 'plain'} Tone */

/**
 * A state in one word.
 *
 * @returns {{element: HTMLElement, show: (text: string, tone: Tone) => void}} an empty text hides it
 */
export function chip() {
  const element = el('span', { class: 'ac-chip' });
  return {
    element,
    show(text, tone) {
      setText(element, text);
      setAttribute(element, 'data-tone', tone);
    },
  };
}

/**
 * The initials of a name in a circle. Decorative: the name is next to it.
 *
 * @returns {{element: HTMLElement, show: (name: string) => void}}
 */
export function avatar() {
  const element = el('span', { class: 'ac-avatar', 'aria-hidden': 'true' });
  return {
    element,
    show(name) {
      const text = initials(name);
      if (element.textContent !== text) {
        element.textContent = text;
      }
    },
  };
}

/**
 * @param {string} name
 * @returns {string} of the first and the last word; '?' for a number or nothing
 */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map((word) => [...word][0].toUpperCase()).join('') || '?';
}

/**
 * A button with an icon and a text. `iconOnly` makes the text its `aria-label` and tooltip.
 *
 * @param {string} shape
 * @param {string} text
 * @param {import('./dom.js').Attributes} attributes
 * @param {boolean} [iconOnly]
 */
export function iconButton(shape, text, attributes, iconOnly = false) {
  return el('button', { type: 'button', 'aria-label': iconOnly && text, title: iconOnly && text, ...attributes },
    icon(shape), ...(iconOnly ? [] : [el('span', {}, text)]));
}
