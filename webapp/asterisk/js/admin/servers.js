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
import { labelsOfPage } from '../common/labels.js';

/** The form of a server: tests the connection without saving, and shows the certificate of the server. */

/** @typedef {{fingerprint: string, subject: string, issuer: string, validUntil: string}} Certificate */
/** @typedef {{reached: boolean, text: string, remedy: string, warnings: string[], certificate: Partial<Certificate>}} Trial */

const TIMEOUT_MS = 30_000;

/**
 * @param {HTMLElement} page
 * @param {HTMLFormElement} form
 * @param {import('../common/labels.js').Labels} labels
 */
function start(page, form, labels) {
  const result = /** @type {HTMLElement} */ (page.querySelector('[data-part="result"]'));

  /**
   * @param {string} address
   * @returns {Promise<any>}
   */
  async function ask(address) {
    result.replaceChildren(el('p', {}, labels('trying')));
    const token = document.querySelector('meta[name="csrf-token"]')?.getAttribute('content') ?? '';
    return fetch(address, {
      method: 'POST', credentials: 'same-origin', signal: AbortSignal.timeout(TIMEOUT_MS), body: new URLSearchParams(typed(form)),
      headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest', 'X-CSRF-Token': token },
    }).then((response) => response.json()).catch(() => ({ ok: false, message: labels('tryFailed') }));
  }

  /** @param {string} message */
  function refuse(message) {
    result.replaceChildren(el('p', { class: 'aw-verdict', 'data-reached': 'false' }, message));
  }

  /** @param {Certificate} certificate */
  function shown(certificate) {
    const rows = /** @type {const} */ ([
      [labels('certificateFingerprint'), el('code', {}, certificate.fingerprint)], [labels('certificateSubject'), certificate.subject],
      [labels('certificateIssuer'), certificate.issuer], [labels('certificateValidUntil'), certificate.validUntil],
    ]).filter(([, value]) => value).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]);
    return el('div', { class: 'aw-certificate' }, el('dl', {}, ...rows), el('p', {}, labels('certificateCompare')),
      el('button', { type: 'button', id: 'aw-pin', onclick: () => pin(certificate.fingerprint) }, labels('certificatePin')));
  }

  /** @param {string} fingerprint */
  function pin(fingerprint) {
    field(form, 'certificateFingerprint').value = fingerprint;
    field(form, 'useTls').value = 'Y';
    result.append(el('p', {}, labels('certificateEntered')));
  }

  page.querySelector('#aw-try')?.addEventListener('click', async () => {
    const answer = await ask(page.dataset.try ?? '');
    if (!answer.ok) {
      refuse(answer.message);
      return;
    }
    const trial = /** @type {Trial} */ (answer.trial);
    result.replaceChildren(
      el('p', { class: 'aw-verdict', 'data-reached': String(trial.reached) }, el('b', {}, trial.text), ` ${trial.remedy}`),
      el('ul', {}, ...trial.warnings.map((warning) => el('li', {}, warning))),
      ...(trial.certificate.fingerprint ? [shown(/** @type {Certificate} */ (trial.certificate))] : []));
  });
  page.querySelector('#aw-show-certificate')?.addEventListener('click', async () => {
    const answer = await ask(page.dataset.certificate ?? '');
    if (answer.ok) {
      result.replaceChildren(shown(answer.certificate));
    } else {
      refuse(answer.message);
    }
  });
  page.hidden = false;
}

/**
 * @param {HTMLFormElement} form
 * @returns {[string, string][]}
 */
function typed(form) {
  return [...new FormData(form)].map(([name, value]) => [name, String(value)]);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function field(form, name) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));
}

const page = globalThis.document?.getElementById('asterisk-server-trial');
const form = globalThis.document?.forms.namedItem(page?.dataset.form ?? '');
if (page && form) {
  labelsOfPage(page.dataset.try ?? '').then((labels) => start(page, form, labels));
}
