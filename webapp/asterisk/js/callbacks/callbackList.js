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
/** @import {Callback} from './types.js' */
import { el, keyedList, setHidden, setText } from '../common/dom.js';
import { iconButton } from '../common/parts.js';
import { callbackCommands } from './callbackCommands.js';
import { callbackRow } from './callbackRow.js';

/**
 * @typedef {object} CallbackTools
 * @property {ReturnType<typeof import('./callbacks.js').createCallbacks>} callbacks
 * @property {(number: string, whose: {partyId?: string | null}) => Promise<boolean>} dial
 * @property {(callbackTaskId: string) => import('../voicemail/types.js').Message[]} messagesOf  left by the customer
 * @property {(time: string) => string} moment
 * @property {() => number} now  ms since 1970
 */

/**
 * Whom to call back, those who are due first. A row opens in place. Closing one can be undone.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {CallbackTools} tools
 * @returns {() => void}
 */
export function callbackList(root, labels, tools) {
  const rows = el('ul', { class: 'ac-callback-rows ac-rows' });
  const words = el('p', { class: 'ac-none', role: 'status' });
  const error = el('p', { class: 'ac-error ac-none', role: 'alert', hidden: true });
  const notice = closedNotice(labels, (callbackTaskId) => commands.reopen(callbackTaskId));
  const commands = callbackCommands(tools.callbacks, tools.dial, labels, { refused: (message) => setText(error, message), closed: notice.show });
  root.append(el('div', { class: 'ac-scroll ac-callbacks' }, error, notice.element, rows, words));
  /** @type {string | null} */
  let open = null;
  const show = keyedList(rows, (/** @type {Callback} */ task) => task.callbackTaskId, (task) => callbackRow(task, labels, {
    ...tools, ...commands, isOpen: () => open === task.callbackTaskId,
    toggle: () => {
      open = open === task.callbackTaskId ? null : task.callbackTaskId;
      render();
    },
  }));

  function render() {
    const { list, failed } = tools.callbacks.show();
    show(list ?? []);
    setHidden(rows, !list?.length);
    setText(words, failed ? labels('callbacksFailed') : list?.length === 0 ? labels('noCallbacks') : '');
  }
  return render;
}

/**
 * Says which callback was closed last, and undoes it.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {(callbackTaskId: string) => void} undo
 */
function closedNotice(labels, undo) {
  let callbackTaskId = '';
  const text = el('span');
  const element = el('p', { class: 'ac-none ac-notice', role: 'status', hidden: true }, text, ' ',
    iconButton('rotate-ccw', labels('undo'), { class: 'ac-button ac-small', 'data-do': 'undo', onclick: () => undo(callbackTaskId) }));
  return {
    element,
    /** @param {Callback | null} task */
    show(task) {
      callbackTaskId = task?.callbackTaskId ?? '';
      setText(text, task ? labels('callbackClosed', { name: task.name || task.display }) : '');
      setHidden(element, !task);
    },
  };
}
