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
/** @import {DialEntry, State, Suggested} from '../state/types.js' */
import { accountCode } from '../common/accountCode.js';
import { el, setAttribute, setText } from '../common/dom.js';
import { icon } from '../common/icon.js';
import { iconButton } from '../common/parts.js';
import { outboundService } from './outboundService.js';
import { Suggestions } from './suggestions.js';

/**
 * @typedef {{partyId?: string | null, contactMechId?: string | null, accountCode?: string,
 *   outboundService?: string}} Contact
 *
 * @typedef {object} Tools
 * @property {(number: string, contact?: Contact) => Promise<boolean>} dial  resolves to whether the call was started
 * @property {ReturnType<typeof import('./dialSearch.js').createDialSearch>} search
 * @property {(time: string) => string} moment
 */

const LONGEST = 100;

/**
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {Tools} tools
 * @returns {(state: State) => void}
 */
export function dialField(root, labels, tools) {
  const view = new DialField(labels, tools);
  root.append(view.element);
  view.take(new URLSearchParams(location.search).get('dial') ?? '');
  return (state) => view.show(state);
}

/**
 * The dial field: a combobox after the ARIA Authoring Practices. The focus stays in the field; arrow keys select a suggestion, Enter
 * takes it into the field, and Enter again calls. The server interprets the number and checks whether it is allowed.
 */
class DialField {
  /** @type {DialEntry | null} the suggestion taken into the field */
  #chosen = null;
  /** @type {Suggested | null} */
  #suggested = null;
  /** @type {string | null} the text that was dialed: a refusal is shown only while the field still has it */
  #dialed = null;
  #wanted = false;
  /** @type {DialEntry | null} the last call, if the server's recent calls do not contain it yet */
  #last = null;

  /**
   * @param {import('../common/labels.js').Labels} labels
   * @param {Tools} tools
   */
  constructor(labels, tools) {
    this.labels = labels;
    this.tools = tools;
    this.field = el('input', {
      type: 'text', inputmode: 'tel', id: 'asterisk-dial', name: 'number', autocomplete: 'off', spellcheck: 'false', maxlength: String(LONGEST),
      placeholder: labels('number'), 'aria-label': labels('number'),
      role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'asterisk-dial-list',
      'aria-describedby': 'asterisk-dial-chosen asterisk-dial-error asterisk-dial-warning',
      oninput: () => this.#typed(), onkeydown: (event) => this.#pressed(/** @type {KeyboardEvent} */ (event)),
      onblur: () => this.#open(false), onclick: () => this.field.value === '' && this.#ask(),
    });
    this.list = new Suggestions(this.field, labels, tools.moment, (entry) => this.#choose(entry));
    this.button = iconButton('phone', labels('call'), { type: 'submit', class: 'ac-button ac-icon-only ac-call-button' }, true);
    this.redial = el('button', { type: 'button', class: 'ac-button ac-small ac-redial', onclick: () => this.#again() });
    this.name = el('p', { class: 'ac-hint', id: 'asterisk-dial-chosen', hidden: true });
    this.error = el('p', { class: 'ac-error', id: 'asterisk-dial-error', role: 'alert' });
    this.warning = el('p', { class: 'ac-warning', id: 'asterisk-dial-warning', role: 'status' });
    this.spoken = el('p', { class: 'ac-spoken', role: 'status' });
    this.account = accountCode('asterisk-dial-account', labels, () => {});
    this.service = outboundService(labels);
    this.element = el('form', { class: 'ac-dial', onsubmit: (event) => this.#submit(event) },
      el('div', { class: 'ac-field' }, icon('search'), this.field, this.button),
      this.list.element, this.name, this.warning, this.error, this.spoken, this.service.element, this.account.element, this.redial);
  }

  /**
   * Fills the field without dialing, as the text may come from a link.
   *
   * @param {string} text
   */
  take(text) {
    this.field.value = text.replace(/[\r\n\0]/g, '').slice(0, LONGEST);
    if (this.field.value) {
      this.tools.search.type(this.field.value);
    }
  }

  /** @param {State} state */
  show({ dial, suggestions, calls }) {
    const { text, entries, warning } = suggestions;
    this.#last = this.#last && asServerShows(this.#last, calls);
    const last = this.#lastCalled(suggestions);
    const refusal = this.#dialed === null || this.#dialed === this.field.value ? dial.refusal : '';
    this.#suggested = suggestions;
    this.list.fill(entries);
    this.button.disabled = dial.busy;
    this.redial.disabled = dial.busy;
    this.#charge(this.account.value());
    setAttribute(this.field, 'aria-invalid', String(refusal !== ''));
    setText(this.error, refusal);
    setText(this.warning, refusal === '' && text === this.#text() ? warning : '');
    setText(this.redial, last ? this.labels('redial', { name: last.name || last.display }) : '');
    this.#open(this.#wanted);
  }

  /**
   * What the call is charged to is chosen once there is a number, so that the parts below don't move before. By what it goes out is always
   * in view: Redial goes that way, too.
   *
   * @param {string} code
   */
  #charge(code) {
    this.account.show(this.#suggested?.accounts, code, this.field.value !== '');
    this.service.show(this.#suggested?.services);
  }

  /** @param {Suggested | null} suggested */
  #lastCalled(suggested) {
    return this.#last ?? suggested?.last ?? null;
  }

  /** The text that suggestions must belong to. */
  #text() {
    return this.#chosen?.number ?? this.field.value.trim();
  }

  #ask() {
    this.#wanted = true;
    if (this.field.value.trim() === '') {
      this.tools.search.recent();
    } else {
      this.tools.search.type(this.field.value);
    }
  }

  #typed() {
    this.#choose(null);
    this.#charge(this.account.value());
    this.#ask();
    this.#open(true);
  }

  /** @param {boolean} wanted */
  #open(wanted) {
    this.#wanted = wanted;
    const answered = wanted && this.#suggested?.text === this.#text();
    this.list.open(answered);
    const text = answered ? this.#countText(this.list.count) : '';
    if (this.spoken.textContent !== text) {
      this.spoken.textContent = text;
    }
  }

  /** @param {number} count */
  #countText(count) {
    return count === 1 ? this.labels('foundOne') : this.labels(count === 0 ? 'foundNone' : 'foundMany', { count });
  }

