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
import { el, setText } from './dom.js';

/** @typedef {(question: {title: string, text: string, action: string}) => Promise<boolean>} Confirm */

/**
 * Asks before an action that can't be undone. The question names what it concerns, the button what happens.
 *
 * @param {HTMLElement} root
 * @param {import('./labels.js').Labels} labels
 * @returns {Confirm} resolves to whether the user agreed; Escape means no
 */
export function createConfirmation(root, labels) {
  const title = el('h2', { id: 'asterisk-question' });
  const text = el('p');
  const action = el('button', { value: 'yes', class: 'ac-button ac-danger' });
  const cancel = el('button', { value: '', class: 'ac-button', autofocus: true }, labels('cancel'));
  const dialog = el('dialog', { class: 'ac-dialog', 'aria-labelledby': title.id },
    el('form', { method: 'dialog' }, title, text, el('div', { class: 'ac-actions' }, cancel, action)));
  root.append(dialog);

  return (question) => new Promise((resolve) => {
    setText(title, question.title);
    setText(text, question.text);
    setText(action, question.action);
    dialog.returnValue = '';
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
    dialog.showModal();
  });
}
