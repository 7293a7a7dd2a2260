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
import { el } from '../common/dom.js';
import { findNumbers } from './numbers.js';

/** Time without changes of the page after which added elements are searched, ms. */
const QUIET = 250;
/** Maximum of added elements that are searched one by one; with more the whole page is searched. */
const MOST_PARTS = 50;

/**
 * Adds a call button next to each phone number of the page, including those added later by scripts.
 *
 * @param {string} selectors  elements in which plain text is a phone number
 * @param {(number: string) => {name: string, label: string}} buttonText  of the button
 * @param {(number: string, contact: {contactMechId: string, partyId: string}) => void} call
 */
export function watchNumbers(selectors, buttonText, call) {
  /** @type {WeakSet<Node>} */
  const found = new WeakSet();
  /** @type {Set<Element>} */
  let added = new Set();
  let waiting = false;

  /** @param {Element} root */
  function search(root) {
    findNumbers(root, selectors, found).forEach(({ after, text, contactMechId, partyId }) => {
      const { name, label } = buttonText(text);
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

  function searchAdded() {
    const parts = added.size > MOST_PARTS ? [document.body] : [...added].filter((part) => part.isConnected);
    added = new Set();
    waiting = false;
    parts.forEach(search);
  }

  search(document.body);
  new MutationObserver((mutations) => {
    mutations.forEach(({ addedNodes, target }) => addedNodes.forEach((node) => {
      const part = node instanceof Element ? node : target;
      if (part instanceof Element && !part.hasAttribute('data-asterisk') && added.size <= MOST_PARTS) {
        added.add(part);
      }
    }));
    if (added.size > 0 && !waiting) {
      waiting = true;
      setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(searchAdded), QUIET);
    }
  }).observe(document.body, { childList: true, subtree: true });
}
