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
/** @import {PhoneState} from './phoneState.js' */
import { disclosure } from '../common/disclosure.js';
import { el, setText } from '../common/dom.js';
import { icon } from '../common/icon.js';
import { iconButton } from '../common/parts.js';
import { barsOf } from './quality.js';

/**
 * The phone in the page: its state, what the user does with its call, and what is wrong with it.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {(command: string, value?: string) => void} command
 * @param {{element: HTMLElement, show: () => void}} devices  the choice of devices
 * @param {{possible: boolean, connect: () => void}} headset
 * @returns {(state: PhoneState) => void}
 */
export function phonePanel(root, labels, command, devices, headset) {
  const status = el('span', { class: 'ac-page-phone-status' });
  const dot = el('span', { class: 'ac-dot', 'aria-hidden': 'true' });
  const button = el('button', { type: 'button', class: 'ac-button ac-quiet ac-page-phone-open' }, icon('headphones'), dot, status,
    icon('chevron-down'));
  const problem = el('p', { class: 'ac-error ac-page-phone-problem', role: 'alert' });
  const again = el('button', { type: 'button', class: 'ac-button', onclick: () => command('RESTART') }, labels('pagePhoneAgain'));
  const test = el('button', { type: 'button', class: 'ac-button ac-page-phone-test', onclick: () => command('TEST', labels('pagePhoneEcho')) },
    labels('pagePhoneTestCall'));
  const buttons = el('button', { type: 'button', class: 'ac-button', onclick: () => headset.connect() }, labels('pagePhoneHeadset'));
  buttons.hidden = !headset.possible;
  const menu = disclosure(button, el('div', { class: 'ac-menu ac-page-phone-menu' }, devices.element, test, buttons, again));
  button.addEventListener('click', () => devices.show());
  const controls = callControls(labels, command);
  root.append(menu.element, controls.element, problem);

  return (state) => {
    root.hidden = state.status === 'OFF';
    root.dataset.status = state.status;
    setText(status, labels(`pagePhone${state.status}`));
    const wrong = state.problem || state.callProblem;
    setText(problem, wrong === 'SERVER' ? state.message : wrong && labels(`pageProblem${wrong}`));
    again.hidden = state.status !== 'FAILED';
    test.hidden = !(state.status === 'READY' && state.testable && !state.call);
    controls.show(state);
  };
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {(command: string, value?: string) => void} command
 */
function callControls(labels, command) {
  const caller = el('span', { class: 'ac-page-phone-caller' });
  const answer = action('phone', labels('pagePhoneAnswer'), 'ac-button ac-answer', () => command('ANSWER'));
  const mute = action('mic-off', labels('pagePhoneMute'), 'ac-button ac-mute', () => command('MUTE', pressed(mute) ? 'N' : 'Y'));
  const hold = action('pause', labels('pagePhoneHold'), 'ac-button ac-hold', () => command('HOLD', pressed(hold) ? 'N' : 'Y'));
  const end = action('phone-off', labels('pagePhoneHangUp'), 'ac-button ac-hangup', () => command('HANG_UP'));
  const bars = el('span', { class: 'ac-bars', role: 'img' }, ...[1, 2, 3, 4].map(() => el('span')));
  const element = el('div', { class: 'ac-page-phone-call', role: 'group', 'aria-label': labels('pagePhone') }, caller, answer, mute, hold, end, bars);

  return {
    element,
    /** @param {PhoneState} state */
    show({ call }) {
      element.hidden = !call;
      if (!call) {
        return;
      }
      setText(caller, call.broken ? labels('pagePhoneBroken') : call.caller);
      element.dataset.phase = call.phase;
      answer.hidden = call.phase !== 'RINGING';
      [mute, hold].forEach((one) => {
        one.hidden = call.phase !== 'TALKING';
      });
      mute.setAttribute('aria-pressed', String(call.muted));
      hold.setAttribute('aria-pressed', String(call.held));
      const count = barsOf(call.quality);
      bars.hidden = call.phase !== 'TALKING' || count === 0;
      bars.dataset.bars = String(count);
      bars.setAttribute('aria-label', labels('pagePhoneQuality', { score: call.quality?.toFixed(1) ?? '' }));
    },
  };
}

/**
 * @param {string} shape
 * @param {string} text
 * @param {string} style
 * @param {() => void} onclick
 */
function action(shape, text, style, onclick) {
  return iconButton(/** @type {any} */ (shape), text, { class: `${style} ac-icon-only`, onclick }, true);
}

/** @param {HTMLElement} button */
function pressed(button) {
  return button.getAttribute('aria-pressed') === 'true';
}
