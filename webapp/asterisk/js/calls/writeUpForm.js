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
/** @import {ShownCall, WriteUp, WriteUpFields} from '../state/types.js' */
import { accountCode } from '../common/accountCode.js';
import { el, hasFocus, setAttribute, setHidden, setText, showOptions } from '../common/dom.js';

/** The lengths that the server accepts. */
const LONGEST = 255;
const LONGEST_NOTE = 10_000;
/** The number of characters left is shown from this number on. */
const FEW_LEFT = 60;

/**
 * Saves the notes of a call as they are typed.
 *
 * @typedef {object} WriteUpEditor
 * @property {(callId: string, field: keyof WriteUpFields, value: string) => void} typed
 * @property {(callId: string, editing: boolean) => void} editing
 */

/**
 * Subject, note, reason and disposition of a call. Changes are saved automatically.
 *
 * @param {string} callId
 * @param {import('../common/labels.js').Labels} labels
 * @param {WriteUpEditor} editor
 * @param {string} [place]  tells this form from another of the same call
 * @returns {{element: HTMLElement, show: (writeUp: WriteUp | undefined, required: boolean) => void}}
 */
export function writeUpForm(callId, labels, editor, place = '') {
  const bind = binding(callId, editor, place);
  const subject = bind(el('input', { type: 'text', autocomplete: 'off', maxlength: String(LONGEST) }), 'subject', 'input');
  const note = bind(el('textarea', { rows: '3', maxlength: String(LONGEST_NOTE) }), 'note', 'input');
  const reason = bind(el('select'), 'reason', 'change');
  const disposition = bind(el('select'), 'disposition', 'change');
  const fields = { subject, note, reason, disposition };
  const account = accountCode(`asterisk-${place}account-${callId}`, labels, (code) => editor.typed(callId, 'accountCode', code));
  const left = el('span', { class: 'ac-hint' });
  const saved = el('span', { class: 'ac-hint' });
  const dispositionLabel = el('label', { for: disposition.id });
  const error = el('p', { class: 'ac-error', role: 'alert' });
  /** @type {HTMLElement} */
  const element = el('div', {
    class: 'ac-write-up', role: 'group', 'aria-label': labels('writeUp'),
    onfocusin: () => editor.editing(callId, true),
    onfocusout: (event) => editor.editing(callId, element.contains(/** @type {Node | null} */ (/** @type {FocusEvent} */ (event).relatedTarget))),
  },
  el('div', { class: 'ac-wide' }, el('label', { for: subject.id }, labels('subject')), subject),
  el('div', { class: 'ac-wide' }, el('label', { for: note.id }, labels('note')), note),
  el('div', {}, el('label', { for: reason.id }, labels('reason')), reason),
  el('div', {}, dispositionLabel, disposition), account.element,
  el('p', { class: 'ac-kept' }, left, ' ', saved), error);
  const none = { id: '', name: '' };

  return {
    element,
    show(writeUp, required) {
      setHidden(element, !writeUp || writeUp.saving === 'LOADING');
      if (!writeUp) {
        return;
      }
      showOptions(reason, [none, ...writeUp.reasons]);
      showOptions(disposition, [none, ...writeUp.dispositions]);
      Object.entries(fields).forEach(([name, field]) => {
        const value = writeUp.fields[/** @type {keyof WriteUpFields} */ (name)] ?? '';
        if (field.value !== value && !hasFocus(field)) {
          field.value = value;
        }
      });
      account.show(writeUp.accounts, writeUp.fields.accountCode ?? '');
      setText(dispositionLabel, labels(required ? 'dispositionRequired' : 'disposition'));
      disposition.required = required;
      setText(saved, labels(`kept${writeUp.saving}`));
      const remaining = LONGEST_NOTE - writeUp.fields.note.length;
      setText(left, remaining <= FEW_LEFT ? labels('charactersLeft', { count: remaining }) : '');
      setText(error, writeUp.refusal);
    },
  };
}

/**
 * Gives fields their ids, and saves what is typed into them.
 *
 * @param {string} callId
 * @param {WriteUpEditor} editor
 * @param {string} place
 */
function binding(callId, editor, place) {
  /**
   * @template {HTMLElement & {value: string}} T
   * @param {T} field
   * @param {keyof WriteUpFields} name
   * @param {string} event
   */
  return (field, name, event) => {
    field.id = `asterisk-${place}${name}-${callId}`;
    field.addEventListener(event, () => editor.typed(callId, name, field.value));
    return field;
  };
}

/**
 * Buttons to choose the contact, if several have the number.
 *
 * @param {string} callId
 * @param {import('../common/labels.js').Labels} labels
 * @param {(callId: string, partyId: string) => void} correct
 * @returns {{element: HTMLElement, show: (call: ShownCall) => void}}
 */
export function contactChoice(callId, labels, correct) {
  const element = el('div', { class: 'ac-who-is', role: 'group', 'aria-label': labels('whoIsIt') });

  return {
    element,
    show({ party: { parties = [] } }) {
      const known = parties.map(({ partyId }) => partyId).join(' ');
      setHidden(element, parties.length < 2);
      if (element.dataset.parties !== known) {
        setAttribute(element, 'data-parties', known);
        element.replaceChildren(el('span', { class: 'ac-hint' }, labels('whoIsIt')), ...parties.map(({ partyId, name }) => (
          el('button', { type: 'button', class: 'ac-button ac-small', onclick: () => correct(callId, partyId) }, name))));
      }
    },
  };
}
