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
/** @import {CardRow, PartName} from './types.js' */
import { el } from '../common/dom.js';
import { icon } from '../common/icon.js';
import { pageUrl } from '../common/pageUrl.js';
import { chip } from '../common/parts.js';

/** Statuses that an agent should see at once; all others are neutral. */
const TONES = Object.freeze(/** @type {Record<string, import('../common/parts.js').Tone>} */ ({
  ORDER_HOLD: 'warn', ORDER_APPROVED: 'info', CRQ_SUBMITTED: 'warn', CRQ_ACCEPTED: 'info',
}));
const DAY = 86_400_000;

/**
 * Formats amounts and dates of rows.
 *
 * @param {string} locale
 * @param {() => number} now  ms since 1970
 */
export function cardFormats(locale, now) {
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const dateOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  return {
    /** @param {string} at */
    date: (at) => (new Date(at).getFullYear() === new Date(now()).getFullYear() ? date : dateOfYear).format(new Date(at)),
    /** @param {{amount?: string, currency?: string}} row */
    amount({ amount, currency }) {
      if (amount === undefined) {
        return '';
      }
      try {
        return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(amount));
      } catch { // no currency, or none of ISO 4217
        return `${new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(Number(amount))} ${currency ?? ''}`.trim();
      }
    },
    /** @param {string | undefined} due  whole days since then; negative before it */
    daysSince: (due) => (due ? Math.floor((now() - new Date(due).getTime()) / DAY) : -1),
  };
}

/**
 * One line of a part: an icon, what it is as a link, its state, and amount or date.
 *
 * @param {PartName} part
 * @param {CardRow} row
 * @param {import('../common/labels.js').Labels} labels
 * @param {ReturnType<typeof cardFormats>} formats
 */
export function cardRow(part, row, labels, formats) {
  const state = chip();
  const end = part === 'ORDERS' || part === 'INVOICES' ? formats.amount(row) : row.at ? formats.date(row.at) : '';
  const late = part === 'INVOICES' ? formats.daysSince(row.at) : 0;
  if (late > 0) {
    state.show(labels('daysOverdue', { count: late }), 'bad');
  } else if (part === 'INVOICES' && row.at) {
    state.show(labels('dueOn', { date: formats.date(row.at) }), 'plain');
  } else if (part !== 'COMMUNICATIONS') {
    state.show(row.kindText ?? '', TONES[row.kind] ?? 'plain');
  }
  const title = rowTitle(part, row);
  const link = el('a', { class: 'ac-card-link', title, href: pageUrl(row.url), target: '_blank', rel: 'noopener' }, title);
  return el('li', { class: 'ac-row ac-card-row' }, icon(shapeOf(part, row)), link, ...(state.element.textContent ? [state.element] : []),
    el('span', { class: 'ac-time' }, end));
}

/**
 * @param {PartName} part
 * @param {CardRow} row
 */
function rowTitle(part, { id, title, kindText, who }) {
  if (part === 'COMMUNICATIONS') {
    return [title || kindText, who].filter(Boolean).join(' \u00b7 ') || id;
  }
  return part === 'REQUESTS' ? title || id : [id, title].filter(Boolean).join(' \u00b7 ');
}

/**
 * @param {PartName} part
 * @param {CardRow} row
 */
function shapeOf(part, { incoming }) {
  if (part === 'COMMUNICATIONS') {
    return incoming ? 'arrow-down-left' : 'arrow-up-right';
  }
  return part === 'REQUESTS' ? 'inbox' : 'file-text';
}
