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
/** @import {DialEntry} from '../state/types.js' */
import { el, setText } from '../common/dom.js';
import { RequestFailed, failureMessage } from '../common/requestFailed.js';

/** After the last key, ms. */
const QUIET = 200;
/** Contacts listed. */
const MOST = 8;

/**
 * The call whose contact is changed.
 *
 * @typedef {object} AskedCall
 * @property {string} [callId]  of a call on the page
 * @property {string} [phoneCallId]  of a saved call
 * @property {string} number  as it can be dialed; '' if withheld
 * @property {string} display
 * @property {string} name  shown by the PBX or of the contact; '' if there is none
 * @property {boolean} [known]  whether the call has a contact
 * @property {string} when
 *
 * @typedef {object} ContactTools
 * @property {(text: string, signal: AbortSignal) => Promise<{entries: DialEntry[]}>} find
 * @property {(fields: Record<string, string>) => Promise<unknown>} correct
 * @property {(fields: Record<string, string>) => Promise<unknown>} create
 */

/**
 * Asks who a call is with: a contact that is looked up by name or number, for this call or for its number from now on; or a new one.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {ContactTools} tools
 * @returns {{open: (call: AskedCall) => void}}
 */
export function createContactDialog(root, labels, tools) {
  /** @type {AskedCall} */
  let call;
  const about = el('p', { class: 'ac-hint' });
  const choice = contactSearch(labels, tools.find);
  const scope = scopeChoice(labels);
  const fresh = newContact(labels, () => create(false));
  const problem = problemLine(labels, { link: (partyId) => link(partyId), create: () => create(true) });
  const dialog = contactForm(labels, [about, ...choice.elements, scope.element], [fresh.element, ...problem.elements], () => link(choice.partyId()));
  root.append(dialog);

  const names = () => ({ ...(call.callId ? { callId: call.callId } : {}), ...(call.phoneCallId ? { phoneCallId: call.phoneCallId } : {}) });

  /** @param {string} partyId */
  async function link(partyId) {
    if (partyId) {
      await attempt(() => tools.correct({ ...names(), partyId, thisCallOnly: scope.thisCallOnly() ? 'Y' : 'N' }));
    } else {
      problem.say(labels('chooseContact'));
      choice.focus();
    }
  }

  /** @param {boolean} createAnyway */
  function create(createAnyway) {
    return attempt(() => tools.create({ ...names(), ...fresh.values(), ...(createAnyway ? { createAnyway: 'Y' } : {}) }));
  }

  /** @param {() => Promise<unknown>} request */
  async function attempt(request) {
    problem.say('');
    try {
      await request();
      dialog.close();
    } catch (failure) {
      problem.show(failure);
    }
  }

  return {
    open(asked) {
      call = asked;
      setText(about, [labels('callWith', { name: asked.display || asked.name || labels('withheld') }), asked.when].filter(Boolean).join(' \u00b7 '));
      problem.say('');
      choice.clear();
      scope.clear();
      fresh.fill(asked);
      dialog.showModal();
      choice.focus();
    },
  };
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {HTMLElement[]} fields
 * @param {HTMLElement[]} below
 * @param {() => void} save
 */
function contactForm(labels, fields, below, save) {
  const title = el('h2', { id: 'asterisk-change-contact' }, labels('correct'));
  const cancel = el('button', { type: 'button', class: 'ac-button', onclick: () => dialog.close() }, labels('cancel'));
  const dialog = el('dialog', { class: 'ac-dialog ac-customer-dialog', 'aria-labelledby': title.id }, el('form', {
    method: 'dialog',
    onsubmit: (event) => {
      event.preventDefault();
      save();
    },
  }, title, ...fields, el('div', { class: 'ac-actions' }, cancel, el('button', { class: 'ac-button ac-primary' }, labels('save'))), ...below));
  return dialog;
}

/**
 * Why nothing was saved, and what to do about a number that somebody has: link the call to them, or create another contact.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {{link: (partyId: string) => void, create: () => void}} commands
 */
function problemLine(labels, { link, create }) {
  const error = el('p', { class: 'ac-error', role: 'alert' });
  const owners = el('div', { class: 'ac-card-actions' });
  const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) => el('button',
    { type: 'button', class: 'ac-button ac-small', onclick }, text);

  /** @param {string} text */
  function say(text) {
    setText(error, text);
    owners.replaceChildren();
  }
  return {
    elements: [error, owners],
    say,
    /** @param {unknown} failure */
    show(failure) {
      say(failureMessage(labels, failure));
      if (failure instanceof RequestFailed && failure.code === 'NUMBER_TAKEN') {
        /** @type {{partyId: string, name: string}[]} */
        const parties = failure.answer.owners ?? [];
        owners.replaceChildren(...parties.map(({ partyId, name }) => button(labels('linkTo', { name }), () => link(partyId))),
          button(labels('createAnyway'), create));
      }
    },
  };
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {ContactTools['find']} find
 */
function contactSearch(labels, find) {
  let chosen = '';
  let asked = new AbortController();
  const field = el('input', { type: 'text', id: 'asterisk-contact-search', autocomplete: 'off', spellcheck: 'false', maxlength: '100',
    oninput: () => ask() });
  const found = el('ul', { class: 'ac-targets' });
  const state = el('p', { class: 'ac-hint', role: 'status' });

  async function ask() {
    asked.abort();
    const mine = new AbortController();
    asked = mine;
    chosen = '';
    await new Promise((resolve) => {
      setTimeout(resolve, QUIET);
    });
    const { entries } = mine.signal.aborted || field.value.trim() === '' ? { entries: [] }
      : await find(field.value, mine.signal).catch(() => ({ entries: [] }));
    if (!mine.signal.aborted) {
      const parties = entries.filter((entry, index) => entry.partyId && entry.kind !== 'COLLEAGUE'
        && entries.findIndex((other) => other.partyId === entry.partyId) === index).slice(0, MOST);
      found.replaceChildren(...parties.map(option));
      setText(state, field.value.trim() && parties.length === 0 ? labels('foundNone') : '');
    }
  }

  /** @param {DialEntry} entry */
  function option({ partyId, name, display, number }) {
    const button = el('button', { type: 'button', class: 'ac-button ac-quiet', 'aria-pressed': 'false' },
      [name, display ?? number].filter(Boolean).join(' \u00b7 '));
    button.addEventListener('click', () => {
      chosen = partyId ?? '';
      found.querySelectorAll('button').forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
    });
    return el('li', {}, button);
  }

  return {
    elements: [el('label', { for: field.id }, labels('findContact')), field, found, state],
    partyId: () => chosen,
    focus: () => field.focus(),
    clear() {
      field.value = '';
      ask();
    },
  };
}

/** @param {import('../common/labels.js').Labels} labels */
function scopeChoice(labels) {
  /**
   * @param {string} value
   * @param {string} text
   */
  const radio = (value, text) => {
    const input = el('input', { type: 'radio', name: 'asterisk-contact-scope', value });
    return { input, element: el('label', { class: 'ac-scope' }, input, text) };
  };
  const number = radio('number', labels('numberFromNowOn'));
  const only = radio('call', labels('thisCallOnly'));
  return {
    element: el('div', { role: 'radiogroup', 'aria-label': labels('contactScope') }, number.element, only.element),
    thisCallOnly: () => only.input.checked,
    clear() {
      number.input.checked = true;
    },
  };
}

/**
 * The form of a new contact, folded in unless the caller is unknown.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {() => void} create
 */
function newContact(labels, create) {
  /**
   * @param {string} id
   * @param {string} text
   * @param {string} longest
   * @param {string} type
   */
  const field = (id, text, longest, type = 'text') => {
    const input = el('input', { id: `asterisk-contact-${id}`, type, maxlength: longest, autocomplete: 'off' });
    return { input, element: el('div', {}, el('label', { for: input.id }, text), input) };
  };
  const first = field('first', labels('firstName'), '100');
  const last = field('last', labels('lastName'), '100');
  const number = field('number', labels('phoneNumber'), '40', 'tel');
  const element = el('details', { class: 'ac-new-contact' }, el('summary', {}, labels('newContact')), first.element, last.element, number.element,
    el('button', { type: 'button', class: 'ac-button', onclick: create }, labels('createContact')));
  return {
    element,
    values: () => ({ firstName: first.input.value.trim(), lastName: last.input.value.trim(), number: number.input.value.trim() }),
    /** @param {AskedCall} asked */
    fill({ number: called, display, name, known = false }) {
      const words = known ? { first: '', last: '' } : namesOf(name, display);
      first.input.value = words.first;
      last.input.value = words.last;
      number.input.value = called;
      element.open = !known && (words.last !== '' || name === '');
    },
  };
}

/**
 * The caller's name in two parts; empty where it is a number or nothing.
 *
 * @param {string} name
 * @param {string} display  of the number
 */
export function namesOf(name, display) {
  const text = name.trim();
  if (text === display || !/\p{L}/u.test(text)) {
    return { first: '', last: '' };
  }
  const end = text.lastIndexOf(' ');
  return { first: end < 0 ? '' : text.slice(0, end).trim(), last: text.slice(end + 1) };
}
