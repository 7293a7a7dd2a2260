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
/** @import {Link, State} from '../state/types.js' */
import { el, setAttribute, setHidden, setText } from '../common/dom.js';

/**
 * The state of the connection, and of the PBX while there is one.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {{takeOver: () => void, loginUrl: string}} actions
 * @returns {(state: State) => void}
 */
export function statusLine(root, labels, actions) {
  const dot = el('span', { class: 'ac-dot', 'aria-hidden': 'true' });
  const text = el('span', { class: 'ac-pbx-text' });
  const line = el('span', { class: 'ac-pbx' }, dot, text);
  const takeOver = el('button', { type: 'button', class: 'ac-button ac-small', onclick: actions.takeOver }, labels('useHere'));
  const login = el('a', { class: 'ac-button ac-small', href: actions.loginUrl }, labels('logIn'));
  root.append(line, takeOver, login);

  return ({ link, pbx }) => {
    const connected = link.phase === 'CONNECTED';
    setAttribute(root, 'data-link', link.phase);
    setAttribute(line, 'data-pbx', connected && pbx ? pbx : '');
    setText(text, connected && pbx ? labels(`pbx${pbx}`) : linkText(labels, link));
    setAttribute(line, 'title', text.textContent ?? '');
    setHidden(takeOver, link.phase !== 'REPLACED');
    setHidden(login, link.phase !== 'SIGNED_OUT');
  };
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {Link} link
 */
function linkText(labels, link) {
  const seconds = Math.max(1, Math.ceil(((link.retryAt ?? 0) - Date.now()) / 1000));
  return labels(`link${link.phase}`, { seconds });
}
