/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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
