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
import { waitingOffers } from '../state/offers.js';

const SIZE = 32;
/** More are not counted: there is room for two characters. */
const MOST = 9;

/** Several changes of a moment are one icon, ms: to draw one takes as long as to draw the page. */
const SOON = 200;

/**
 * Shows the number of waiting calls in the tab's icon. Without waiting calls the page's own icon is shown.
 *
 * @param {Document} [page]
 * @param {(task: () => void, ms: number) => void} [later]
 * @returns {(state: State) => void}
 */
export function createFavicon(page = document, later = setTimeout) {
  let shown = '';
  let wanted = '';
  /** @type {HTMLLinkElement | null} */
  let icon = null;

  function show() {
    if (wanted === shown) {
      return;
    }
    shown = wanted;
    icon?.remove();
    icon = null;
    if (shown) {
      icon = page.createElement('link');
      icon.rel = 'icon';
      icon.href = draw(page, shown);
      page.head.append(icon);
    }
  }

  return (state) => {
    const count = waitingOffers(state).length;
    const before = wanted;
    wanted = count > MOST ? `${MOST}+` : String(count || '');
    if (wanted !== before) {
      later(show, SOON);
    }
  };
}

/**
 * @param {Document} page
 * @param {string} text
 */
function draw(page, text) {
  const canvas = page.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const context = canvas.getContext('2d');
  if (context) {
    context.fillStyle = '#b3261e';
    context.beginPath();
    context.arc(SIZE / 2, SIZE / 2, SIZE / 2, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = '#ffffff';
    context.font = `bold ${SIZE * 0.7}px sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(text, SIZE / 2, SIZE / 2 + 1);
  }
  return canvas.toDataURL('image/png');
}
