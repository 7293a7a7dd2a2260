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

/** @typedef {Record<string, string | boolean | ((event: Event) => void)>} Attributes */

/**
 * Creates an element. Children are elements or text; text is never parsed as HTML.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]  functions named `on…` become listeners; true sets an attribute, false omits it
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  });
  element.append(...children);
  return element;
}

/**
 * Renders a list of values. A value that stays keeps its element, so focus and scroll position are kept.
 *
 * @template V
 * @param {HTMLElement} container
 * @param {(value: V) => string} keyOf
 * @param {(value: V) => {element: HTMLElement, show: (value: V) => void}} create
 * @returns {(values: V[]) => void}
 */
export function keyedList(container, keyOf, create) {
  /** @type {Map<string, {element: HTMLElement, show: (value: V) => void}>} */
  const shown = new Map();
  return (values) => {
    const wanted = new Set(values.map(keyOf));
    const gone = [...shown].filter(([key]) => !wanted.has(key));
    if (gone.length > 1 && gone.length === container.childElementCount) {
      container.replaceChildren(); // quicker than one by one
    }
    gone.forEach(([key, item]) => {
      item.element.remove();
      shown.delete(key);
    });
    values.forEach((value, index) => {
      const key = keyOf(value);
      const item = shown.get(key) ?? create(value);
      shown.set(key, item);
      item.show(value);
      if (container.children[index] !== item.element) {
        container.insertBefore(item.element, container.children[index] ?? null);
      }
    });
  };
}

/** Node.TEXT_NODE, which tests lack. */
const TEXT = 3;

/**
 * Changes the text that an element has, if it differs. To replace its node would have the browser look at the style of the element and its neighbors
 * again, and lay them out from nothing. Elements with a role get a new one: what some screen readers read of a live region is what was added to it.
 *
 * @param {HTMLElement} element  without elements in it
 * @param {string} text
 */
function write(element, text) {
  const node = element.firstChild;
  if (node?.nodeType !== TEXT || node !== element.lastChild || text === '' || element.hasAttribute('role')) {
    if (element.textContent !== text) {
      element.textContent = text;
    }
  } else if (node.nodeValue !== text) {
    node.nodeValue = text;
  }
}

/**
 * Sets the text only if it differs, as a live region would be read again.
 *
 * @param {HTMLElement} element
 * @param {string} text
 */
export function setText(element, text) {
  write(element, text);
  setHidden(element, text === '');
}

/**
 * Hides or shows an element. To set what is set already would have the browser look at the style of the element again.
 *
 * @param {HTMLElement} element
 * @param {boolean} hidden
 */
export function setHidden(element, hidden) {
  if (element.hidden !== hidden) {
    element.hidden = hidden;
  }
}

/**
 * Sets the text only, of an element that is hidden for reasons of its own: to show it for a moment would have the browser lay it out again.
 *
 * @param {HTMLElement} element
 * @param {string} text
 */
export function setLabel(element, text) {
  write(element, text);
}

/**
 * Sets an attribute only if it differs, as with `hidden`.
 *
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}

/**
 * Sets the options of a select. They are replaced only if the list differs, so that an open select stays open.
 *
 * @param {HTMLSelectElement} select
 * @param {{id: string, name: string}[]} choices
 * @param {string} [chosen]  id; undefined keeps the user's choice
 */
export function showOptions(select, choices, chosen) {
  const text = JSON.stringify(choices);
  if (select.dataset.choices !== text) {
    const before = select.value;
    select.dataset.choices = text;
    select.replaceChildren(...choices.map(({ id, name }) => el('option', { value: id }, name)));
    select.value = choices.some(({ id }) => id === before) ? before : choices[0]?.id ?? '';
  }
  if (chosen !== undefined && select.value !== chosen && !hasFocus(select)) {
    select.value = chosen;
  }
}

/**
 * Whether the element has the focus, also inside a shadow tree.
 *
 * @param {HTMLElement} element
 */
export function hasFocus(element) {
  return /** @type {Document | ShadowRoot} */ (element.getRootNode()).activeElement === element;
}
