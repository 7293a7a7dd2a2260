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
import { disclosure } from '../common/disclosure.js';
import { el, keyedList, setAttribute, setHidden, setText } from '../common/dom.js';
import { chip, iconButton } from '../common/parts.js';
import { duration } from '../common/time.js';
import { pauseIn, standingIn } from '../state/agentState.js';
import { closedUntil } from '../state/hoursState.js';
import { waitingByGroup, waitingOffers } from '../state/offers.js';

/** What is shown of the user in a queue. A member is where they should be; while the PBX is offline, the bar says so. */
const TONES = Object.freeze(/** @type {Record<string, import('../common/parts.js').Tone>} */ ({
  PAUSED: 'plain', JOIN_PENDING: 'info', PAUSE_PENDING: 'info', RESUME_PENDING: 'info', REMOVED_ON_PBX: 'warn', REFUSED: 'bad',
}));

/**
 * @typedef {object} Commands
 * @property {() => number} now  ms since 1970
 * @property {(time: string) => string} moment  formats a time
 * @property {(group: string, reason?: string) => void} pauseIn  ends the pause without a reason
 */

/**
 * The user's groups, each with how the user is in its queue, the calls that wait and the longest wait, and a pause there alone.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {Commands} commands
 * @returns {(state: State) => void}
 */
export function queueList(root, labels, { now, moment, pauseIn: pause }) {
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
    count.element.setAttribute('aria-hidden', 'true');
    const closed = chip();
    closed.element.classList.add('ac-closed');
    const longest = el('span', { class: 'ac-time', 'aria-hidden': 'true' });
    const spoken = el('span', { class: 'ac-spoken' });
    const choice = pauseChoice(labels, pause);
    return {
      element: el('li', { class: 'ac-row' }, name, own.element, closed.element, spoken, count.element, longest, choice.element),
      show: (group) => {
        const standing = standingIn(state, group.id);
        setText(name, group.name);
        const alone = pauseIn(state, group.id);
        const confirmed = !standing || standing === 'PAUSED' || standing === 'UNKNOWN';
        if (alone && confirmed) {
          own.show(`${labels('agentPausedFor', { reason: alone.reason.name })} ${duration(now() - new Date(alone.since).getTime())}`, 'plain');
        } else {
          own.show(standing in TONES ? labels(`queue${standing}`) : '', TONES[standing] ?? 'plain');
        }
        const hours = closedUntil(state, group.id);
        const until = hours.until ? labels('closedUntil', { time: moment(hours.until) }) : labels('closed');
        closed.show(hours.closed ? until : '', 'plain');
        choice.show(state, group);
        count.show(String(group.waiting), group.waiting ? 'warn' : 'plain');
        const time = group.since ? duration(now() - new Date(group.since).getTime()) : '–';
        setText(longest, time);
        setText(spoken, group.waiting ? labels('waitingFigure', { count: group.waiting, time }) : labels('noOffers'));
      },
    };
  });
  return (next) => {
    state = next;
    show(waitingByGroup(state));
    setHidden(none, state.user === null || state.groups.length > 0);
  };
}

/**
 * Pauses in one group for a reason, or ends that.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {Commands['pauseIn']} pause
 */
function pauseChoice(labels, pause) {
  let groupId = '';
  const reasons = el('ul', { class: 'ac-reasons' });
  const open = iconButton('circle-pause', '', { class: 'ac-button ac-quiet ac-icon ac-pause-in' }, true);
  const resume = iconButton('play', '', { class: 'ac-button ac-quiet ac-icon ac-resume-in', onclick: () => pause(groupId) }, true);
  const menu = disclosure(open, el('div', { class: 'ac-menu' }, reasons));
  const showReasons = keyedList(reasons, (/** @type {import('../state/types.js').Choice} */ reason) => reason.id, ({ id }) => {
    const choose = () => {
      menu.close();
      pause(groupId, id);
    };
    const button = el('button', { type: 'button', class: 'ac-button ac-quiet', 'data-reason': id, onclick: choose });
    return { element: el('li', {}, button), show: (reason) => setText(button, labels('pauseFor', { reason: reason.name })) };
  });
  return {
    element: el('span', { class: 'ac-queue-pause' }, menu.element, resume),
    /**
     * @param {State} state
     * @param {{id: string, name: string}} group
     */
    show(state, group) {
      groupId = group.id;
      const here = state.agent !== null && state.agent.choice.state !== 'SIGNED_OUT';
      const alone = pauseIn(state, group.id);
      setHidden(menu.element, !here || Boolean(alone));
      setHidden(resume, !here || !alone);
      nameButton(open, labels('pauseInGroup', { group: group.name }));
      nameButton(resume, labels('resumeInGroup', { group: group.name }));
      [open, resume].forEach((button) => {
        button.disabled = state.agentRequest.busy;
      });
      showReasons(state.pauseReasons);
    },
  };
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} text
 */
function nameButton(button, text) {
  setAttribute(button, 'title', text);
  setAttribute(button, 'aria-label', text);
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
