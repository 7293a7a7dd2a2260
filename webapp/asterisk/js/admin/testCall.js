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

/** Updates the steps of a test call with texts from the server. */

/** @typedef {{step: string, state: string, stateWords: string, title: string, look: string}} Step */

const EVERY_MS = 1_000;

/**
 * Shows the steps; unchanged ones are kept, so that screen readers announce nothing twice.
 *
 * @param {HTMLElement} list
 * @param {Step[]} steps
 */
export function showSteps(list, steps) {
  if (list.children.length !== steps.length || steps.some((step, index) => list.children[index].getAttribute('data-step') !== step.step)) {
    list.replaceChildren(...steps.map(item));
    return;
  }
  steps.forEach((step, index) => {
    const shown = list.children[index];
    if (shown.getAttribute('data-state') !== step.state || shown.querySelector('[data-part="title"]')?.textContent !== step.title) {
      shown.replaceWith(item(step));
    }
  });
}

/** @param {Step} step */
function item(step) {
  return el('li', { 'data-step': step.step, 'data-state': step.state },
    el('span', { class: 'aw-tick', 'data-part': 'state' }, step.stateWords), ' ', el('span', { 'data-part': 'title' }, step.title), ' ',
    el('small', { 'data-part': 'look', hidden: step.look === '' }, step.look));
}

/** @param {HTMLElement} page */
function follow(page) {
  const list = page.querySelector('[data-part="steps"]');
  const text = page.querySelector('[data-part="text"] b');
  let busy = false;
  setInterval(async () => {
    if (busy || document.visibilityState !== 'visible') {
      return;
    }
    busy = true;
    const answer = await fetch(page.dataset.source ?? '', {
      credentials: 'same-origin', headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(10_000),
    }).then((response) => response.json()).catch(() => ({ ok: false }));
    busy = false;
    if (answer.ok && list instanceof HTMLElement && text) {
      showSteps(list, answer.steps);
      if (text.textContent !== answer.text) {
        text.textContent = answer.text;
      }
    }
  }, EVERY_MS);
}

const page = globalThis.document?.getElementById('asterisk-test-call');
if (page && page.dataset.direction) {
  follow(page);
}
