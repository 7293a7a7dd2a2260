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
import { el, hasFocus, setAttribute, setHidden, showOptions } from './dom.js';

/** As many characters as the server takes. */
const LONGEST = '20';

/**
 * What a call can be charged to: the user's codes, and whether any other can be entered.
 *
 * @typedef {{free: boolean, codes: {id: string, name: string}[]}} Accounts
 */

/**
 * The field for the account code of a call: a choice, or a text where any code can be entered. Hidden where there is nothing to choose.
 *
 * @param {string} id
 * @param {import('./labels.js').Labels} labels
 * @param {(code: string) => void} changed
 * @returns {{element: HTMLElement, value: () => string, show: (accounts: Accounts | undefined, code: string, wanted?: boolean) => void}}
 */
export function accountCode(id, labels, changed) {
  const select = el('select', { id, 'aria-label': labels('accountCode'), onchange: () => changed(select.value) });
  const known = el('datalist', { id: `${id}-known` });
  const text = el('input', {
    id: `${id}-text`, type: 'text', maxlength: LONGEST, autocomplete: 'off', spellcheck: 'false', 'aria-label': labels('accountCode'),
    onchange: () => changed(text.value.trim()),
  });
  setAttribute(text, 'list', known.id);
  const element = el('div', { class: 'ac-account', hidden: true }, el('span', { class: 'ac-account-label', 'aria-hidden': 'true' },
    labels('accountCode')), select, text, known);
  let free = false;

  return {
    element,
    value: () => (free ? text.value.trim() : select.value),
    show(accounts, code, wanted = true) {
      const codes = accounts?.codes ?? [];
      free = accounts?.free ?? false;
      setHidden(element, !wanted || isNothing(free, codes, code));
      setHidden(select, free);
      setHidden(text, !free);
      const others = code === '' || codes.some((one) => one.id === code) ? [] : [{ id: code, name: code }];
      showOptions(select, [{ id: '', name: '' }, ...codes, ...others], code);
      if (known.children.length !== codes.length) {
        known.replaceChildren(...codes.map((one) => el('option', { value: one.id }, one.name)));
      }
      if (!hasFocus(text) && text.value !== code) {
        text.value = code;
      }
    },
  };
}

/**
 * Whether there is nothing to choose.
 *
 * @param {boolean} free
 * @param {{id: string}[]} codes
 * @param {string} code
 */
function isNothing(free, codes, code) {
  return !free && codes.length === 0 && code === '';
}
