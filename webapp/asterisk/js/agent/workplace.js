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
import { disclosure } from '../common/disclosure.js';
import { el, setHidden } from '../common/dom.js';
import { iconButton } from '../common/parts.js';

/**
 * Where the user works today: any free phone of the PBX, or an outside number. A browser can keep its phone: who signs in there works at it.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {object} tools
 * @param {(number: string, takeOver: boolean) => Promise<string>} tools.workAt  resolves to '', or the code of the refusal
 * @param {import('../common/confirmation.js').Confirm} tools.confirm
 * @param {Pick<ReturnType<typeof import('../preferences/preferences.js').createPreferences>, 'now' | 'change'>} tools.preferences
 * @returns {{element: HTMLElement, show: (state: State) => void}}
 */
export function workplaceForm(labels, { workAt, confirm, preferences }) {
  const number = el('input', { id: 'asterisk-work-at', type: 'tel', maxlength: '40', autocomplete: 'off', required: true });
  const always = el('input', { id: 'asterisk-work-always', type: 'checkbox' });
  const use = el('button', { class: 'ac-button ac-primary' }, labels('workAt'));
  const form = el('form', { class: 'ac-menu ac-workplace', onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    go();
  } },
  el('label', { for: number.id }, labels('workAtNumber')), number, el('p', { class: 'ac-hint' }, labels('workAtHint')),
  el('label', { class: 'ac-check' }, always, ' ', labels('workAtAlways')), use);
  const open = iconButton('map-pin', labels('workAtOpen'), { class: 'ac-button ac-quiet ac-work-open' }, true);
  const menu = disclosure(/** @type {HTMLButtonElement} */ (open), form);
  open.addEventListener('click', () => {
    always.checked = preferences.now.phone !== '';
    number.value = preferences.now.phone;
    if (!form.hidden) {
      number.focus();
    }
  });
  /** @type {State} */
  let before;

  async function go() {
    const wanted = number.value.trim();
    if (wanted === '') {
      return;
    }
    menu.close();
    const { phone } = preferences.now;
    preferences.change({ phone: always.checked ? wanted : '' }); // before the answer, which the page may show
    const refusal = await workAt(wanted, false);
    const refused = refusal === 'PHONE_TAKEN' ? await takeOver(wanted) : refusal !== '';
    preferences.change(refused ? { phone } : {});
  }

  /**
   * @param {string} wanted
   * @returns {Promise<boolean>} whether the user doesn't work there after all
   */
  async function takeOver(wanted) {
    const text = before.agentRequest.refusal;
    return !await confirm({ title: labels('workAtTaken', { number: wanted }), text, action: labels('workAtTakeOver') })
      || await workAt(wanted, true) !== '';
  }

  return {
    element: menu.element,
    show(state) {
      const signsIn = arrived(before, state);
      before = state;
      setHidden(menu.element, !state.agent);
      use.disabled = state.agentRequest.busy;
      if (signsIn && preferences.now.phone !== '' && preferences.now.phone !== state.extension?.name) {
        workAt(preferences.now.phone, false);
      }
    },
  };
}

/**
 * Whether the user has just come to the page, or signed in there.
 *
 * @param {State | undefined} before
 * @param {State} state
 */
function arrived(before, state) {
  const isIn = state.agent !== null && state.agent.choice.state !== 'SIGNED_OUT';
  return isIn && (!before?.agent || before.agent.choice.state === 'SIGNED_OUT');
}
