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

/** A phone number: at least seven digits with common separators. Fewer digits are years, prices or ids. */
const NUMBER = /[+(]?\d(?:[\s\u00a0()./-]{0,3}\d){6,18}/;
/** A date, with or without time, as OFBiz shows next to contact data: not a phone number. */
const DATE = /(?<!\d)(?:19|20)\d\d-[01]\d-[0-3]\d(?:[ T]\d[\d:.]*)?(?!\d)/g;
/** In the rest of the page only numbers with country code are recognized. */
const INTERNATIONAL = /(?<![\w+])\+\d(?:[\s\u00a0()./-]{0,3}\d){6,17}(?!\d)/;
/** Elements contactOf text is not searched: not visible, editable, or interactive. */
const EXCLUDED = 'script, style, noscript, template, textarea, input, select, option, button, a, pre, code, '
  + '[contenteditable=""], [contenteditable="true"], [data-asterisk]';
/** Limits of text nodes per search, and of buttons per page. */
const MOST_TEXTS = 4_000;
const MOST_BUTTONS = 300;

/**
 * A phone number on the page: the node before the button, its text, and its contact mechanism and party if the page contains them.
 *
 * @typedef {{after: ChildNode, text: string, contactMechId: string, partyId: string}} Found
 */

/**
 * @param {string} text
 * @returns {string} the first phone number, in any format; '' if there is none
 */
export function numberIn(text) {
  return first(NUMBER, text.replace(DATE, ';'));
}

/**
 * @param {string} text
 * @returns {string} the first number with country code; '' if there is none
 */
export function internationalIn(text) {
  return first(INTERNATIONAL, text);
}

/**
 * @param {RegExp} form
 * @param {string} text  with line breaks and indents of templates
 */
function first(form, text) {
  return form.exec(text.replace(/\s+/g, ' '))?.[0].trim() ?? '';
}

/**
 * Finds phone numbers: `tel:` links, text of the elements that match the selectors, and numbers with country code anywhere. Each is found once.
 *
 * @param {Element} root
 * @param {string} selectors  CSS; nothing is found if it is not valid
 * @param {WeakSet<Node>} known
 * @returns {Found[]}
 */
export function findNumbers(root, selectors, known) {
  /** @type {Found[]} */
  const found = [];
  /**
   * @param {ChildNode} after
   * @param {string} text
   */
  const add = (after, text) => {
    if (text && !known.has(after) && found.length < MOST_BUTTONS) {
      known.add(after);
      found.push({ after, text, ...contactOf(after.parentElement ?? root) });
    }
  };
  all(root, 'a[href^="tel:"]').forEach((link) => add(link, decode(link.getAttribute('href')?.slice(4) ?? '')));
  all(root, selectors).forEach((element) => {
    const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    texts.forEach((node) => add(node, numberIn(node.textContent ?? '')));
  });
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let count = 0; count < MOST_TEXTS && walker.nextNode(); count += 1) {
    const node = /** @type {Text} */ (walker.currentNode);
    const text = node.data.length < 400 ? internationalIn(node.data) : '';
    if (text && !node.parentElement?.closest(EXCLUDED)) {
      add(node, text);
    }
  }
  return found;
}

/**
 * @param {Element} root
 * @param {string} selectors
 * @returns {Element[]}
 */
function all(root, selectors) {
  try {
    const own = root.matches(selectors) ? [root] : [];
    return [...own, ...root.querySelectorAll(selectors)].filter((element) => !element.closest('[data-asterisk]'));
  } catch {
    return [];
  }
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text).split(';')[0];
  } catch {
    return text;
  }
}

/**
 * Returns the contact mechanism of the row around the number, from OFBiz's links and forms in it: its number has the country
 * code, which the page may not show.
 *
 * @param {Element} element
 */
export function contactOf(element) {
  const none = { contactMechId: '', partyId: '' };
  const row = element.closest('[data-contact-mech-id], tr, li');
  const ids = new Set([
    ...[...row?.querySelectorAll('input[name="contactMechId"], input[name="oldContactMechId"]') ?? []]
      .map((input) => /** @type {HTMLInputElement} */ (input).value),
    ...[...row?.querySelectorAll('a[href*="contactMechId="]') ?? []].map(contactMechIn),
    row?.getAttribute('data-contact-mech-id') ?? '',
  ].filter(Boolean));
  return ids.size === 1 ? { contactMechId: [...ids][0], partyId: new URL(document.URL).searchParams.get('partyId') ?? '' } : none;
}

/** @param {Element} link */
function contactMechIn(link) {
  const { href } = /** @type {HTMLAnchorElement} */ (link);
  return URL.canParse(href) ? new URL(href).searchParams.get('contactMechId') ?? '' : '';
}
