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
/** @import {ShownCall, State} from '../state/types.js' */
import { callerName, matchText, pageLink } from '../common/callerName.js';
import { el, setAttribute, setHidden, setText } from '../common/dom.js';
import { avatar, chip, iconButton } from '../common/parts.js';
import { duration } from '../common/time.js';
import { variablesText } from '../common/variablesText.js';
import { callControls, saidElement } from '../inCall/callControls.js';
import { isWrittenUp } from '../state/writeUpState.js';
import { statusText, statusTone, timeText } from './callStatus.js';

/**
 * @typedef {object} Commands
 * @property {(callId: string) => void} hangUp
 * @property {(callId: string) => void} lookUp
 * @property {(callId: string, partyId: string) => void} correct
 * @property {(callId: string) => void} extendWrapUp
 * @property {(callId: string) => void} endWrapUp
 * @property {(callId: string) => void} dismiss  forgets a call that ended
 * @property {(callId: string) => void} select  makes it the current call
 * @property {(state: import('../state/types.js').ChosenState) => void} choose
 * @property {(callId: string, action: string) => void} control  holds, parks, records, ...
 * @property {(callId: string) => void} transfer  asks for the target of a transfer
 * @property {(callId: string) => void} keypad
 * @property {import('./writeUpForm.js').WriteUpEditor} editor
 * @property {(callId: string) => boolean} [isCallback]  whether the PBX calls a customer who asked for it
 * @property {() => number} now
 */

/**
 * The card of a call. Buttons that control it (hold, transfer, ...) belong into the group `ac-controls`.
 *
 * @param {ShownCall} call
 * @param {import('../common/labels.js').Labels} labels
 * @param {Commands} commands
 * @param {() => {state: State, current: boolean}} context
 */
export function callCard({ callId }, labels, commands, context) {
  const said = saidElement();
  const who = whoLine(labels, said, commands.isCallback);
  const status = chip();
  const timer = el('span', { class: 'ac-timer' });
  const error = el('p', { class: 'ac-error', role: 'alert' });
  const controls = el('div', { class: 'ac-controls', role: 'group', 'aria-label': labels('callControls') });
  const showControls = callControls(controls, callId, labels, commands, said);
  const link = pageLink(labels, () => commands.lookUp(callId));
  const hangUp = iconButton('phone-off', labels('hangUp'), { class: 'ac-button ac-hangup', onclick: () => commands.hangUp(callId) });
  const wrapUp = wrapUpLine(callId, labels, commands);
  const quiet = (/** @type {string} */ style) => `ac-button ac-quiet ac-icon-only ac-${style}`;
  const select = iconButton('chevron-down', labels('showCall'), { class: quiet('select'), onclick: () => commands.select(callId) }, true);
  const dismiss = iconButton('x', labels('dismiss'), { class: quiet('dismiss'), onclick: () => commands.dismiss(callId) }, true);
  const element = el('li', { class: 'ac-card ac-call', 'data-call': callId },
    el('div', { class: 'ac-who' }, ...who.elements, status.element, timer, select, dismiss),
    el('div', { class: 'ac-tools' }, controls, link.element, wrapUp.element, hangUp), error);

  /** @param {ShownCall} call */
  function show(call) {
    const { state, current } = context();
    const parties = call.party.parties ?? [];
    const own = state.agent?.wrapUp?.callId === callId ? state.agent.wrapUp : null;
    const ended = call.state === 'ENDED';
    who.show(call);
    status.show(own ? labels('agentWRAP_UP') : statusText(labels, call), statusTone(call));
    setText(timer, timeText(call, commands.now()));
    setText(error, call.refusal ?? '');
    setHidden(hangUp, ended);
    hangUp.disabled = call.hangingUp === true;
    setHidden(controls, ended);
    showControls(ended ? undefined : state.controls[callId]);
    setAttribute(element, 'data-state', call.state);
    setAttribute(element, 'data-current', String(current));
    element.classList.toggle('ac-over', ended && !own);
    setHidden(select, current);
    setHidden(dismiss, !ended || isWrittenUp(state, callId));
    wrapUp.show(own);
    setHidden(link.element, isWithColleague(call));
    link.show(parties, state.pages[callId] ?? (call.party.url ? { parties, url: call.party.url } : undefined), call.party);
  }
  return { element, show };
}

/**
 * Whether it is an internal call, for which there is no contact to find.
 *
 * @param {ShownCall} call
 */
function isWithColleague({ direction, party }) {
  return direction === 'INTERNAL' && !party.parties?.length;
}

/**
 * Who is on the other side, and what goes on with the call.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {HTMLElement} said
 * @param {Commands['isCallback']} isCallback
 * @returns {{elements: HTMLElement[], show: (call: ShownCall) => void}}
 */
function whoLine(labels, said, isCallback = () => false) {
  let callback = false;
  const initials = avatar();
  const name = el('strong', { class: 'ac-name' });
  const number = el('span', { class: 'ac-number' });
  const matched = el('span', { class: 'ac-matched' });
  const meta = el('span', { class: 'ac-meta' });
  const values = el('span', { class: 'ac-variables' });
  const about = el('span', { class: 'ac-about' }, number, ' ', meta, ' ', matched);
  const caller = el('p', { class: 'ac-caller' }, name, ' ', about, ' ', said, ' ', values);
  return {
    elements: [initials.element, caller],
    show({ callId, party, direction, state, variables }) {
      callback ||= direction === 'OUTBOUND' && isCallback(callId); // it is closed once they talk
      const parties = party.parties ?? [];
      const other = callerName(labels, party, parties);
      initials.show(parties.length > 1 ? '' : other.name);
      setText(name, other.name);
      setText(number, other.number);
      setText(matched, matchText(labels, party));
      setText(values, variablesText(variables));
      setText(meta, direction === 'INBOUND' && state === 'RINGING' ? labels('yourPhoneRings') : callback ? labels('callbackCard') : '');
      setAttribute(about, 'data-empty', String(about.textContent?.trim() === ''));
      setAttribute(caller, 'title', [other.name, other.number].filter(Boolean).join(' \u00b7 '));
    },
  };
}

/**
 * Shows the time left of the wrap-up, and ends or extends it. The end is reached by the user, by the time only if no disposition is missing.
 *
 * @param {string} callId
 * @param {import('../common/labels.js').Labels} labels
 * @param {Commands} commands
 */
function wrapUpLine(callId, labels, commands) {
  const text = el('p', { class: 'ac-meta' });
  const extend = el('button', { type: 'button', class: 'ac-button ac-extend', onclick: () => commands.extendWrapUp(callId) }, labels('extendWrapUp'));
  const done = el('button', { type: 'button', class: 'ac-button ac-primary', onclick: () => commands.endWrapUp(callId) }, labels('wrapUpDone'));
  const element = el('div', { class: 'ac-wrap-up' }, text, extend, done);

  /** @param {import('../state/types.js').Agent['wrapUp']} wrapUp */
  function show(wrapUp) {
    setHidden(element, wrapUp === null);
    const left = wrapUp ? new Date(wrapUp.until).getTime() - commands.now() : 0;
    setText(text, left > 0 ? labels('wrapUpLeft', { time: duration(left + 999) }) : labels('wrapUpOver'));
  }
  return { element, show };
}
