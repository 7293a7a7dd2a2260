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
/** @import {Message, State} from '../state/types.js' */
import { el, keyedList, setText } from '../common/dom.js';
import { iconButton } from '../common/parts.js';

/**
 * Texts that supervisors sent to the user.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {(at: string) => void} seen
 * @returns {(state: State) => void}
 */
export function messageBar(root, labels, seen) {
  const show = keyedList(root, (/** @type {Message} */ { at }) => at, ({ at }) => {
    const text = el('span');
    const close = iconButton('x', labels('closeMessage'), { class: 'ac-button ac-quiet ac-icon-only ac-small', onclick: () => seen(at) }, true);
    return {
      element: el('p', { class: 'ac-message' }, text, close),
      show: (/** @type {Message} */ message) => setText(text, labels('messageFrom', { name: message.from, text: message.text })),
    };
  });
  return (state) => show(state.messages);
}
