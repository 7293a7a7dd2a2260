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
import { el, setText } from '../common/dom.js';
import { icon } from '../common/icon.js';
import { waitingOffers } from '../state/offers.js';

/** The console is never lower than this, px: below it the page scrolls. */
const LOWEST = 300;
/** Waiting calls shown at most. */
const MOST_ROWS = 6;
/** Heights, px: a waiting call, the heading and the spaces around them, and what customer and notes have at least. */
const ROW = 40;
const PHONE_ROW = 52;
const AROUND = 108;
const WORK = 100;

/**
 * Gives the console the height that the page around it leaves, so that its columns scroll and the page doesn't.
 *
 * @param {HTMLElement} page
 */
export function fillWindow(page) {
  function fit() {
    page.style.setProperty('--height', `${innerHeight}px`);
    const beyond = document.documentElement.scrollHeight - innerHeight; // what is above and below the console
    page.style.setProperty('--height', `${Math.max(LOWEST, innerHeight - beyond)}px`);
  }
  fit();
  globalThis.addEventListener('resize', fit);
}

/**
 * Counts the waiting calls that the window has room for, below the current call.
 *
 * @param {HTMLElement} page
 * @param {() => void} changed  called when there is room for more or fewer
 * @returns {() => number} 1 to 6
 */
export function countRows(page, changed) {
  const parts = ['.ac-grid', '.ac-calls', '.ac-left'].map((name) => /** @type {HTMLElement} */ (page.querySelector(name)));
  const [grid, calls, left] = parts;
  let rows = MOST_ROWS;

  function measure() {
    const phone = getComputedStyle(grid).display === 'flex';
    const others = calls.offsetHeight + (phone ? left.offsetHeight + AROUND : AROUND + WORK);
    const room = Math.max(1, Math.min(MOST_ROWS, Math.floor((grid.clientHeight - others) / (phone ? PHONE_ROW : ROW))));
    if (room !== rows) {
      rows = room;
      changed();
    }
  }
  const observer = new ResizeObserver(measure);
  parts.forEach((part) => observer.observe(part));
  return () => rows;
}

/**
 * What a narrow window shows one at a time: tabs at the bottom on a phone, and two above the customer on a small desktop.
 *
 * @param {HTMLElement} page
 * @param {HTMLElement} bottom
 * @param {HTMLElement} above
 * @param {import('../common/labels.js').Labels} labels
 * @returns {(state: State) => void}
 */
export function narrowTabs(page, bottom, above, labels) {
  const waiting = el('span');
  const tabs = choice('ac-bottom', labels('views'), (name) => {
    page.dataset.tab = name;
  }, [
    ['call', icon('phone'), el('span', {}, labels('tabCall'))],
    ['waiting', icon('arrow-down-left'), waiting],
    ['history', icon('history'), el('span', {}, labels('tabHistory'))],
    ['team', icon('users'), el('span', {}, labels('tabDial'))],
  ]);
  const work = choice('ac-tabs', labels('views'), (name) => {
    page.dataset.work = name;
  }, [['customer', el('span', {}, labels('tabCustomer'))], ['history', el('span', {}, labels('tabHistory'))]]);
  bottom.replaceWith(tabs);
  above.append(work);
  return (state) => {
    const count = waitingOffers(state).length;
    setText(waiting, count ? labels('tabWaitingCount', { count }) : labels('tabWaiting'));
  };
}

/**
 * @param {string} style
 * @param {string} label
 * @param {(name: string) => void} chosen
 * @param {[string, ...Node[]][]} views
 */
function choice(style, label, chosen, views) {
  const buttons = views.map(([name, ...parts]) => el('button', { type: 'button', 'data-view': name, onclick: () => choose(name) }, ...parts));
  /** @param {string} name */
  function choose(name) {
    buttons.forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.view === name)));
    chosen(name);
  }
  choose(views[0][0]);
  return el('div', { class: style, role: 'group', 'aria-label': label }, ...buttons);
}
