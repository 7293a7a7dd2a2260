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
import { copyText } from '../common/clipboard.js';
import { labelsOfPage } from '../common/labels.js';

/**
 * The setup wizard works without scripts. This module adds buttons to copy lines, updates the lines while the user types, and shows when
 * the PBX or the database has changed.
 */

const EVERY_MS = 4_000;

/**
 * Replaces the user or the secret in lines of manager.conf.
 *
 * @param {string} lines
 * @param {'user' | 'secret'} what
 * @param {string} value
 */
export function withValue(lines, what, value) {
  return what === 'user' ? lines.replace(/^\[.*\]$/m, () => `[${value}]`) : lines.replace(/^secret = .*$/m, () => `secret = ${value}`);
}

/** @param {HTMLElement} page */
async function enableCopying(page) {
  const labels = await labelsOfPage(page.dataset.progress ?? '');
  page.querySelectorAll('[data-copy]').forEach((button) => {
    const lines = document.getElementById(button.getAttribute('data-copy') ?? '');
    const result = page.querySelector(`[data-copied="${button.getAttribute('data-copy')}"]`);
    if (lines instanceof HTMLElement && button instanceof HTMLElement) {
      button.hidden = false;
      button.addEventListener('click', async () => {
        const copied = await copyText(lines, lines.textContent ?? '');
        if (result) {
          result.textContent = labels(copied ? 'copied' : 'notCopied');
        }
      });
    }
  });
}

/** @param {HTMLElement} page */
function followTyping(page) {
  const section = document.getElementById('aw-section');
  page.querySelectorAll('[data-line]').forEach((field) => field.addEventListener('input', () => {
    const value = /** @type {HTMLInputElement} */ (field).value;
    if (section && value) {
      section.textContent = withValue(section.textContent ?? '', /** @type {'user' | 'secret'} */ (field.getAttribute('data-line')), value);
    }
  }));
  page.querySelectorAll('[data-assigns]').forEach((field) => field.addEventListener('input', () => {
    const box = page.querySelector(`[name="assign"][value="${field.getAttribute('data-assigns')}"]`);
    if (box instanceof HTMLInputElement) {
      box.checked = /** @type {HTMLInputElement} */ (field).value !== '';
    }
  }));
}

/**
 * Reloads the page on changes; if the user has typed, shows a link to reload instead.
 *
 * @param {HTMLElement} page
 */
function watch(page) {
  let typed = false;
  page.addEventListener('input', () => {
    typed = true;
  });
  const timer = setInterval(async () => {
    if (document.visibilityState !== 'visible') {
      return;
    }
    const mark = await fetch(page.dataset.progress ?? '', {
      credentials: 'same-origin', headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(15_000),
    }).then((response) => response.json()).then((answer) => answer.mark, () => undefined);
    if (mark === undefined || mark === page.dataset.mark) {
      return;
    }
    if (typed || page.dataset.step === '6') {
      const changed = page.querySelector('[data-part="changed"]');
      if (changed instanceof HTMLElement) {
        changed.hidden = false;
      }
    } else {
      clearInterval(timer);
      window.location.replace(new URL(`?serverId=${serverId(page)}&step=${page.dataset.step}`, window.location.href));
    }
  }, EVERY_MS);
}

/** @param {HTMLElement} page */
function serverId(page) {
  return encodeURIComponent(new URL(page.dataset.progress ?? '', window.location.href).searchParams.get('serverId') ?? '');
}

const page = globalThis.document?.getElementById('asterisk-wizard');
if (page) {
  enableCopying(page);
  followTyping(page);
  if (page.dataset.step !== '1') {
    watch(page);
  }
}
