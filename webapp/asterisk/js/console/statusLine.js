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
import { el, setText } from '../common/dom.js';

/**
 * The status line: the user, the connection to the server, and the PBX.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {{takeOver: () => void, loginUrl: string}} actions
 * @returns {(state: State) => void}
 */
export function statusLine(root, labels, actions) {
  const who = el('span', { class: 'ac-me' });
  const linkStatus = el('span', { class: 'ac-link-text' });
  const pbxStatus = el('span', { class: 'ac-pbx-text' });
  const pbxLine = el('span', { class: 'ac-pbx' }, el('span', { class: 'ac-dot', 'aria-hidden': 'true' }), pbxStatus);
  const takeOver = el('button', { type: 'button', class: 'ac-button', onclick: actions.takeOver }, labels('useHere'));
  const login = el('a', { class: 'ac-button', href: actions.loginUrl }, labels('logIn'));
  root.append(who, el('span', { class: 'ac-link' }, el('span', { class: 'ac-dot', 'aria-hidden': 'true' }), linkStatus), pbxLine, takeOver, login);

  return ({ link, user, pbx }) => {
    setText(who, user?.name ?? '');
    setText(linkStatus, linkText(labels, link));
    root.dataset.link = link.phase;
    const pbxState = link.phase === 'CONNECTED' ? pbx : null;
    pbxLine.hidden = pbxState === null;
    pbxLine.dataset.pbx = pbxState ?? '';
    setText(pbxStatus, pbxState ? labels(`pbx${pbxState}`) : '');
    takeOver.hidden = link.phase !== 'REPLACED';
    login.hidden = link.phase !== 'SIGNED_OUT';
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
