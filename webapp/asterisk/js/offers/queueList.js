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
import { el, keyedList, setText } from '../common/dom.js';
import { chip } from '../common/parts.js';
import { duration } from '../common/time.js';
import { standingIn } from '../state/agentState.js';
import { waitingByGroup, waitingOffers } from '../state/offers.js';

/** What is shown of the user in a queue. A member is where they should be; while the PBX is offline, the bar says so. */
const TONES = Object.freeze(/** @type {Record<string, import('../common/parts.js').Tone>} */ ({
  PAUSED: 'plain', JOIN_PENDING: 'info', PAUSE_PENDING: 'info', RESUME_PENDING: 'info', REMOVED_ON_PBX: 'warn', REFUSED: 'bad',
}));

/**
 * The user's groups, each with how the user is in its queue, the calls that wait and the longest wait.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {() => number} now  ms since 1970
 * @returns {(state: State) => void}
 */
export function queueList(root, labels, now) {
  const list = el('ul', { class: 'ac-rows' });
  const none = el('p', { class: 'ac-none' }, labels('noQueues'));
  root.append(list, none);
  /** @type {State} */
  let state;
  const show = keyedList(list, (/** @type {ReturnType<typeof waitingByGroup>[number]} */ group) => group.id, () => {
    const name = el('span', { class: 'ac-name' });
    const own = chip();
    own.element.classList.add('ac-standing');
    const count = chip();
    const longest = el('span', { class: 'ac-time' });
    return {
      element: el('li', { class: 'ac-row' }, name, own.element, count.element, longest),
      show: (group) => {
        const standing = standingIn(state, group.id);
        setText(name, group.name);
        own.show(standing in TONES ? labels(`queue${standing}`) : '', TONES[standing] ?? 'plain');
        count.show(String(group.waiting), group.waiting ? 'warn' : 'plain');
        setText(longest, group.since ? duration(now() - new Date(group.since).getTime()) : '–');
      },
    };
  });
  return (next) => {
    state = next;
    show(waitingByGroup(state));
    none.hidden = state.user === null || state.groups.length > 0;
  };
}

/**
 * The number of waiting calls and the longest wait, in the bar.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {() => number} now  ms since 1970
 * @returns {(state: State) => void}
 */
export function waitingFigure(root, labels, now) {
  const figure = chip();
  root.append(figure.element);
  return (state) => {
    const [longest, ...others] = waitingOffers(state);
    const time = longest ? duration(now() - new Date(longest.since).getTime()) : '';
    figure.show(longest ? labels('waitingFigure', { count: others.length + 1, time }) : '', 'warn');
  };
}
