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
import { el, setHidden, setText, showOptions } from '../common/dom.js';

/**
 * By which a call outside can be placed.
 *
 * @typedef {{id: string, name: string, callerId?: string}} OutboundService  callerId: the number that customers are shown, '' if it is the phone's
 */

const REMEMBERED = 'asterisk.outboundService';

/**
 * The field for the outbound service of a call, and which number customers see. Hidden from users who have none. The last choice is kept in the
 * browser.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {() => Pick<Storage, 'getItem' | 'setItem'>} [storage]  may throw
 * @returns {{element: HTMLElement, value: () => string, show: (services: OutboundService[] | undefined) => void}}
 */
export function outboundService(labels, storage = () => localStorage) {
  let chosen = remembered(storage);
  /** @type {OutboundService[]} */
  let known = [];
  const select = el('select', {
    id: 'asterisk-dial-service', 'aria-describedby': 'asterisk-dial-caller-id',
    onchange: () => {
      chosen = select.value;
      remember(storage, chosen);
      showCallerId();
    },
  });
  const callerId = el('p', { class: 'ac-hint', id: 'asterisk-dial-caller-id', role: 'status' });
  const element = el('div', { class: 'ac-account', hidden: true },
    el('label', { class: 'ac-account-label', for: select.id }, labels('outboundService')), select, callerId);

  function showCallerId() {
    const number = known.find(({ id }) => id === select.value)?.callerId;
    setText(callerId, number ? labels('customersSee', { number }) : '');
  }

  return {
    element,
    value: () => (known.length > 0 ? select.value : ''),
    show(services = []) {
      known = services;
      setHidden(element, known.length === 0);
      if (known.length > 0) {
        showOptions(select, [{ id: '', name: labels('usualService') }, ...known.map(({ id, name }) => ({ id, name }))],
          known.some(({ id }) => id === chosen) ? chosen : '');
      }
      showCallerId();
    },
  };
}

/** @param {() => Pick<Storage, 'getItem'>} storage */
function remembered(storage) {
  try {
    return storage().getItem(REMEMBERED) ?? '';
  } catch {
    return ''; // disabled
  }
}

/**
 * @param {() => Pick<Storage, 'setItem'>} storage
 * @param {string} id
 */
function remember(storage, id) {
  try {
    storage().setItem(REMEMBERED, id);
  } catch {
    // full or disabled: the choice lasts until the page is closed
  }
}
