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
/** @import {CardPart, CardRow, CustomerCard, PartName} from './types.js' */
/** @import {State} from '../state/types.js' */
import { el, setAttribute, setHidden, setText } from '../common/dom.js';
import { icon } from '../common/icon.js';
import { pageUrl } from '../common/pageUrl.js';
import { chip } from '../common/parts.js';
import { cardFormats, cardRow } from './cardRows.js';
import { focusedCustomer } from './focus.js';

/**
 * @typedef {object} CardTools
 * @property {{show: (partyId: string) => {card: CustomerCard | null, failed: boolean}}} customers
 * @property {(customer: Customer) => void} addNote
 * @property {(customer: Customer, objects: boolean) => void} setObjection
 * @property {(customer: Customer) => void} followUp
 * @property {() => number} now  ms since 1970
 *
 * @typedef {NonNullable<ReturnType<typeof focusedCustomer>>} Customer
 */

/**
 * What OFBiz knows of the customer of the current call, or of the call that waits longest.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {CardTools} tools
 * @param {{callId: string | null}} selection  the call that the user has chosen
 * @returns {{element: HTMLElement, show: (state: State) => void}} hidden while there is no customer, or nothing that the user may see of them
 */
export function customerCard(labels, tools, selection) {
  const formats = cardFormats(document.documentElement.lang || navigator.language, tools.now);
  const waiting = el('h3', { class: 'ac-card-waiting' });
  const failed = el('p', { class: 'ac-none', role: 'status' });
  const body = el('div', { class: 'ac-card-body' });
  const element = el('div', { class: 'ac-customer' }, waiting, body, failed);
  let shown = '';

  return {
    element,
    show(state) {
      const customer = focusedCustomer(state, selection.callId);
      if (!customer) {
        setHidden(element, true);
        return;
      }
      const known = document.hidden ? { card: null, failed: false } : tools.customers.show(customer.partyId);
      setText(waiting, customer.waiting ? labels('waitingCustomer', { name: customer.name }) : '');
      setText(failed, known.failed && !known.card ? labels('cardFailed') : '');
      const text = JSON.stringify([customer.partyId, customer.callId, known.card]);
      if (shown !== text && !(document.hidden && shown.startsWith(`["${customer.partyId}"`))) {
        shown = text;
        setAttribute(element, 'data-party', customer.partyId);
        setAttribute(element, 'data-loaded', String(known.card !== null));
        body.replaceChildren(...(known.card ? contents(known.card, customer, labels, tools, formats) : []));
      }
      setHidden(element, known.card !== null && body.childElementCount === 0 && !customer.waiting);
    },
  };
}

/**
 * @param {CustomerCard} card
 * @param {Customer} customer
 * @param {import('../common/labels.js').Labels} labels
 * @param {CardTools} tools
 * @param {ReturnType<typeof cardFormats>} formats
 */
function contents({ parts, actions, objects = false }, customer, labels, tools, formats) {
  /** @type {[PartName, string][]} */
  const lists = [['ORDERS', labels('openOrders')], ['INVOICES', labels('unpaidInvoices')], ['REQUESTS', labels('openRequests')],
    ['COMMUNICATIONS', labels('lastContacts')]];
  const sections = lists.filter(([name]) => parts[name] && (parts[name]?.failed || parts[name]?.rows?.length))
    .map(([name, title]) => section(title, part(parts[name] ?? {}, labels, (row) => cardRow(name, row, labels, formats))));
  const notes = parts.NOTES?.failed || parts.NOTES?.rows?.length
    ? [section(labels('customerNotes'), part(parts.NOTES, labels, (row) => noteRow(row, formats)))] : [];
  const open = /** @type {PartName[]} */ (['ORDERS', 'INVOICES', 'REQUESTS']).filter((name) => parts[name]);
  const isNothing = open.length > 0 && open.every((name) => parts[name]?.rows?.length === 0);
  const nothing = isNothing ? [el('p', { class: 'ac-hint' }, labels('nothingOpen'))] : [];
  const list = el('div', { class: 'ac-card-parts' }, ...sections, ...notes);
  const content = [facts(parts, objects, labels, formats), ...nothing, list, actionRow(actions, objects, customer, labels, tools)];
  return content.some((each) => !each.hidden && (each !== list || each.childElementCount > 0)) ? content : [];
}

