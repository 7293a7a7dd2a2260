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

/** What somebody wrote as a number: digits with the usual signs between them. Seven digits at least: fewer are years, prices, ids. */
const NUMBER = /[+(]?\d(?:[\s\u00a0()./-]{0,3}\d){6,18}/;
/** A date with or without its time, as OFBiz writes when a number was changed: no number, though it has enough digits. */
const MOMENT = /(?<!\d)(?:19|20)\d\d-[01]\d-[0-3]\d(?:[ T]\d[\d:.]*)?(?!\d)/g;
/** On the rest of the page only what is a number without doubt: with a country code. */
const INTERNATIONAL = /(?<![\w+])\+\d(?:[\s\u00a0()./-]{0,3}\d){6,17}(?!\d)/;
/** Text in these is not for reading, or is being written. */
const NOT_HERE = 'script, style, noscript, template, textarea, input, select, option, button, a, pre, code, '
  + '[contenteditable=""], [contenteditable="true"], [data-asterisk]';
/** How many pieces of text are read at most at a time, and how many buttons a page gets. */
const MOST_TEXTS = 4_000;
const MOST_BUTTONS = 300;

/**
 * A number on the page: where it stands, what it reads, and whose it is where the page says so.
 *
 * @typedef {{after: ChildNode, text: string, contactMechId: string, partyId: string}} Found
 */

/**
 * @param {string} text
 * @returns {string} the first number in it, in any form, dates apart; '' where there is none
 */
export function numberIn(text) {
  return first(NUMBER, text.replace(MOMENT, ';'));
}

/**
 * @param {string} text
 * @returns {string} the first number with country code in it, '' where there is none
 */
export function internationalIn(text) {
  return first(INTERNATIONAL, text);
}

/**
 * @param {RegExp} form
 * @param {string} text  as templates leave it, with line breaks and indents
 */
function first(form, text) {
  return form.exec(text.replace(/\s+/g, ' '))?.[0].trim() ?? '';
}

/**
 * Finds telephone numbers: `tel:` links, what the selectors lead to, and numbers with country code anywhere. Each is found once.
 *
 * @param {Element} root
 * @param {string} selectors  CSS; one that cannot be read finds nothing
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
      found.push({ after, text, ...whose(after.parentElement ?? root) });
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
    if (text && !node.parentElement?.closest(NOT_HERE)) {
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
 * The contact mechanism that the row around the number is about, as OFBiz's own links and forms in it say: by it the number is known with its
 * country code, which the page may not show.
 *
 * @param {Element} element
 */
export function whose(element) {
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
