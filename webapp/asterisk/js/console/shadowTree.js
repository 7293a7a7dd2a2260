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

import { takeThemeColors } from '../common/themeColors.js';

/**
 * Returns the console's element inside its shadow tree, shown once its style sheet is loaded. Browsers that do not create the tree from the
 * template do so here.
 *
 * @param {HTMLElement} host
 * @returns {Promise<HTMLElement>}
 */
export async function openShadowTree(host) {
  const template = host.querySelector('template');
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  if (template) {
    root.append(template.content);
  }
  const element = /** @type {HTMLElement} */ (root.querySelector('.console'));
  takeThemeColors(host);
  await Promise.all([...root.querySelectorAll('link')].map(loaded));
  element.style.setProperty('--rem', getComputedStyle(element).fontSize); // of `medium`, which the user chooses in the browser
  element.hidden = false;
  return element;
}

/**
 * A console without styles is better than none, so a failure ends the waiting, too.
 *
 * @param {HTMLLinkElement} link
 * @returns {Promise<void>}
 */
function loaded(link) {
  return new Promise((resolve) => {
    if (link.sheet) {
      resolve();
    }
    ['load', 'error'].forEach((name) => link.addEventListener(name, () => resolve()));
  });
}
