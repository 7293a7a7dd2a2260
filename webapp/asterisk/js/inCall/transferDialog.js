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
import { el } from '../common/dom.js';
import { iconButton } from '../common/parts.js';
import { endOfCall } from './endOfCall.js';
import { TargetList } from './targetList.js';

/**
 * @typedef {object} TransferTools
 * @property {import('../dialing/everyone.js').Sources} find  colleagues with the state of their phone, contacts, and the directory
 * @property {(callId: string, action: string, target: string) => Promise<boolean>} send
 */

/**
 * Asks whom a call goes to: a colleague, a group's queue, a contact or a number. Enter transfers at once, and so does the first button; the
 * second calls first. A target that was refused is there again when the dialog is opened for the same call.
 *
 * @param {HTMLElement | ShadowRoot} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {TransferTools} tools
 * @returns {{open: (callId: string) => void, show: (state: State) => void}}
 */
export function createTransferDialog(root, labels, tools) {
  let call = '';
  let refused = { callId: '', to: '' };
  const field = el('input', {
    type: 'text', id: 'asterisk-transfer-to', autocomplete: 'off', spellcheck: 'false', maxlength: '100', oninput: () => targets.ask(),
  });
  const targets = new TargetList(field, tools.find);
  const title = el('h2', { id: 'asterisk-transfer' }, labels('transfer'));
  const now = iconButton('phone-forwarded', labels('transferNow'), { type: 'submit', class: 'ac-button ac-primary' });
  const consult = iconButton('phone-call', labels('consultFirst'), { type: 'button', class: 'ac-button ac-consult', onclick: () => send('CONSULT') });
  const cancel = el('button', { type: 'button', class: 'ac-button', onclick: () => dialog.close() }, labels('cancel'));
  const over = endOfCall(labels, [now, consult]);
  const form = el('form', { method: 'dialog', onsubmit: (event) => {
    event.preventDefault();
    send('TRANSFER');
  } }, title, el('label', { for: field.id }, labels('transferTo')), field, ...targets.elements, over.element,
  el('div', { class: 'ac-actions' }, cancel, consult, now));
  const dialog = el('dialog', { class: 'ac-dialog ac-transfer', 'aria-labelledby': title.id }, form);
  root.append(dialog);

  /** @param {string} action */
  async function send(action) {
    const to = field.value.trim();
    if (over.over() || to === '' || targets.takeOnly()) {
      field.focus();
      return;
    }
    const callId = call;
    dialog.close();
    refused = await tools.send(callId, action, to) ? { callId: '', to: '' } : { callId, to };
  }

  return {
    open(callId) {
      if (!dialog.open) {
        call = callId;
        field.value = refused.callId === callId ? refused.to : '';
        targets.clear();
        dialog.showModal();
        field.select();
        targets.ask();
      }
    },
    show(state) {
      over.show(state, dialog.open ? call : '');
      if (dialog.open && !over.over()) {
        targets.refresh();
      }
    },
  };
}
