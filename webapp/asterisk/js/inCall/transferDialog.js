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
/** @import {DialEntry} from '../state/types.js' */
import { el, setText } from '../common/dom.js';
import { iconButton } from '../common/parts.js';
import { findEveryone } from '../dialing/everyone.js';

/** After the last key, ms. */
const QUIET = 200;
/** Rows, of OFBiz and of the LDAP directory. */
const MOST_OWN = 6;
const MOST_OTHERS = 4;

/**
 * @typedef {object} TransferTools
 * @property {import('../dialing/everyone.js').Sources} find  colleagues with the state of their phone, contacts, and the directory
 * @property {(callId: string, action: string, target: string) => Promise<boolean>} send
 */

/**
 * Asks whom a call goes to: a colleague, a group's queue, a contact or a number. Enter transfers at once, and so does the first button; the
 * second calls first.
 *
 * @param {HTMLElement | ShadowRoot} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {TransferTools} tools
 * @returns {{open: (callId: string) => void}}
 */
export function createTransferDialog(root, labels, tools) {
  let call = '';
  const field = el('input', {
    type: 'text', id: 'asterisk-transfer-to', autocomplete: 'off', spellcheck: 'false', maxlength: '100',
    oninput: () => ask(),
  });
  const state = el('p', { class: 'ac-hint', role: 'status' });
  const found = el('ul', { class: 'ac-targets' });
  const ask = suggestions(field, state, found, tools.find);
  const title = el('h2', { id: 'asterisk-transfer' }, labels('transfer'));
  const now = iconButton('phone-forwarded', labels('transferNow'), { type: 'submit', class: 'ac-button ac-primary' });
  const consult = iconButton('phone-call', labels('consultFirst'), { type: 'button', class: 'ac-button ac-consult', onclick: () => send('CONSULT') });
  const cancel = el('button', { type: 'button', class: 'ac-button', onclick: () => dialog.close() }, labels('cancel'));
  const dialog = el('dialog', { class: 'ac-dialog ac-transfer', 'aria-labelledby': title.id }, el('form', {
    method: 'dialog',
    onsubmit: (event) => {
      event.preventDefault();
      send('TRANSFER');
    },
  }, title, el('label', { for: field.id }, labels('transferTo')), field, found, state, el('div', { class: 'ac-actions' }, cancel, consult, now)));
  root.append(dialog);

  /** @param {string} action */
  async function send(action) {
    const to = field.value.trim();
    if (to === '') {
      field.focus();
      return;
    }
    dialog.close();
    await tools.send(call, action, to);
  }

  return {
    open(callId) {
      call = callId;
      field.value = '';
      setText(state, '');
      found.replaceChildren();
      dialog.showModal();
      field.focus();
      ask();
    },
  };
}

/**
 * @param {DialEntry} entry
 * @param {HTMLInputElement} field  takes its number
 * @param {HTMLElement} state  tells what its phone does
 */
function target(entry, field, state) {
  const text = [entry.name, entry.display ?? entry.number, entry.stateText ?? entry.detail ?? ''].filter(Boolean).join(' · ');
  const choose = () => {
    field.value = entry.number;
    setText(state, text);
    field.focus();
  };
  return el('li', {}, el('button', { type: 'button', class: 'ac-button ac-quiet', onclick: choose }, text));
}

/**
 * Lists who may be meant, a moment after the last key.
 *
 * @param {HTMLInputElement} field
 * @param {HTMLElement} state
 * @param {HTMLElement} found
 * @param {TransferTools['find']} find
 * @returns {() => void}
 */
function suggestions(field, state, found, find) {
  let asked = new AbortController();
  let later = 0;
  return () => {
    asked.abort();
    clearTimeout(later);
    const mine = new AbortController();
    asked = mine;
    later = window.setTimeout(async () => {
      await findEveryone(find, field.value, mine.signal, ({ entries }) => {
        const own = entries.filter(({ kind }) => kind !== 'DIRECTORY').slice(0, MOST_OWN);
        const others = entries.filter(({ kind }) => kind === 'DIRECTORY').slice(0, MOST_OTHERS);
        found.replaceChildren(...[...own, ...others].map((entry) => target(entry, field, state)));
      }).catch(() => found.replaceChildren());
    }, QUIET);
  };
}
