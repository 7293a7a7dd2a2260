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
import { el, setText } from '../common/dom.js';
import { endOfCall } from './endOfCall.js';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/**
 * The keypad for the other end's menus. Keys of the keyboard work as well; Escape closes it.
 *
 * @param {HTMLElement | ShadowRoot} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {(callId: string, keys: string) => void} send
 * @returns {{open: (callId: string) => void, show: (state: import('../state/types.js').State) => void}}
 */
export function createKeypad(root, labels, send) {
  let call = '';
  const sent = el('output', { class: 'ac-keys', 'aria-live': 'polite' });
  /** @param {string} key */
  const press = (key) => {
    if (over.over()) {
      return;
    }
    setText(sent, `${sent.textContent}${key}`.slice(-20));
    send(call, key);
  };
  const buttons = KEYS.map((key) => el('button', { type: 'button', class: 'ac-button', onclick: () => press(key) }, key));
  const title = el('h2', { id: 'asterisk-keypad' }, labels('keypad'));
  const over = endOfCall(labels, buttons);
  const dialog = el('dialog', {
    class: 'ac-dialog ac-keypad', 'aria-labelledby': title.id,
    onkeydown: (event) => {
      const { key, altKey, ctrlKey, metaKey } = /** @type {KeyboardEvent} */ (event);
      if (KEYS.includes(key) && !altKey && !ctrlKey && !metaKey) { // Ctrl and a digit is another tab of the browser
        event.preventDefault();
        press(key);
      }
    },
  }, title, sent, el('div', { class: 'ac-keypad-keys' }, ...buttons), over.element,
  el('form', { method: 'dialog', class: 'ac-actions' }, el('button', { class: 'ac-button' }, labels('close'))));
  root.append(dialog);

  return {
    open(callId) {
      call = callId;
      setText(sent, '');
      dialog.showModal();
    },
    show: (state) => over.show(state, dialog.open ? call : ''),
  };
}
