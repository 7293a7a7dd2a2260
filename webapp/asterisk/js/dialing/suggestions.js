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
import { el, keyedList, setAttribute, setHidden, setText } from '../common/dom.js';

let options = 0;

/**
 * The list of a combobox: shows the suggestions and the active one; the focus stays in the field.
 */
export class Suggestions {
  /** @type {DialEntry[]} */
  #entries = [];
  #active = -1;
  #show;

  /**
   * @param {HTMLInputElement} field  the combobox
   * @param {import('../common/labels.js').Labels} labels
   * @param {(time: string) => string} moment
   * @param {(entry: DialEntry) => void} choose
   */
  constructor(field, labels, moment, choose) {
    this.field = field;
    this.element = el('ul', {
      class: 'ac-suggestions', id: 'asterisk-dial-list', role: 'listbox', 'aria-label': labels('suggestions'), hidden: true,
    });
    this.#show = keyedList(this.element, keyOf, (/** @type {DialEntry} */ entry) => option(entry, labels, moment, choose));
  }

  get isOpen() {
    return !this.element.hidden;
  }

  get count() {
    return this.#entries.length;
  }

  /** @returns {DialEntry | null} the one that Enter takes */
  get active() {
    return this.isOpen ? this.#entries[this.#active] ?? null : null;
  }

  /** @returns {DialEntry | null} the one that is shown, if it is alone */
  get only() {
    return this.isOpen && this.count === 1 ? this.#entries[0] : null;
  }

  /** @param {DialEntry[]} entries */
  fill(entries) {
    if (entries !== this.#entries) {
      const active = this.#entries[this.#active];
      this.#entries = entries;
      this.#active = active ? entries.findIndex((entry) => keyOf(entry) === keyOf(active)) : -1;
      this.#show(entries);
    }
  }

  /** @param {boolean} wanted */
  open(wanted) {
    const shown = wanted && this.count > 0;
    this.#active = shown ? this.#active : -1;
    setHidden(this.element, !shown);
    setAttribute(this.field, 'aria-expanded', String(shown));
    this.#mark();
  }

  /** @param {number} by  places, through the field itself */
  move(by) {
    const places = this.count + 1;
    this.#active = (this.#active + 1 + by + places) % places - 1;
    this.#mark();
  }

  #mark() {
    [...this.element.children].forEach((item, index) => setAttribute(item, 'aria-selected', String(index === this.#active)));
    const item = this.element.children[this.#active];
    if (item) {
      setAttribute(this.field, 'aria-activedescendant', item.id);
      item.scrollIntoView({ block: 'nearest' });
    } else {
      this.field.removeAttribute('aria-activedescendant');
    }
  }
}

/** @param {DialEntry} entry */
function keyOf(entry) {
  return [entry.kind, entry.partyId, entry.number, entry.name].join(' ');
}

/**
 * @param {DialEntry} first
 * @param {import('../common/labels.js').Labels} labels
 * @param {(time: string) => string} moment
 * @param {(entry: DialEntry) => void} choose
 */
function option(first, labels, moment, choose) {
  options += 1;
  let entry = first;
  const name = el('span', { class: 'ac-option-name' });
  const number = el('span', { class: 'ac-number' });
  const about = el('span', { class: 'ac-option-about' });
  const element = el('li', {
    id: `asterisk-dial-option-${options}`, role: 'option', 'aria-selected': 'false', 'data-kind': first.kind,
    onmousedown: (/** @type {Event} */ event) => event.preventDefault(), // the focus stays in the field
    onclick: () => choose(entry),
  }, el('span', {}, name, ' ', number), ' ', about);

  return {
    element,
    /** @param {DialEntry} next */
    show(next) {
      entry = next;
      setText(name, entry.name || entry.display);
      setText(number, entry.name && entry.name !== entry.display ? entry.display : '');
      setText(about, aboutWords(labels, moment, entry));
      if (entry.state) {
        setAttribute(element, 'data-state', entry.state);
      }
    },
  };
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {(time: string) => string} moment
 * @param {DialEntry} entry
 */
function aboutWords(labels, moment, entry) {
  if (entry.kind === 'COLLEAGUE') {
    return `${labels('colleague')}, ${entry.stateText}`;
  }
  if (entry.kind === 'PARTY' || entry.kind === 'NUMBER') {
    return '';
  }
  if (entry.kind === 'DIRECTORY') {
    return [labels('directory'), entry.detail ?? ''].filter((part) => part !== '').join(', ');
  }
  return [labels(`direction${entry.direction}`), entry.startedAt ? moment(entry.startedAt) : '', entry.outcomeText ?? '']
    .filter((part) => part !== '').join(', ');
}
