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
import { matchText, pageLink, callerName } from '../common/callerName.js';
import { el, keyedList, setText } from '../common/dom.js';
import { duration } from '../common/time.js';
import { progressText } from './callStatus.js';
import { contactChoice, writeUpForm } from './writeUpForm.js';

/**
 * @typedef {object} CallCommands
 * @property {(callId: string) => void} hangUp
 * @property {(callId: string) => void} lookUp
 * @property {(callId: string) => void} extendWrapUp
 * @property {(callId: string) => void} endWrapUp
 * @property {(callId: string, partyId: string) => void} correct
 * @property {import('./writeUpForm.js').WriteUpEditor} editor
 * @property {() => number} now
 */

/**
 * The user's calls in progress, and those that have just ended.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {CallCommands} commands
 * @returns {(state: State) => void}
 */
export function callList(root, labels, commands) {
  const list = el('ul', { class: 'ac-cards' });
  root.append(list);
  /** @type {State} */
  let state;
  const show = keyedList(list, (/** @type {ShownCall} */ call) => call.callId,
    (call) => callCard(call, labels, commands, () => state));

  return (next) => {
    state = next;
    show(state.calls);
    root.hidden = state.calls.length === 0;
  };
}

/**
 * @param {ShownCall} call
 * @param {import('../common/labels.js').Labels} labels
 * @param {CallCommands} commands
 * @param {() => State} state
 */
function callCard({ callId }, labels, commands, state) {
  const name = el('strong', { class: 'ac-name' });
  const number = el('span', { class: 'ac-number' });
  const matched = el('span', { class: 'ac-matched' });
  const progress = el('p', { class: 'ac-meta' });
  const error = el('p', { class: 'ac-error', role: 'alert' });
  const hangUp = el('button', { type: 'button', class: 'ac-button ac-hangup', onclick: () => commands.hangUp(callId) }, labels('hangUp'));
  const link = pageLink(labels, () => commands.lookUp(callId));
  const who = contactChoice(callId, labels, commands.correct);
  const form = writeUpForm(callId, labels, commands.editor);
  const wrapUp = wrapUpLine(callId, labels, commands);
  const element = el('li', { class: 'ac-card ac-call', 'data-call': callId },
    el('p', { class: 'ac-who' }, name, ' ', number, ' ', matched), progress, el('div', { class: 'ac-actions' }, link.element, hangUp),
    who.element, form.element, wrapUp.element, error);

  /** @param {ShownCall} call */
  function show(call) {
    const parties = call.party.parties ?? [];
    const other = callerName(labels, call.party, parties);
    const { agent, pages, writeUps } = state();
    const own = agent?.wrapUp?.callId === callId ? agent.wrapUp : null;
    setText(name, other.name);
    setText(number, other.number);
    setText(matched, matchText(labels, call.party));
    setText(progress, progressText(labels, call, commands.now()));
    setText(error, call.refusal ?? '');
    hangUp.hidden = call.state === 'ENDED';
    hangUp.disabled = call.hangingUp === true;
    element.dataset.state = call.state;
    element.classList.toggle('ac-over', call.state === 'ENDED' && !own);
    who.show(call);
    form.show(writeUps[callId], own?.dispositionRequired ?? false);
    wrapUp.show(own);
    link.show(parties, pages[callId] ?? (call.party.url ? { parties, url: call.party.url } : undefined), call.party);
  }
  return { element, show };
}

/**
 * The time left of the wrap-up, with buttons to extend and finish it.
 *
 * @param {string} callId
 * @param {import('../common/labels.js').Labels} labels
 * @param {CallCommands} commands
 */
function wrapUpLine(callId, labels, commands) {
  const text = el('p', { class: 'ac-meta' });
  const extend = el('button', { type: 'button', class: 'ac-button', onclick: () => commands.extendWrapUp(callId) }, labels('extendWrapUp'));
  const done = el('button', { type: 'button', class: 'ac-button ac-primary', onclick: () => commands.endWrapUp(callId) }, labels('wrapUpDone'));
  const element = el('div', { class: 'ac-wrap-up' }, text, el('div', { class: 'ac-actions' }, extend, done));

  /** @param {import('../state/types.js').Agent['wrapUp']} wrapUp */
  function show(wrapUp) {
    element.hidden = wrapUp === null;
    const left = wrapUp ? new Date(wrapUp.until).getTime() - commands.now() : 0;
    setText(text, left > 0 ? labels('wrapUpLeft', { time: duration(left + 999) }) : labels('wrapUpOver'));
  }
  return { element, show };
}
