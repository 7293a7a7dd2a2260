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
import { el } from '../dom.js';
import { findNumbers } from './numbers.js';

/** How long the page must be quiet before what was added to it is read, ms. */
const QUIET = 250;
/** Added parts that are read one by one; more of them, and the page is read as a whole. */
const MOST_PARTS = 50;

/**
 * Puts a button behind each telephone number of the page, and behind those that scripts add later.
 *
 * @param {string} selectors  where plain text is a number
 * @param {(number: string) => {name: string, label: string}} words  of the button
 * @param {(number: string, whose: {contactMechId: string, partyId: string}) => void} call
 */
export function watchNumbers(selectors, words, call) {
  /** @type {WeakSet<Node>} */
  const known = new WeakSet();
  /** @type {Set<Element>} */
  let added = new Set();
  let waiting = false;

  /** @param {Element} root */
  function read(root) {
    findNumbers(root, selectors, known).forEach(({ after, text, contactMechId, partyId }) => {
      const { name, label } = words(text);
      after.after(' ', el('button', {
        type: 'button', class: 'buttontext asterisk-call-button', 'aria-label': label, title: label, 'data-asterisk': true,
        onclick: (event) => {
          event.preventDefault();
          event.stopPropagation();
          call(text, { contactMechId, partyId });
        },
      }, name));
    });
  }

  function readAdded() {
    const parts = added.size > MOST_PARTS ? [document.body] : [...added].filter((part) => part.isConnected);
    added = new Set();
    waiting = false;
    parts.forEach(read);
  }

  read(document.body);
  new MutationObserver((mutations) => {
    mutations.forEach(({ addedNodes, target }) => addedNodes.forEach((node) => {
      const part = node instanceof Element ? node : target;
      if (part instanceof Element && !part.hasAttribute('data-asterisk') && added.size <= MOST_PARTS) {
        added.add(part);
      }
    }));
    if (added.size > 0 && !waiting) {
      waiting = true;
      setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(readAdded), QUIET);
    }
  }).observe(document.body, { childList: true, subtree: true });
}
