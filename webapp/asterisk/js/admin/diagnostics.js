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
import { setText } from '../common/dom.js';
import { labelsOfPage } from '../common/labels.js';

/**
 * Updates the diagnostics page with texts from the server. Elements are kept, and with them focus, scroll position and selection.
 * Only a changed summary is announced to screen readers.
 */

/** @typedef {{key: string, state: string, stateWords: string, title: string, text: string, remedy: string}} Finding */
/** @typedef {{name: string, title: string, findings: Finding[]}} Section */
/** @typedef {{at: string, state: string, summary: string, sections: Section[], supportText: string}} Diagnosis */

const EVERY_MS = 5_000;

/**
 * @param {ParentNode} within
 * @param {string} name
 * @returns {HTMLElement}
 */
export function part(within, name) {
  const found = within.querySelector(`[data-part="${name}"]`);
  if (!(found instanceof HTMLElement)) {
    throw new Error(`no part ${name}`);
  }
  return found;
}

/**
 * Shows the results.
 *
 * @param {HTMLElement} page
 * @param {Diagnosis} diagnosis
 * @returns {boolean} false if the page has other lines than the diagnosis and must be reloaded
 */
export function show(page, diagnosis) {
  const rows = new Map([...page.querySelectorAll('[data-finding]')]
    .map((row) => [row.getAttribute('data-finding') ?? '', /** @type {HTMLElement} */ (row)]));
  const findings = diagnosis.sections.flatMap((section) => section.findings);
  if (findings.length !== rows.size || findings.some((finding) => !rows.has(finding.key))) {
    return false;
  }
  findings.forEach((finding) => {
    const row = /** @type {HTMLElement} */ (rows.get(finding.key));
    row.dataset.state = finding.state;
    setText(part(row, 'state'), finding.stateWords);
    setText(part(row, 'text'), finding.text);
    setText(part(row, 'remedy'), finding.remedy);
  });
  part(page, 'summary').dataset.state = diagnosis.state;
  setText(part(page, 'summary'), diagnosis.summary);
  showTime(part(page, 'at'), diagnosis.at);
  const support = /** @type {HTMLTextAreaElement} */ (part(page, 'support'));
  if (support.ownerDocument.activeElement !== support) {
    support.value = diagnosis.supportText;
  }
  return true;
}

/**
 * @param {HTMLElement} element
 * @param {string} at  ISO-8601
 */
function showTime(element, at) {
  element.setAttribute('datetime', at);
  setText(element, new Date(at).toLocaleTimeString(document.documentElement.lang || undefined));
}

/** @param {HTMLElement} page */
async function refresh(page) {
  try {
    const response = await fetch(page.dataset.source ?? '', {
      credentials: 'same-origin', headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(20_000),
    });
    if (!response.ok) {
      throw new Error(`answered ${response.status}`);
    }
    const same = show(page, await response.json());
    part(page, 'failure').hidden = true;
    if (!same) {
      window.location.reload();
    }
  } catch {
    part(page, 'failure').hidden = false; // includes the login page instead of an answer
  }
}

/** @param {HTMLElement} page */
async function enableCopying(page) {
  const labels = await labelsOfPage(page.dataset.source ?? '');
  const support = /** @type {HTMLTextAreaElement} */ (part(page, 'support'));
  const button = part(page, 'copy');
  button.hidden = false;
  button.addEventListener('click', async () => {
    const copied = await copyText(support, support.value);
    setText(part(page, 'copied'), labels(copied ? 'copied' : 'notCopied'));
  });
}

/** @param {HTMLElement} page */
function startUpdating(page) {
  showTime(part(page, 'at'), part(page, 'at').getAttribute('datetime') ?? '');
  enableCopying(page);
  let busy = false;
  setInterval(async () => {
    if (!busy && document.visibilityState === 'visible') {
      busy = true;
      await refresh(page);
      busy = false;
    }
  }, EVERY_MS);
}

const page = globalThis.document?.getElementById('asterisk-diagnostics');
if (page) {
  startUpdating(page);
}
