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
/** @import {ShownCall, WriteUp, WriteUpFields} from '../types.js' */
import { el, setText } from '../dom.js';
import { showOptions } from './agentBar.js';

/** As long as OFBiz keeps them. */
const LONGEST = 255;
/** From so many left on the page says how many. */
const FEW_LEFT = 60;

/**
 * What can be written about a call.
 *
 * @typedef {object} Pen
 * @property {(callId: string, field: keyof WriteUpFields, value: string) => void} typed
 * @property {(callId: string, editing: boolean) => void} editing
 */

/**
 * Subject, note, reason and outcome of one call. What is typed is kept without a button.
 *
 * @param {string} callId
 * @param {import('../labels.js').Labels} labels
 * @param {Pen} pen
 * @returns {{element: HTMLElement, show: (writeUp: WriteUp | undefined, required: boolean) => void}}
 */
export function writeUpForm(callId, labels, pen) {
  /**
   * @template {HTMLElement & {value: string}} T
   * @param {T} field
   * @param {keyof WriteUpFields} name
   * @param {string} event
   */
  const writes = (field, name, event) => {
    field.id = `asterisk-${name}-${callId}`;
    field.addEventListener(event, () => pen.typed(callId, name, field.value));
    return field;
  };
  const subject = writes(el('input', { type: 'text', autocomplete: 'off', maxlength: String(LONGEST) }), 'subject', 'input');
  const note = writes(el('textarea', { rows: '3', maxlength: String(LONGEST) }), 'note', 'input');
  const reason = writes(el('select'), 'reason', 'change');
  const disposition = writes(el('select'), 'disposition', 'change');
  const fields = { subject, note, reason, disposition };
  const left = el('span', { class: 'ac-hint' });
  const kept = el('span', { class: 'ac-hint' });
  const dispositionLabel = el('label', { for: disposition.id });
  const error = el('p', { class: 'ac-error', role: 'alert' });
  /** @type {HTMLElement} */
  const element = el('div', {
    class: 'ac-write-up', role: 'group', 'aria-label': labels('writeUp'),
    onfocusin: () => pen.editing(callId, true),
    onfocusout: (event) => pen.editing(callId, element.contains(/** @type {Node | null} */ (/** @type {FocusEvent} */ (event).relatedTarget))),
  },
  el('label', { for: subject.id }, labels('subject')), subject,
  el('label', { for: note.id }, labels('note')), note,
  el('label', { for: reason.id }, labels('reason')), reason,
  dispositionLabel, disposition,
  el('p', { class: 'ac-kept' }, kept, ' ', left), error);
  const none = { id: '', name: '' };

  return {
    element,
    show(writeUp, required) {
      element.hidden = !writeUp || writeUp.saving === 'LOADING';
      if (!writeUp) {
        return;
      }
      showOptions(reason, [none, ...writeUp.reasons]);
      showOptions(disposition, [none, ...writeUp.dispositions]);
      Object.entries(fields).forEach(([name, field]) => {
        const value = writeUp.fields[/** @type {keyof WriteUpFields} */ (name)];
        if (field.value !== value && document.activeElement !== field) {
          field.value = value;
        }
      });
      setText(dispositionLabel, labels(required ? 'dispositionRequired' : 'disposition'));
      disposition.required = required;
      setText(kept, labels(`kept${writeUp.saving}`));
      const remaining = LONGEST - writeUp.fields.note.length;
      setText(left, remaining <= FEW_LEFT ? labels('charactersLeft', { count: remaining }) : '');
      setText(error, writeUp.refusal);
    },
  };
}

/**
 * Who it was, where several have the number: one button for each.
 *
 * @param {string} callId
 * @param {import('../labels.js').Labels} labels
 * @param {(callId: string, partyId: string) => void} correct
 * @returns {{element: HTMLElement, show: (call: ShownCall) => void}}
 */
export function whoWasIt(callId, labels, correct) {
  const element = el('div', { class: 'ac-who-is', role: 'group', 'aria-label': labels('whoIsIt') });

  return {
    element,
    show({ party: { parties = [] } }) {
      const known = parties.map(({ partyId }) => partyId).join(' ');
      element.hidden = parties.length < 2;
      if (element.dataset.parties !== known) {
        element.dataset.parties = known;
        element.replaceChildren(el('span', { class: 'ac-hint' }, labels('whoIsIt')), ...parties.map(({ partyId, name }) => (
          el('button', { type: 'button', class: 'ac-button ac-small', onclick: () => correct(callId, partyId) }, name))));
      }
    },
  };
}
