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
/** @import {Filter} from '../state/historyFilter.js' */
/** @import {State} from '../state/types.js' */
import { disclosure } from '../common/disclosure.js';
import { el, setAttribute, setHidden } from '../common/dom.js';
import { icon } from '../common/icon.js';
import { iconButton } from '../common/parts.js';
import { RequestFailed } from '../common/requestFailed.js';
import { dayOf, queryOf, todaysFilter } from '../state/historyFilter.js';

/** Pause in typing after which the filter is applied, ms. */
const PAUSE = 400;
const OUTCOMES = ['ANSWERED', 'UNANSWERED', 'ABANDONED', 'NOT_REACHED', 'VOICEMAIL', 'QUEUE_TIMEOUT', 'FORWARDED', 'CONFERENCE'];
/** Labels of the fields. @type {Record<keyof Filter, string>} */
const NAMES = {
  from: 'from', to: 'to', direction: 'direction', outcome: 'outcome', agentPartyId: 'agent', accountCode: 'accountCode', text: 'historyText',
};
const DIRECTIONS = ['INBOUND', 'OUTBOUND', 'INTERNAL'];

/**
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {(filter: Filter) => void} filtered
 * @param {() => Promise<{partyId: string, name: string}[]>} agents  the options
 * @returns {(state: State) => void}
 */
export function historyForm(root, labels, filtered, agents) {
  const view = new HistoryForm(labels, filtered);
  root.append(view.element);
  agents().then((people) => view.offer(people), (failure) => {
    if (!(failure instanceof RequestFailed)) {
      throw failure;
    }
  });
  return ({ history }) => view.show(history.filter);
}

/** The form of the history's filter. */
class HistoryForm {
  /** @type {Filter} */
  #shown = todaysFilter();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {import('../common/labels.js').Labels} labels
   * @param {(filter: Filter) => void} filtered
   */
  constructor(labels, filtered) {
    this.filtered = filtered;
    this.controls = {
      from: el('input', { type: 'date', id: 'asterisk-history-from' }),
      to: el('input', { type: 'date', id: 'asterisk-history-to' }),
      direction: choice('asterisk-history-direction', labels, DIRECTIONS.map((value) => ({ value, text: labels(`direction${value}`) }))),
      outcome: choice('asterisk-history-outcome', labels, OUTCOMES.map((value) => ({ value, text: labels(`outcome${value}`) }))),
      agentPartyId: choice('asterisk-history-agent', labels, []),
      accountCode: el('input', { type: 'text', id: 'asterisk-history-account', maxlength: '20', autocomplete: 'off' }),
      text: el('input', {
        type: 'search', id: 'asterisk-history-text', maxlength: '100', autocomplete: 'off', placeholder: labels('searchCalls'),
        'aria-label': labels('historyText'),
      }),
    };
    const fields = this.#each((name, control) => (control === this.controls.text ? ''
      : el('div', {}, el('label', { for: control.id }, labels(NAMES[name])), control))).filter((field) => field !== '');
    this.download = el('a', { class: 'ac-button ac-small ac-export', download: 'calls.csv' }, labels('exportCalls'));
    const opener = iconButton('list-filter', labels('filters'), { class: 'ac-button ac-quiet ac-icon-only ac-filters' }, true);
    this.chips = ['INBOUND', 'OUTBOUND', 'INTERNAL'].map((direction) => el('button', {
      type: 'button', class: 'ac-toggle', 'data-direction': direction,
      onclick: () => this.filtered({ ...this.#shown, direction: this.#shown.direction === direction ? '' : direction }),
    }, labels(`direction${direction}`)));
    this.today = el('button', { type: 'reset', class: 'ac-toggle ac-today' }, labels('today'));
    this.element = el('form', {
      class: 'ac-filter', onsubmit: (event) => this.#now(event), onreset: (event) => this.#reset(event), onchange: (event) => this.#now(event),
      oninput: (event) => this.#soon(event),
    }, el('div', { class: 'ac-search' }, icon('search'), this.controls.text,
      disclosure(opener, el('div', { class: 'ac-menu ac-fields' }, ...fields, this.download)).element),
    el('div', { class: 'ac-toggles' }, ...this.chips, this.today));
  }

  /**
   * @template T
   * @param {(name: keyof Filter, control: HTMLInputElement | HTMLSelectElement) => T} work
   */
  #each(work) {
    return Object.entries(this.controls).map(([name, control]) => work(/** @type {keyof Filter} */ (name), control));
  }

  /** @param {{partyId: string, name: string}[]} people */
  offer(people) {
    this.controls.agentPartyId.append(...people.map(({ partyId, name }) => el('option', { value: partyId }, name)));
    this.controls.agentPartyId.value = this.#shown.agentPartyId;
  }

  /** @param {Filter} filter */
  show(filter) {
    if (filter === this.#shown) {
      return; // keeps what the user is typing
    }
    this.#shown = filter;
    this.chips.forEach((one) => setAttribute(one, 'aria-pressed', String(one.dataset.direction === filter.direction)));
    this.download.href = `exportCalls?${new URLSearchParams(queryOf(filter, new Date()))}`;
    setHidden(this.today, !Object.values(filter).some((value) => value !== ''));
    this.#each((name, control) => {
      const value = filter[name] || (name === 'from' ? dayOf(new Date()) : '');
      if (control.value.trim() !== value) {
        control.value = value;
      }
    });
  }

  /** @returns {Filter} the chosen filter; today as '', so that it means tomorrow's date tomorrow */
  #chosen() {
    const values = Object.fromEntries(this.#each((name, control) => [name, control.value.trim()]));
    return /** @type {Filter} */ ({ ...values, from: values.from === dayOf(new Date()) ? '' : values.from });
  }

  /** @param {Event} event */
  #now(event) {
    if (event.type === 'submit') {
      event.preventDefault();
    }
    clearTimeout(this.#timer);
    const filter = this.#chosen();
    if (JSON.stringify(filter) !== JSON.stringify(this.#shown)) {
      this.filtered(filter);
    }
  }

  /** @param {Event} event */
  #soon(event) {
    if (event.target === this.controls.text) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#now(event), PAUSE);
    }
  }

  /** @param {Event} event */
  #reset(event) {
    event.preventDefault();
    clearTimeout(this.#timer);
    this.filtered(todaysFilter());
  }
}

/**
 * @param {string} id
 * @param {import('../common/labels.js').Labels} labels
 * @param {{value: string, text: string}[]} values
 */
function choice(id, labels, values) {
  return el('select', { id }, el('option', { value: '' }, labels('all')),
    ...values.map(({ value, text }) => el('option', { value }, text)));
}
