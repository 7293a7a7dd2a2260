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
import { takeThemeColors } from '../common/themeColors.js';
import { duration } from '../common/time.js';
import { waitingOffers } from '../state/offers.js';
import { createMover } from './mover.js';

/** How long a message is shown, ms. */
const MESSAGE_DURATION = 15_000;

/**
 * The island's window, in a shadow tree, so that neither the theme's styles affect it nor its own styles the page. It is shown while there is
 * something to show, and never takes the focus.
 *
 * @param {string} stylesheet
 * @param {import('../common/labels.js').Labels} labels
 */
export async function createPanel(stylesheet, labels) {
  const host = el('div', { id: 'asterisk-island', 'data-asterisk': true });
  takeThemeColors(host);
  const root = host.attachShadow({ mode: 'open' });
  const list = el('ul');
  const announcements = el('p', { class: 'spoken', role: 'status', 'aria-live': 'polite' });
  const grip = el('button', { type: 'button', class: 'grip', 'aria-label': labels('islandMove'), title: labels('islandMove') });
  const summary = el('span', { class: 'summary' });
  const fold = el('button', { type: 'button', class: 'fold', 'aria-controls': 'body' });
  const { messages, showMessage, expireMessage } = messageArea(() => setVisible(true));
  const body = el('div', { id: 'body' }, list, ...messages);
  const island = el('section', { class: 'island', 'aria-label': labels('island'), hidden: true }, el('header', {}, grip, summary, fold), body);
  await loadStyles(root, stylesheet);
  root.append(island, announcements);
  document.body.append(host);
  const mover = createMover(host, island, grip);
  makeFoldable(island, body, fold, labels, mover);

  /** @param {boolean} visible */
  function setVisible(visible) {
    if (island.hidden === visible) {
      island.hidden = !visible;
      mover.update();
    }
  }

  return {
    root,
    list,
    announcements,
    showMessage,
    get shown() {
      return !island.hidden;
    },
    /**
     * @param {State} state
     * @param {number} now
     */
    show(state, now) {
      setText(summary, summaryText(labels, state, now));
      setVisible(expireMessage() || state.calls.length + state.offers.length > 0);
    },
  };
}

/**
 * The area of one message, which is shown for a while.
 *
 * @param {() => void} shown
 */
function messageArea(shown) {
  const message = el('p', { class: 'message', role: 'status', hidden: true });
  const error = el('p', { class: 'error', role: 'alert', hidden: true });
  let until = 0;
  return {
    messages: [message, error],
    /**
     * @param {string} text  '' to hide the message
     * @param {boolean} [isError]
     */
    showMessage(text, isError = false) {
      until = text ? Date.now() + MESSAGE_DURATION : 0;
      setText(message, isError ? '' : text);
      setText(error, isError ? text : '');
      shown();
    },
    /** Hides a message that has expired. Returns whether one is still shown. */
    expireMessage() {
      const active = Date.now() < until;
      message.hidden ||= !active;
      error.hidden ||= !active;
      return active;
    },
  };
}

/**
 * @param {HTMLElement} island
 * @param {HTMLElement} body
 * @param {HTMLElement} button
 * @param {import('../common/labels.js').Labels} labels
 * @param {import('./mover.js').Mover} mover
 */
function makeFoldable(island, body, button, labels, mover) {
  /** @param {boolean} folded */
  function setFolded(folded) {
    body.hidden = folded;
    button.title = labels(folded ? 'islandUnfold' : 'islandFold');
    button.setAttribute('aria-label', button.title);
    button.setAttribute('aria-expanded', String(!folded));
    island.classList.toggle('folded', folded);
  }
  button.addEventListener('click', () => {
    mover.store({ folded: !body.hidden });
    setFolded(!body.hidden);
    mover.update();
  });
  mover.changed(({ folded }) => setFolded(folded));
}

/**
 * Returns the title of the island: its calls, also visible while it is collapsed.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {State} state
 * @param {number} now
 */
function summaryText(labels, state, now) {
  const call = state.calls.find((one) => one.state !== 'ENDED');
  const waiting = waitingOffers(state).length;
  return [
    call && duration(now - new Date(call.answeredAt ?? call.startedAt).getTime()),
    waiting > 0 && labels('islandWaiting', { count: waiting }),
  ].filter(Boolean).join(' · ') || labels('island');
}

/**
 * Loads the style sheet before anything is shown.
 *
 * @param {ShadowRoot} root
 * @param {string} stylesheet
 * @returns {Promise<void>}
 */
function loadStyles(root, stylesheet) {
  const link = el('link', { rel: 'stylesheet', href: stylesheet });
  const probe = el('div', { hidden: true });
  document.body.append(probe);
  const place = probe.attachShadow({ mode: 'open' });
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => {
      root.append(link.cloneNode());
      probe.remove();
      resolve();
    });
    link.addEventListener('error', () => {
      probe.remove();
      reject(new Error(stylesheet));
    });
    place.append(link);
  });
}
