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

/**
 * Finds on a page what can't be read or pressed. LegibilityIT runs this in its browser, in each state of the console: it uses nothing but its
 * arguments.
 *
 * @typedef {{left: number, right: number, top: number, bottom: number}} Box
 * @typedef {{element: Element, text: string, boxes: Box[], layer: Element | null}} Text
 */

/**
 * @param {Window & typeof globalThis} window
 * @param {string} selector  of what is looked at; its shadow tree if it has one
 * @param {string} mayBeCut  selects the elements that may end in an ellipsis, as their whole text is in a title or an accessible name
 * @param {string} mayScroll  selects what may be scrolled sideways: tables that need their columns beside each other
 * @returns {{faults: string[], texts: string[]}} the faults, and all texts that are shown
 */
export function findIllegible(window, selector, mayBeCut, mayScroll) {
  const { document, innerWidth } = window;
  const host = /** @type {Element} */ (document.querySelector(selector));
  const root = host.shadowRoot ?? host;
  const LAYERS = '.ac-menu, dialog, .ac-suggestions, .ac-messages, .island, .ac-field, .wb-dialog';
  const PRESSED = 'button, summary, select, a.ac-button, [role=button], [role=option], label:has(> [type=checkbox], > [type=radio])';
  const WITHOUT_TEXT = ['checkbox', 'radio', 'range', 'hidden', 'date', 'datetime-local', 'file'];
  const SIDEWAYS = 'scrolls sideways';
  const SMALLEST = 24;
  /** Room of a select's arrow, px. */
  const ARROW = 18;
  /** @type {Set<string>} */
  const faults = new Set();
  const looks = new Map();

  /** @param {Element} element @returns {CSSStyleDeclaration} */
  function look(element) {
    const known = looks.get(element) ?? window.getComputedStyle(element);
    looks.set(element, known);
    return known;
  }
  /** @param {Element} element @returns {Element | null} */
  const above = (element) => element.parentElement ?? (element.getRootNode() instanceof window.ShadowRoot
    ? /** @type {ShadowRoot} */ (element.getRootNode()).host : null);
  /** @param {Element} element */
  function nameOf(element) {
    const own = (/** @type {Element} */ one) => one.tagName.toLowerCase() + (one.id ? `#${one.id}` : '')
      + [...one.classList].map((name) => `.${name}`).join('');
    return [above(element), element].filter((one) => one !== null).map(own).join(' > ');
  }
  const short = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').trim().slice(0, 80);
  const fault = (/** @type {string} */ kind, /** @type {string} */ text, /** @type {Element} */ element) => {
    faults.add(`${kind}: "${short(text)}" in ${nameOf(element)}`);
  };
  const shown = (/** @type {Element} */ element) => element.checkVisibility({
    opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  /** @param {Element} element */
  function forScreenReaders(element) {
    for (let up = /** @type {Element | null} */ (element); up; up = above(up)) {
      if (look(up).clipPath !== 'none' || up.closest('.visually-hidden, .sr-only')) {
        return true;
      }
    }
    return false;
  }

  /** The ancestors that can cut what is in an element; one that is positioned absolutely leaves those out that it isn't positioned in. */
  const around = new Map();
  /** @param {Element} element @returns {Element[]} */
  function cutting(element) {
    const known = around.get(element);
    if (known) {
      return known;
    }
    const up = above(element);
    const { display, overflowX, overflowY } = look(element);
    const own = !['inline', 'contents'].includes(display) && (overflowX !== 'visible' || overflowY !== 'visible') ? [element] : [];
    let outer = up;
    if (look(element).position === 'fixed' || up === null) {
      outer = null;
    } else if (look(element).position === 'absolute') {
      while (outer && look(outer).position === 'static') {
        outer = above(outer);
      }
    }
    const all = [...own, ...(outer ? cutting(outer) : [])];
    around.set(element, all);
    return all;
  }
  /** @param {Element} element @returns {Box} inside its border */
  function inside(element) {
    const { left, top } = element.getBoundingClientRect();
    const [x, y] = [left + element.clientLeft, top + element.clientTop];
    return { left: x, right: x + element.clientWidth, top: y, bottom: y + element.clientHeight };
  }
  const scrolls = (/** @type {string} */ overflow) => overflow === 'auto' || overflow === 'scroll';

  /** Whether the whole text of an element can be had otherwise. @param {Element} element @param {string} text */
  function isElsewhere(element, text) {
    const plain = (/** @type {string | null} */ words) => (words ?? '').replace(/\s+/g, ' ').trim();
    for (let up = /** @type {Element | null} */ (element); up; up = above(up)) {
      if (['title', 'aria-label'].some((name) => plain(up?.getAttribute(name) ?? '').includes(plain(text)))) {
        return true;
      }
    }
    return false;
  }
  /** @param {string} kind @param {string} text @param {Element} element */
  function cut(kind, text, element) {
    if (kind === SIDEWAYS && element.closest(mayScroll)) {
      return;
    }
    if (!element.closest(mayBeCut)) {
      fault(kind, text, element);
    } else if (!isElsewhere(element, text)) {
      fault(`${kind}, and nowhere whole`, text, element);
    }
  }

  /** Finds out whether an ancestor cuts a line. @param {Box} line @param {Element} frame @param {Text} text */
  function cuts(line, frame, { element, text }) {
    const box = inside(frame);
    const { overflowX, overflowY } = look(frame);
    if (overflowX !== 'visible' && (line.right > box.right + 1.5 || line.left < box.left - 1.5)) {
      cut(scrolls(overflowX) ? SIDEWAYS : 'cut', text, element);
    }
    if (['hidden', 'clip'].includes(overflowY) && (line.bottom > box.bottom + 4 || line.top < box.top - 4)) {
      cut('cut in height', text, element);
    }
  }

  /**
   * What of a line is seen: null if it is scrolled out of view, or cut as it may be.
   *
   * @param {Box} line
   * @param {Text} text
   * @returns {Box | null}
   */
  function seen(line, text) {
    let rest = line;
    for (const frame of cutting(text.element)) {
      cuts(rest, frame, text);
      const box = inside(frame);
      rest = { left: Math.max(rest.left, box.left), right: Math.min(rest.right, box.right), top: Math.max(rest.top, box.top),
        bottom: Math.min(rest.bottom, box.bottom) };
      if (rest.right - rest.left < 2 || rest.bottom - rest.top < 3) {
        return null;
      }
    }
    if (rest.right > innerWidth + 1 || rest.left < -1) {
      fault('beyond the window', text.text, text.element);
    }
    return rest;
  }

  /** Whether a box is drawn around what is in the element. @param {Element} element */
  function isBox(element) {
    const { backgroundColor, borderLeftWidth, borderLeftColor, display } = look(element);
    const clear = (/** @type {string} */ color) => /^(transparent|rgba\(.*, 0\))$/.test(color);
    return display !== 'inline' && display !== 'contents' && (!clear(backgroundColor) || (borderLeftWidth !== '0px' && !clear(borderLeftColor)));
  }
  /** @param {Box} line @param {Text} text */
  function staysInBoxes(line, { element, text }) {
    for (let up = /** @type {Element | null} */ (element); up && up !== host; up = above(up)) {
      const box = up.getBoundingClientRect();
      if (look(up).overflowX !== 'visible' || look(up).position === 'absolute') {
        return;
      }
      if (isBox(up) && (line.right > box.right + 1 || line.left < box.left - 1 || line.bottom > box.bottom + 3 || line.top < box.top - 3)) {
        fault('leaves its box', text, up);
        return;
      }
    }
  }

  /** @returns {Text[]} */
  function findTexts() {
    const walker = document.createTreeWalker(root, window.NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.parentElement;
      const text = node.textContent ?? '';
      if (element && text.trim() && !element.closest('script, style, option, svg, template, textarea') && shown(element)
        && !forScreenReaders(element)) {
        const range = document.createRange();
        range.selectNodeContents(node);
        const lines = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
        const one = { element, text, boxes: /** @type {Box[]} */ ([]), layer: element.closest(LAYERS) };
        one.boxes = lines.map((line) => seen(line, one)).filter((box) => box !== null);
        one.boxes.forEach((line) => staysInBoxes(line, one));
        found.push(one);
      }
    }
    return found;
  }

  /** Texts over one another. Menus and dialogs cover what is behind them. @param {Text[]} texts */
  function findOverlaps(texts) {
    const lines = texts.flatMap((text) => text.boxes.map((box) => ({ text, box }))).sort((a, b) => a.box.top - b.box.top);
    lines.forEach((one, i) => {
      for (let j = i + 1; j < lines.length && lines[j].box.top < one.box.bottom - 4; j += 1) {
        const other = lines[j];
        const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (width > 2 && height > 4 && one.text.layer === other.text.layer && one.text !== other.text) {
          fault('over one another', `${short(one.text.text)} / ${short(other.text.text)}`, one.text.element);
        }
      }
    });
  }

  /** What covers a text and isn't a menu or dialog. @param {Text[]} texts */
  function findCovered(texts) {
    const at = /** @type {DocumentOrShadowRoot} */ (host.shadowRoot ?? document);
    texts.forEach(({ element, text, boxes, layer }) => boxes.forEach((box) => {
      const hit = at.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      if (hit && hit !== host && root.contains(hit) && !hit.contains(element) && !element.contains(hit)
        && hit.closest(LAYERS) === layer && !hit.closest('label')?.contains(element)) {
        fault(`covered by ${nameOf(hit)}`, text, element);
      }
    }));
  }

  /** @param {Element} element @param {string} text */
  function widthOf(element, text) {
    const context = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
    context.font = look(element).font;
    return context.measureText(text).width;
  }
  function findFields() {
    root.querySelectorAll('input, select').forEach((element) => {
      const field = /** @type {HTMLInputElement | HTMLSelectElement} */ (element);
      if (!shown(field) || forScreenReaders(field) || WITHOUT_TEXT.includes(field.type)) {
        return;
      }
      const { paddingLeft, paddingRight } = look(field);
      const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
      if (field instanceof window.HTMLSelectElement) {
        const text = field.selectedOptions[0]?.text ?? '';
        if (widthOf(field, text) > room - ARROW + 1) {
          cut('cut', text, field);
        }
      } else if (field.value === '' && field.placeholder && widthOf(field, field.placeholder) > room + 1) {
        fault('placeholder cut', field.placeholder, field);
      }
    });
  }

  function findSmallTargets() {
    root.querySelectorAll(PRESSED).forEach((element) => {
      const { width, height } = element.getBoundingClientRect();
      if (shown(element) && !forScreenReaders(element) && width > 0 && (width < SMALLEST - 0.5 || height < SMALLEST - 0.5)) {
        fault(`${Math.round(width)} x ${Math.round(height)} px`, element.textContent || element.getAttribute('aria-label') || '', element);
      }
    });
  }

  function findSidewaysScrollingAndEllipses() {
    const page = /** @type {Element} */ (document.scrollingElement);
    if (page.scrollWidth > innerWidth) {
      fault('the page scrolls sideways', `${page.scrollWidth} px`, page);
    }
    root.querySelectorAll('*').forEach((element) => {
      const wide = element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1 && shown(element);
      if (wide && scrolls(look(element).overflowX) && !element.matches(mayScroll)) {
        fault(SIDEWAYS, `${element.scrollWidth} px in ${element.clientWidth}`, element);
      } else if (wide && look(element).textOverflow === 'ellipsis') {
        cut('ends in an ellipsis', element.textContent ?? '', element);
      }
    });
  }

  const texts = findTexts();
  findOverlaps(texts);
  findCovered(texts);
  findFields();
  findSmallTargets();
  findSidewaysScrollingAndEllipses();
  const attributes = [...root.querySelectorAll('[title], [aria-label], [placeholder]')].filter(shown)
    .flatMap((element) => ['title', 'aria-label', 'placeholder'].map((name) => element.getAttribute(name) ?? ''));
  const options = [...root.querySelectorAll('option')].map((option) => option.text);
  return { faults: [...faults], texts: [...new Set([...texts.map(({ text }) => text), ...attributes, ...options].map(short).filter(Boolean))] };
}
