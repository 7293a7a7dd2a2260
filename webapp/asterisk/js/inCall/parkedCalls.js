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
/** @import {ParkedCall, State} from '../state/types.js' */
import { el, keyedList, setHidden, setText } from '../common/dom.js';
import { iconButton } from '../common/parts.js';
import { duration } from '../common/time.js';

/**
 * The parking spaces that the user can fetch calls from: who waits there, and for how long. Hidden while there is none.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {{fetch: (callId: string) => void, now: () => number}} commands
 * @returns {(state: State) => void}
 */
export function parkedCalls(root, labels, commands) {
  const list = el('ul', { class: 'ac-parked' });
  root.append(list);
  const show = keyedList(list, (/** @type {ParkedCall} */ call) => call.callId, (call) => {
    const who = el('span', { class: 'ac-parked-who' });
    const by = el('span', { class: 'ac-parked-by' });
    const time = el('span', { class: 'ac-timer' });
    const fetch = iconButton('phone', labels('fetch'), { class: 'ac-button ac-small', onclick: () => commands.fetch(call.callId) });
    return {
      element: el('li', { class: 'ac-parked-call' }, who, ' ', time, ' ', by, ' ', fetch),
      /** @param {ParkedCall} now */
      show(now) {
        setText(who, [now.space, now.name || now.number].filter(Boolean).join(' · '));
        setText(by, now.by && labels('parkedBy', { name: now.by }));
        setText(time, duration(commands.now() - new Date(now.since).getTime()));
      },
    };
  });
  return ({ parked }) => {
    setHidden(root, parked.length === 0);
    show(parked);
  };
}
