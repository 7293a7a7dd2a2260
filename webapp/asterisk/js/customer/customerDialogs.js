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
/** @import {Customer} from './customerCard.js' */
import { el, setText } from '../common/dom.js';
import { failureMessage } from '../common/requestFailed.js';

/** The lengths that the services take. */
const LONGEST_NOTE = 4_000;
const LONGEST_SUBJECT = 100;
const LONGEST_DESCRIPTION = 255;

/**
 * @typedef {object} DialogTools
 * @property {(partyId: string, note: string) => Promise<unknown>} createNote
 * @property {(fields: {partyId: string, callId: string, subject: string, description: string, startDate: string}) => Promise<unknown>} createFollowUp
 * @property {(partyId: string, objects: boolean) => Promise<unknown>} setObjection
 * @property {(partyId: string) => void} reload
 */

/**
 * Asks for a note about a customer, and for what is to be done later. Both stay open, with what was typed, until they are saved.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {DialogTools} tools
 * @returns {{addNote: (customer: Customer) => void, followUp: (customer: Customer) => void,
 *   setObjection: (customer: Customer, objects: boolean) => void}}
 */
export function createCustomerDialogs(root, labels, tools) {
  const note = el('textarea', { id: 'asterisk-customer-note', rows: '5', maxlength: String(LONGEST_NOTE), required: true });
  const noteDialog = dialog(root, labels, 'asterisk-note-title', [el('label', { for: note.id }, labels('note')), note],
    async ({ partyId }) => {
      await tools.createNote(partyId, note.value);
      note.value = '';
      tools.reload(partyId);
    });

  const subject = el('input', {
    id: 'asterisk-follow-up-subject', type: 'text', maxlength: String(LONGEST_SUBJECT), required: true, autocomplete: 'off',
  });
  const start = el('input', { id: 'asterisk-follow-up-start', type: 'datetime-local', required: true });
  const description = el('textarea', { id: 'asterisk-follow-up-description', rows: '3', maxlength: String(LONGEST_DESCRIPTION) });
  const followUpDialog = dialog(root, labels, 'asterisk-follow-up-title',
    [el('label', { for: subject.id }, labels('subject')), subject, el('label', { for: start.id }, labels('followUpStart')), start,
      el('label', { for: description.id }, labels('note')), description],
    async ({ partyId, callId }) => {
      await tools.createFollowUp({ partyId, callId, subject: subject.value, description: description.value,
        startDate: new Date(start.value).toISOString() });
      subject.value = '';
      description.value = '';
    });

  let objects = true;
  const objectionDialog = dialog(root, labels, 'asterisk-objection-title', [], async ({ partyId }) => {
    await tools.setObjection(partyId, objects);
    tools.reload(partyId);
  });

  return {
    setObjection(customer, wanted) {
      objects = wanted;
      objectionDialog.open(customer, wanted ? labels('neverRecord', { name: customer.name }) : labels('recordWith', { name: customer.name }));
    },
    addNote: (customer) => noteDialog.open(customer, labels('noteAbout', { name: customer.name })),
    followUp(customer) {
      start.value = localTime(tomorrow());
      followUpDialog.open(customer, labels('followUpWith', { name: customer.name }));
    },
  };
}

/** Tomorrow at the full hour. */
function tomorrow() {
  const date = new Date();
  date.setDate(date.getDate() + 1);
  date.setMinutes(0, 0, 0);
  return date;
}

/**
 * @param {Date} date
 * @returns {string} as a field of type datetime-local has it
 */
export function localTime(date) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/**
 * A dialog that closes once its content is saved.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {string} id
 * @param {HTMLElement[]} fields
 * @param {(customer: Customer) => Promise<void>} save
 */
function dialog(root, labels, id, fields, save) {
  /** @type {Customer} */
  let customer;
  const title = el('h2', { id });
  const error = el('p', { class: 'ac-error', role: 'alert' });
  const submit = el('button', { class: 'ac-button ac-primary' }, labels('save'));
  const cancel = el('button', { type: 'button', class: 'ac-button', onclick: () => element.close() }, labels('cancel'));
  const element = el('dialog', { class: 'ac-dialog ac-customer-dialog', 'aria-labelledby': id }, el('form', {
    method: 'dialog',
    onsubmit: async (event) => {
      event.preventDefault();
      submit.disabled = true;
      try {
        await save(customer);
        element.close();
      } catch (failure) {
        setText(error, failureMessage(labels, failure));
      } finally {
        submit.disabled = false;
      }
    },
  }, title, ...fields, error, el('div', { class: 'ac-actions' }, cancel, submit)));
  root.append(element);

  return {
    /**
     * @param {Customer} about
     * @param {string} text
     */
    open(about, text) {
      customer = about;
      setText(title, text);
      setText(error, '');
      element.showModal();
    },
  };
}
