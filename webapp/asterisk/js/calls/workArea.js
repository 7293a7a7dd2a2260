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
import { el, keyedList, setHidden } from '../common/dom.js';
import { iconButton } from '../common/parts.js';
import { currentCall } from '../state/shownCalls.js';
import { contactChoice, writeUpForm } from './writeUpForm.js';

/**
 * @typedef {object} WorkCommands
 * @property {(callId: string, partyId: string) => void} correct
 * @property {(callId: string) => void} changeContact
 * @property {import('./writeUpForm.js').WriteUpEditor} editor
 */

/**
 * The customer and the notes of the current call; without a call the customer of the one that waits longest.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {WorkCommands} commands
 * @param {{callId: string | null}} selection  the call that the user has chosen
 * @param {{element: HTMLElement, show: (state: State) => void}} customer  its card
 * @returns {(state: State) => void}
 */
export function workArea(root, labels, commands, selection, customer) {
  const calls = el('div');
  const body = el('div', { class: 'ac-scroll' }, customer.element, calls);
  const nothing = el('p', { class: 'ac-none' }, labels('noCustomer'));
  root.append(body, nothing);
  /** @type {State} */
  let state;
  const show = keyedList(calls, (/** @type {ShownCall} */ call) => call.callId, (call) => notes(call, labels, commands, () => state));

  return (next) => {
    state = next;
    const call = currentCall(state, selection.callId);
    show(call ? [call] : []);
    customer.show(state);
    body.classList.toggle('ac-with-notes', call !== undefined);
    body.classList.toggle('ac-beside', call !== undefined && !customer.element.hidden);
    setHidden(body, call === undefined && customer.element.hidden);
    setHidden(nothing, !body.hidden);
  };
}

/**
 * @param {ShownCall} call
 * @param {import('../common/labels.js').Labels} labels
 * @param {WorkCommands} commands
 * @param {() => State} state
 */
function notes({ callId }, labels, commands, state) {
  const who = contactChoice(callId, labels, commands.correct);
  const change = iconButton('user-plus', labels('correct'), { class: 'ac-button ac-small ac-change-contact',
    onclick: () => commands.changeContact(callId) });
  const form = writeUpForm(callId, labels, commands.editor);
  return {
    element: el('div', { class: 'ac-notes', 'data-call': callId }, change, who.element, form.element),
    /** @param {ShownCall} call */
    show(call) {
      const { agent, writeUps } = state();
      const own = agent?.wrapUp?.callId === callId ? agent.wrapUp : null;
      who.show(call);
      setHidden(change, call.direction === 'INTERNAL');
      form.show(writeUps[callId], own?.dispositionRequired ?? false);
    },
  };
}
