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
import { waitingOffers } from './waiting.js';

const SIZE = 32;

/**
 * Shows in the tab's icon how many calls wait, for whoever has many tabs open. With none waiting the page's own icon is back.
 *
 * @param {Document} [page]
 * @returns {(state: State) => void}
 */
export function createIcon(page = document) {
  let shown = 0;
  /** @type {HTMLLinkElement | null} */
  let ours = null;
  return (state) => {
    const count = waitingOffers(state).length;
    if (count === shown) {
      return;
    }
    shown = count;
    ours?.remove();
    ours = null;
    if (count > 0) {
      ours = page.createElement('link');
      ours.rel = 'icon';
      ours.href = picture(page, count);
      page.head.append(ours);
    }
  };
}

/**
 * @param {Document} page
 * @param {number} count
 */
function picture(page, count) {
  const canvas = page.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const pen = canvas.getContext('2d');
  if (pen) {
    pen.fillStyle = '#b3261e';
    pen.beginPath();
    pen.arc(SIZE / 2, SIZE / 2, SIZE / 2, 0, 2 * Math.PI);
    pen.fill();
    pen.fillStyle = '#ffffff';
    pen.font = `bold ${SIZE * 0.7}px sans-serif`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText(count > 9 ? '9+' : String(count), SIZE / 2, SIZE / 2 + 1);
  }
  return canvas.toDataURL('image/png');
}