  /** @param {DialEntry | null} entry */
  #choose(entry) {
    this.#chosen = entry;
    if (entry) {
      this.field.value = entry.display;
      this.tools.search.type(entry.number); // the answer says whether it is allowed
      this.#open(false);
    }
    setText(this.name, entry && entry.name !== entry.display ? entry.name : '');
    this.#charge(this.account.value());
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const { key } = event;
    const open = this.list.isOpen;
    if (key === 'ArrowDown' && !open) {
      this.#ask();
    } else if (open && (key === 'ArrowDown' || key === 'ArrowUp')) {
      this.list.move(key === 'ArrowDown' ? 1 : -1);
    } else if (open && key === 'Escape') {
      this.#open(false);
    } else if (key === 'Enter' && this.#taken()) {
      this.#choose(this.#taken());
    } else {
      return;
    }
    event.preventDefault();
  }

  /** The suggestion that Enter takes: the active one, or the only one that a name has. */
  #taken() {
    const name = /\p{L}/u.test(this.field.value);
    return this.list.active ?? (name ? this.list.only : null);
  }

  #options() {
    return { accountCode: this.account.value(), outboundService: this.service.value() };
  }

  #again() {
    const last = this.#lastCalled(this.#suggested);
    if (last) {
      this.#dialed = null;
      this.tools.dial(last.number, { ...last, ...this.#options() });
    }
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    const text = this.field.value;
    const last = this.#lastCalled(this.#suggested);
    if (text.trim() === '' && last) {
      this.#choose(last); // as on a phone: Call with an empty field shows the last number, Call again dials it
      return;
    }
    this.#open(false);
    this.tools.search.stop();
    this.#dialed = text;
    const called = this.#chosen ?? typedNumber(text.trim());
    if (!this.button.disabled && await this.tools.dial(called.number, { ...called, ...this.#options() })) {
      this.#charge('');
      this.#last = called;
      if (this.field.value === text) {
        this.field.value = '';
        this.#choose(null);
      }
      this.tools.search.recent();
    }
  }
}

/**
 * @param {string} number
 * @returns {DialEntry} an entry for a number that was typed
 */
function typedNumber(number) {
  return { kind: 'RECENT', name: '', number, display: number, direction: 'OUTBOUND' };
}

/** Digits of a number that are no extension. */
const LEAST_DIGITS = 5;

/**
 * A number that was typed, in the format of all pages once the server has told of its call.
 *
 * @param {DialEntry} entry
 * @param {import('../state/types.js').State['calls']} calls
 * @returns {DialEntry}
 */
export function asServerShows(entry, calls) {
  const digits = entry.number.replace(/\D/g, '').replace(/^0+/, '');
  if (entry.display !== entry.number || digits.length < LEAST_DIGITS) {
    return entry;
  }
  const call = calls.find(({ direction, party }) => direction === 'OUTBOUND' && party.number.replace(/\D/g, '').endsWith(digits));
  return call?.party.display ? { ...entry, display: call.party.display } : entry;
}
