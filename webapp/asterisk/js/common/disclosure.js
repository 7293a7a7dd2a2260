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
import { el, setAttribute, setHidden } from './dom.js';

/**
 * A panel that a button opens and closes. Escape closes it and gives the focus back, and so does a click or the focus elsewhere.
 *
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} panel
 * @returns {{element: HTMLElement, close: () => void}} holds both
 */
export function disclosure(button, panel) {
  const element = el('div', { class: 'ac-disclosure' }, button, panel);
  /** @param {Event} event */
  const elsewhere = (event) => {
    if (!event.composedPath().includes(element)) {
      set(false);
    }
  };

  /** @param {boolean} open */
  function set(open) {
    const root = element.getRootNode(); // focus that moves within a shadow tree is heard there only
    setHidden(panel, !open);
    setAttribute(button, 'aria-expanded', String(open));
    [root, document].forEach((target) => ['focusin', 'pointerdown'].forEach((name) => (
      open ? target.addEventListener(name, elsewhere) : target.removeEventListener(name, elsewhere))));
  }
  set(false);
  button.addEventListener('click', () => set(panel.hidden));
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden) {
      event.stopPropagation();
      set(false);
      button.focus();
    }
  });
  return { element, close: () => set(false) };
}
