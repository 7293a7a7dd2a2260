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
import { el, setHidden, showOptions } from '../common/dom.js';

/** @typedef {{id: string, name: string}} OutboundService  by which a call outside can be placed */

const REMEMBERED = 'asterisk.outboundService';

/**
 * The field for the outbound service of a call. Hidden from users who have none. The last choice is kept in the browser.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {() => Pick<Storage, 'getItem' | 'setItem'>} [storage]  may throw
 * @returns {{element: HTMLElement, value: () => string, show: (services: OutboundService[] | undefined) => void}}
 */
export function outboundService(labels, storage = () => localStorage) {
  let chosen = remembered(storage);
  const select = el('select', {
    id: 'asterisk-dial-service',
    onchange: () => {
      chosen = select.value;
      remember(storage, chosen);
    },
  });
  const element = el('div', { class: 'ac-account', hidden: true },
    el('label', { class: 'ac-account-label', for: select.id }, labels('outboundService')), select);
  let known = false;

  return {
    element,
    value: () => (known ? select.value : ''),
    show(services) {
      known = services !== undefined && services.length > 0;
      setHidden(element, !known);
      if (services && known) {
        showOptions(select, [{ id: '', name: labels('usualService') }, ...services.map(({ id, name }) => ({ id, name }))],
          services.some(({ id }) => id === chosen) ? chosen : '');
      }
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
