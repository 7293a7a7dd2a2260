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
import { callerName } from '../common/callerName.js';
import { createContactDialog } from '../customer/contactDialog.js';

/**
 * Changes the contact of a call: of one on the page, and of one in the call history, whose link leads to a page without scripts.
 *
 * @param {HTMLElement} page
 * @param {HTMLElement} history
 * @param {import('../common/labels.js').Labels} labels
 * @param {import('../customer/contactDialog.js').ContactTools} tools
 * @param {(time: string) => string} moment
 * @returns {(state: State, callId: string) => void}
 */
export function createContactChange(page, history, labels, tools, moment) {
  const dialog = createContactDialog(page, labels, tools);
  history.addEventListener('click', (event) => {
    const link = /** @type {Element} */ (event.target).closest?.('a[href*="correctCall?"]');
    const row = link?.closest('li');
    if (link && row && !(/** @type {MouseEvent} */ (event).ctrlKey || /** @type {MouseEvent} */ (event).metaKey)) {
      event.preventDefault();
      const text = (/** @type {string} */ selector) => row.querySelector(selector)?.textContent ?? '';
      const phoneCallId = new URL(/** @type {HTMLAnchorElement} */ (link).href).searchParams.get('phoneCallId') ?? '';
      dialog.open({ phoneCallId, number: '', display: text('.ac-name'), name: text('.ac-name'), when: text('.ac-time') });
    }
  });
  return (state, callId) => {
    const call = state.calls.find((one) => one.callId === callId);
    if (call) {
      const { name } = callerName(labels, call.party, call.party.parties ?? []);
      const known = (call.party.parties ?? []).length > 0;
      dialog.open({ callId, number: call.party.e164 || call.party.number, display: call.party.display || call.party.number,
        name: known ? name : call.party.name ?? '', known, when: moment(call.startedAt) });
    }
  };
}
