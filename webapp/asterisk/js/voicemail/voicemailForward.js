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

/** @import {Message, Target} from './types.js' */
import { el, setText } from '../common/dom.js';
import { iconButton } from '../common/parts.js';

/**
 * @typedef {object} ForwardTools
 * @property {(message: Message) => Promise<Target[]>} targets
 * @property {(message: Message, target: Target) => Promise<void>} forward
 */

/**
 * Asks to whom a message is to be forwarded, once the button is pressed.
 *
 * @param {Message} message
 * @param {import('../common/labels.js').Labels} labels
 * @param {ForwardTools} tools
 * @returns {{button: HTMLElement, form: HTMLElement}}
 */
export function forwardParts(message, labels, tools) {
  /** @type {Target[]} */
  let targets = [];
  const choice = el('select', { 'aria-label': labels('forwardMessageTo') });
  const send = iconButton('check', labels('sendMessageOn'), { class: 'ac-button ac-small', 'data-do': 'sendOn', onclick: forward });
  const none = el('p', { class: 'ac-none', role: 'status' });
  const form = el('div', { class: 'ac-actions ac-forward', hidden: true }, choice, send, none);
  const button = iconButton('phone-forwarded', labels('forwardMessage'), {
    class: 'ac-button ac-small', 'data-do': 'forward', 'aria-expanded': 'false', onclick: toggle,
  });

  async function toggle() {
    form.hidden = !form.hidden;
    button.setAttribute('aria-expanded', String(!form.hidden));
    if (form.hidden) {
      return;
    }
    targets = await tools.targets(message);
    choice.replaceChildren(...targets.map(({ boxId, name }) => el('option', { value: boxId }, name)));
    choice.hidden = targets.length === 0;
    send.hidden = choice.hidden;
    setText(none, choice.hidden ? labels('noMailboxToForwardTo') : '');
    choice.focus();
  }

  async function forward() {
    const target = targets.find(({ boxId }) => boxId === choice.value);
    if (target) {
      form.hidden = true;
      button.setAttribute('aria-expanded', 'false');
      button.focus();
      await tools.forward(message, target);
    }
  }
  return { button, form };
}
