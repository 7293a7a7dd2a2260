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
/** @import {Link, State} from '../types.js' */
import { el, setText } from '../dom.js';

/**
 * One line: who am I, does the server hear me, and does it reach the telephone system.
 *
 * @param {HTMLElement} root
 * @param {import('../labels.js').Labels} labels
 * @param {{takeOver: () => void, loginUrl: string}} actions
 * @returns {(state: State) => void}
 */
export function stateLine(root, labels, actions) {
  const who = el('span', { class: 'ac-me' });
  const words = el('span', { class: 'ac-link-words' });
  const pbxWords = el('span', { class: 'ac-pbx-words' });
  const pbxLine = el('span', { class: 'ac-pbx' }, el('span', { class: 'ac-dot', 'aria-hidden': 'true' }), pbxWords);
  const takeOver = el('button', { type: 'button', class: 'ac-button', onclick: actions.takeOver }, labels('useHere'));
  const login = el('a', { class: 'ac-button', href: actions.loginUrl }, labels('logIn'));
  root.append(who, el('span', { class: 'ac-link' }, el('span', { class: 'ac-dot', 'aria-hidden': 'true' }), words), pbxLine, takeOver, login);

  return ({ link, user, pbx }) => {
    setText(who, user?.name ?? '');
    setText(words, linkWords(labels, link));
    root.dataset.link = link.phase;
    const told = link.phase === 'CONNECTED' ? pbx : null;
    pbxLine.hidden = told === null;
    pbxLine.dataset.pbx = told ?? '';
    setText(pbxWords, told ? labels(`pbx${told}`) : '');
    takeOver.hidden = link.phase !== 'REPLACED';
    login.hidden = link.phase !== 'SIGNED_OUT';
  };
}

/**
 * @param {import('../labels.js').Labels} labels
 * @param {Link} link
 */
function linkWords(labels, link) {
  const seconds = Math.max(1, Math.ceil(((link.retryAt ?? 0) - Date.now()) / 1000));
  return labels(`link${link.phase}`, { seconds });
}
