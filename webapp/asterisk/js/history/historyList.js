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
/** @import {PastCall, State} from '../state/types.js' */
import { el, keyedList, setAttribute, setHidden, setText } from '../common/dom.js';
import { inParts } from '../common/inParts.js';
import { historyRow } from './historyRow.js';

/**
 * @typedef {object} Tools
 * @property {(number: string, whose: {partyId?: string | null}) => void} callBack
 * @property {() => void} more
 * @property {(time: string) => string} moment
 * @property {import('./pastNotes.js').NotesTools['requests']} requests
 */

/**
 * The list of the call history. A row opens in place.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {Tools} tools
 * @returns {(state: State) => void}
 */
export function historyList(root, labels, tools) {
  const rows = el('ul', { class: 'ac-history ac-rows' });
  const words = el('p', { class: 'ac-none', role: 'status' });
  const more = el('button', { type: 'button', class: 'ac-button ac-more', onclick: tools.more });
  root.append(el('div', { class: 'ac-scroll' }, rows, words, more));
  /** @type {string | null} */
  let open = null;
  /** @type {State} */
  let state;
  /** @type {State['history'] | null} what is drawn; null while a row is open, which loads notes by itself */
  let drawn = null;
  const showRows = keyedList(rows, (/** @type {PastCall} */ call) => call.phoneCallId, (call) => historyRow(call, labels, tools, {
    isOpen: () => open === call.phoneCallId,
    toggle: () => {
      open = open === call.phoneCallId ? null : call.phoneCallId;
      drawn = null;
      render(state);
    },
  }));
  const show = inParts(showRows, (call) => call.phoneCallId);

  /** @param {State} next */
  function render(next) {
    state = next;
    const { history } = state;
    if (history === drawn) {
      return;
    }
    drawn = open === null ? history : null;
    show(history.calls ?? []);
    setHidden(rows, !history.calls?.length);
    setAttribute(rows, 'aria-busy', String(history.busy));
    setText(words, historyText(labels, history, tools.moment));
    setText(more, history.next && history.calls ? labels(history.lookedBackTo ? 'lookFurther' : 'showMore') : '');
    more.disabled = history.busy;
  }
  return render;
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {State['history']} history
 * @param {(time: string) => string} moment
 */
function historyText(labels, { calls, failed, refusal, lookedBackTo }, moment) {
  if (failed) {
    return refusal || labels('historyFailed');
  }
  if (lookedBackTo) {
    return labels('lookedBack', { time: moment(lookedBackTo) });
  }
  return calls?.length === 0 ? labels('noHistory') : '';
}