/**
 * Classification, what a limit leaves, and whether calls aren't recorded.
 *
 * @param {CustomerCard['parts']} parts
 * @param {boolean} objects
 * @param {import('../common/labels.js').Labels} labels
 * @param {ReturnType<typeof cardFormats>} formats
 */
function facts({ CREDIT, CLASSIFICATIONS }, objects, labels, formats) {
  const classes = (CLASSIFICATIONS?.rows ?? []).map((row) => chipOf(row.title, 'info'));
  const credit = (CREDIT?.rows ?? []).map((row) => el('a', { href: pageUrl(row.url), target: '_blank', rel: 'noopener', class: 'ac-card-credit' },
    row.kind === 'HOLD' ? chipOf(labels('creditHold'), 'bad') : chipOf(labels('creditLeft', { amount: formats.amount(row) }), 'plain')));
  const unknown = CREDIT?.failed ? [chipOf(labels('creditUnknown'), 'warn')] : [];
  const element = el('div', { class: 'ac-card-facts' }, ...credit, ...unknown, ...classes,
    ...(objects ? [chipOf(labels('neverRecorded'), 'warn')] : []));
  setHidden(element, element.childElementCount === 0);
  return element;
}

/**
 * @param {string} text
 * @param {import('../common/parts.js').Tone} tone
 */
function chipOf(text, tone) {
  const { element, show } = chip();
  show(text, tone);
  return element;
}

/**
 * @param {string} title
 * @param {HTMLElement[]} content
 */
function section(title, content) {
  return el('section', { class: 'ac-card-part' }, el('h3', {}, title), ...content);
}

/**
 * @param {CardPart} content
 * @param {import('../common/labels.js').Labels} labels
 * @param {(row: CardRow) => HTMLElement} row
 */
function part({ rows = [], more = false, failed = false }, labels, row) {
  return [el('ul', { class: 'ac-rows' }, ...rows.map(row)), ...(more ? [el('p', { class: 'ac-hint' }, labels('andMoreRows'))] : []),
    ...(failed ? [el('p', { class: 'ac-hint', role: 'status' }, labels('cardFailed'))] : [])];
}

/**
 * @param {CardRow} row
 * @param {ReturnType<typeof cardFormats>} formats
 */
function noteRow({ title, who, at, url }, formats) {
  const about = [who, at && formats.date(at)].filter(Boolean).join(' \u00b7 ');
  return el('li', { class: 'ac-card-note' }, el('p', {}, title),
    el('a', { class: 'ac-hint', href: pageUrl(url), target: '_blank', rel: 'noopener' }, about));
}

/**
 * @param {import('./types.js').CardActions} actions
 * @param {boolean} objects
 * @param {Customer} customer
 * @param {import('../common/labels.js').Labels} labels
 * @param {CardTools} tools
 */
function actionRow({ order, request, email, note, followUp, objection = false }, objects, customer, labels, tools) {
  /** @type {[string | undefined, string, string][]} */
  const pages = [[order, 'plus', labels('newOrder')], [request, 'inbox', labels('newRequest')], [email, 'mail', labels('sendEmail')]];
  const links = pages.filter(([url]) => url && pageUrl(url)).map(([url, shape, text]) => el('a',
    { class: 'ac-button ac-small', href: pageUrl(url), target: '_blank', rel: 'noopener' }, icon(shape), el('span', {}, text)));
  /** @type {[boolean, string, string, (customer: Customer) => void][]} */
  const own = [[note, 'pencil', labels('addNote'), tools.addNote], [followUp, 'calendar-clock', labels('followUp'), tools.followUp],
    [objection, 'circle-dot', objects ? labels('recordAgain') : labels('objectsAlways'), () => tools.setObjection(customer, !objects)]];
  const buttons = own.filter(([may]) => may).map(([, shape, text, act]) => el('button',
    { type: 'button', class: 'ac-button ac-small', 'data-shape': shape, onclick: () => act(customer) }, icon(shape), el('span', {}, text)));
  const element = el('div', { class: 'ac-card-actions', role: 'group', 'aria-label': labels('customerActions') }, ...links, ...buttons);
  setHidden(element, element.childElementCount === 0);
  return element;
}
