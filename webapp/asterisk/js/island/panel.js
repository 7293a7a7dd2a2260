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
/** @import {State} from '../types.js' */
import { el, setText } from '../dom.js';
import { duration } from '../time.js';
import { waitingOffers } from '../waiting.js';
import { createMover } from './mover.js';

/** How long a sentence without a call stays, ms. */
const SENTENCE_STAYS = 15_000;

/**
 * The island itself: in a shadow tree, so that neither the theme's styles reach it nor its own the page. It comes when there is something to
 * show, goes when there is nothing, and never takes the focus.
 *
 * @param {string} stylesheet
 * @param {import('../labels.js').Labels} labels
 */
export async function createPanel(stylesheet, labels) {
  const host = el('div', { id: 'asterisk-island', 'data-asterisk': true });
  const root = host.attachShadow({ mode: 'open' });
  const list = el('ul');
  const announcements = el('p', { class: 'spoken', role: 'status', 'aria-live': 'polite' });
  const grip = el('button', { type: 'button', class: 'grip', 'aria-label': labels('islandMove'), title: labels('islandMove') });
  const summary = el('span', { class: 'summary' });
  const fold = el('button', { type: 'button', class: 'fold', 'aria-controls': 'body' });
  const { sentences, tells, passes } = sentenceRoom(() => reveal(true));
  const body = el('div', { id: 'body' }, list, ...sentences);
  const island = el('section', { class: 'island', 'aria-label': labels('island'), hidden: true }, el('header', {}, grip, summary, fold), body);
  await styled(root, stylesheet);
  root.append(island, announcements);
  document.body.append(host);
  const mover = createMover(host, island, grip);
  foldable(island, body, fold, labels, mover);

  /** @param {boolean} wanted */
  function reveal(wanted) {
    if (island.hidden === wanted) {
      island.hidden = !wanted;
      mover.place();
    }
  }

  return {
    list,
    announcements,
    tells,
    get shown() {
      return !island.hidden;
    },
    /**
     * @param {State} state
     * @param {number} now
     */
    show(state, now) {
      setText(summary, summaryWords(labels, state, now));
      reveal(passes() || state.calls.length + state.offers.length > 0);
    },
  };
}

/**
 * Room for one sentence, which stays for a while.
 *
 * @param {() => void} told
 */
function sentenceRoom(told) {
  const sentence = el('p', { class: 'sentence', role: 'status', hidden: true });
  const warning = el('p', { class: 'error', role: 'alert', hidden: true });
  let until = 0;
  return {
    sentences: [sentence, warning],
    /**
     * @param {string} text  '' for nothing more
     * @param {boolean} [warns]
     */
    tells(text, warns = false) {
      until = text ? Date.now() + SENTENCE_STAYS : 0;
      setText(sentence, warns ? '' : text);
      setText(warning, warns ? text : '');
      told();
    },
    /** Whether there is still something to be read. */
    passes() {
      const stays = Date.now() < until;
      sentence.hidden ||= !stays;
      warning.hidden ||= !stays;
      return stays;
    },
  };
}

/**
 * @param {HTMLElement} island
 * @param {HTMLElement} body
 * @param {HTMLElement} button
 * @param {import('../labels.js').Labels} labels
 * @param {import('./mover.js').Mover} mover
 */
function foldable(island, body, button, labels, mover) {
  /** @param {boolean} folded */
  function folds(folded) {
    body.hidden = folded;
    button.title = labels(folded ? 'islandUnfold' : 'islandFold');
    button.setAttribute('aria-label', button.title);
    button.setAttribute('aria-expanded', String(!folded));
    island.classList.toggle('folded', folded);
  }
  button.addEventListener('click', () => {
    mover.remember({ folded: !body.hidden });
    folds(!body.hidden);
    mover.place();
  });
  mover.changed((place) => folds(place.folded));
}

/**
 * What the folded island says, in a word or two.
 *
 * @param {import('../labels.js').Labels} labels
 * @param {State} state
 * @param {number} now
 */
function summaryWords(labels, state, now) {
  const call = state.calls.find((one) => one.state !== 'ENDED');
  const waiting = waitingOffers(state).length;
  return [
    call && duration(now - new Date(call.answeredAt ?? call.startedAt).getTime()),
    waiting > 0 && labels('islandWaiting', { count: waiting }),
  ].filter(Boolean).join(' · ') || labels('island');
}

/**
 * Nothing is shown before it can be shown as it should be.
 *
 * @param {ShadowRoot} root
 * @param {string} stylesheet
 * @returns {Promise<void>}
 */
function styled(root, stylesheet) {
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
