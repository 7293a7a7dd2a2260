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
/** @import {ShownCall, State} from '../types.js' */
import { el, keyedList, setText } from '../dom.js';
import { duration } from '../time.js';
import { progressWords } from './callWords.js';
import { matchWords, pageLink, whoIs } from './who.js';
import { whoWasIt, writeUpForm } from './writeUpForm.js';

/**
 * @typedef {object} Phone
 * @property {(callId: string) => void} hangUp
 * @property {(callId: string) => void} lookUp
 * @property {(callId: string) => void} extendWrapUp
 * @property {(callId: string) => void} endWrapUp
 * @property {(callId: string, partyId: string) => void} correct
 * @property {import('./writeUpForm.js').Pen} pen
 * @property {() => number} now
 */

/**
 * The user's own calls, as they are now and shortly after they ended.
 *
 * @param {HTMLElement} root
 * @param {import('../labels.js').Labels} labels
 * @param {Phone} phone
 * @returns {(state: State) => void}
 */
export function callList(root, labels, phone) {
  const list = el('ul', { class: 'ac-cards' });
  root.append(list);
  /** @type {State} */
  let state;
  const show = keyedList(list, (/** @type {ShownCall} */ call) => call.callId,
    (call) => callCard(call, labels, phone, () => state));

  return (next) => {
    state = next;
    show(state.calls);
    root.hidden = state.calls.length === 0;
  };
}

/**
 * @param {ShownCall} call
 * @param {import('../labels.js').Labels} labels
 * @param {Phone} phone
 * @param {() => State} state
 */
function callCard({ callId }, labels, phone, state) {
  const name = el('strong', { class: 'ac-name' });
  const number = el('span', { class: 'ac-number' });
  const matched = el('span', { class: 'ac-matched' });
  const progress = el('p', { class: 'ac-meta' });
  const error = el('p', { class: 'ac-error', role: 'alert' });
  const hangUp = el('button', { type: 'button', class: 'ac-button ac-hangup', onclick: () => phone.hangUp(callId) }, labels('hangUp'));
  const link = pageLink(labels, () => phone.lookUp(callId));
  const who = whoWasIt(callId, labels, phone.correct);
  const form = writeUpForm(callId, labels, phone.pen);
  const wrapUp = wrapUpLine(callId, labels, phone);
  const element = el('li', { class: 'ac-card ac-call', 'data-call': callId },
    el('p', { class: 'ac-who' }, name, ' ', number, ' ', matched), progress, el('div', { class: 'ac-actions' }, link.element, hangUp),
    who.element, form.element, wrapUp.element, error);

  /** @param {ShownCall} call */
  function show(call) {
    const parties = call.party.parties ?? [];
    const other = whoIs(labels, call.party, parties);
    const { agent, pages, writeUps } = state();
    const own = agent?.wrapUp?.callId === callId ? agent.wrapUp : null;
    setText(name, other.name);
    setText(number, other.number);
    setText(matched, matchWords(labels, call.party));
    setText(progress, progressWords(labels, call, phone.now()));
    setText(error, call.refusal ?? '');
    hangUp.hidden = call.state === 'ENDED';
    hangUp.disabled = call.hangingUp === true;
    element.dataset.state = call.state;
    element.classList.toggle('ac-over', call.state === 'ENDED' && !own);
    who.show(call);
    form.show(writeUps[callId], own?.dispositionRequired ?? false);
    wrapUp.show(own);
    link.show(parties, pages[callId] ?? (call.party.url ? { parties, url: call.party.url } : undefined));
  }
  return { element, show };
}

/**
 * How long the call may still be written up, and what ends that.
 *
 * @param {string} callId
 * @param {import('../labels.js').Labels} labels
 * @param {Phone} phone
 */
function wrapUpLine(callId, labels, phone) {
  const words = el('p', { class: 'ac-meta' });
  const extend = el('button', { type: 'button', class: 'ac-button', onclick: () => phone.extendWrapUp(callId) }, labels('extendWrapUp'));
  const done = el('button', { type: 'button', class: 'ac-button ac-primary', onclick: () => phone.endWrapUp(callId) }, labels('wrapUpDone'));
  const element = el('div', { class: 'ac-wrap-up' }, words, el('div', { class: 'ac-actions' }, extend, done));

  /** @param {import('../types.js').Agent['wrapUp']} wrapUp */
  function show(wrapUp) {
    element.hidden = wrapUp === null;
    const left = wrapUp ? new Date(wrapUp.until).getTime() - phone.now() : 0;
    setText(words, left > 0 ? labels('wrapUpLeft', { time: duration(left + 999) }) : labels('wrapUpOver'));
  }
  return { element, show };
}
