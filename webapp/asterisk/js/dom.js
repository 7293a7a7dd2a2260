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
 * Builds an element. Children are elements or text; text stays text, whatever is in it.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]  `on…` functions become listeners; true and false set or leave out an attribute
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
 * A list on the page that follows a list of values. What stays keeps its element, and so the user keeps focus and place.
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
    [...shown].filter(([key]) => !wanted.has(key)).forEach(([key, item]) => {
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

/**
 * Sets text only where it differs: a live region would read the same words again.
 *
 * @param {HTMLElement} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
  element.hidden = text === '';
}
