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
import { el, keyedList, setText } from '../common/dom.js';
import { findEveryone } from '../dialing/everyone.js';

/** After the last key, ms. */
const QUIET = 200;
/** After this time the list is asked for again, as phones go offline and colleagues begin to talk, ms. */
const OLD = 2_000;
/** Rows, of OFBiz and of the LDAP directory. */
const MOST_OWN = 6;
const MOST_OTHERS = 4;

/** Lists who may be meant, a moment after the last key, with what their phones do: while the list is open, too. */
export class TargetList {
  #state = el('p', { class: 'ac-hint', role: 'status' });
  #found = el('ul', { class: 'ac-targets' });
  #show = keyedList(this.#found, keyOf, () => target((entry) => this.#choose(entry)));
  #asked = new AbortController();
  #later = 0;
  /** The text that was asked about last. */
  #wanted = '';
  /** What the list answers. */
  #listed = { text: '', entries: /** @type {DialEntry[]} */ ([]) };
  #askedAt = 0;

  /**
   * @param {HTMLInputElement} field
   * @param {import('../dialing/everyone.js').Sources} find
   */
  constructor(field, find) {
    this.field = field;
    this.find = find;
    this.elements = [this.#found, this.#state];
  }

  ask() {
    const text = this.field.value;
    this.#wanted = text;
    setText(this.#state, '');
    this.#soon((signal) => findEveryone(this.find, text, signal, ({ entries }) => this.#list(text, entries)).catch(() => this.#list(text, [])));
  }

  clear() {
    setText(this.#state, '');
    this.#list('', []);
  }

  /** Takes the only one whom a typed name can mean, into the field. Returns whether there is one. */
  takeOnly() {
    const { text, entries } = this.#listed;
    const only = /\p{L}/u.test(text) && text === this.field.value && entries.length === 1 ? entries[0] : null;
    if (only && only.number !== text) {
      this.#choose(only);
    }
    return only !== null && only.number !== text;
  }

  /** Asks again what the phones do, if that was some time ago. To be called again and again while the list is open. */
  refresh() {
    const { text, entries } = this.#listed;
    if (text === this.#wanted && Date.now() - this.#askedAt > OLD) {
      const others = entries.filter(({ kind }) => kind === 'DIRECTORY');
      this.#soon((signal) => this.find.findNumbers(text, signal).then((answer) => this.#list(text, [...answer.entries, ...others]), () => {}));
    }
  }

  /** @param {DialEntry} entry */
  #choose(entry) {
    this.field.value = entry.number;
    setText(this.#state, textOf(entry));
    this.field.focus();
  }

  /**
   * @param {string} text
   * @param {DialEntry[]} entries
   */
  #list(text, entries) {
    const own = entries.filter(({ kind }) => kind !== 'DIRECTORY').slice(0, MOST_OWN);
    const others = entries.filter(({ kind }) => kind === 'DIRECTORY').slice(0, MOST_OTHERS);
    this.#listed = { text, entries: [...own, ...others] };
    this.#show(this.#listed.entries);
    const chosen = this.#listed.entries.find(({ number }) => number === this.field.value);
    if (chosen && this.#state.textContent) {
      setText(this.#state, textOf(chosen));
    }
  }

  /** @param {(signal: AbortSignal) => Promise<void>} task */
  #soon(task) {
    this.#asked.abort();
    clearTimeout(this.#later);
    const mine = new AbortController();
    this.#asked = mine;
    this.#askedAt = Infinity; // until there is an answer, however slow the network is
    this.#later = window.setTimeout(() => task(mine.signal).then(() => {
      this.#askedAt = this.#asked === mine ? Date.now() : this.#askedAt;
    }), QUIET);
  }
}

/** @param {DialEntry} entry */
function keyOf({ kind, number, name }) {
  return [kind, number, name].join(' ');
}

/** @param {DialEntry} entry */
function textOf({ name, number, display, stateText, detail }) {
  return [name, display ?? number, stateText ?? detail ?? ''].filter(Boolean).join(' \u00b7 ');
}

/** @param {(entry: DialEntry) => void} choose */
function target(choose) {
  /** @type {DialEntry} */
  let entry;
  const button = el('button', { type: 'button', class: 'ac-button ac-quiet', onclick: () => choose(entry) });
  return {
    element: el('li', {}, button),
    /** @param {DialEntry} next */
    show(next) {
      entry = next;
      setText(button, textOf(next));
    },
  };
}
