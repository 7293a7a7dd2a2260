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
import { el, setText } from '../common/dom.js';
import { failureMessage } from '../common/requestFailed.js';

/**
 * Agent number and PIN for the sign-in at a phone. They are kept by the server, which never shows them again.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {(fields: {agentNumber: string, pin: string}) => Promise<unknown>} save
 */
export function pinForm(labels, save) {
  const number = el('input', { id: 'asterisk-agent-number', inputmode: 'numeric', maxlength: '10', autocomplete: 'off' });
  const pin = el('input', { id: 'asterisk-agent-pin', type: 'password', inputmode: 'numeric', maxlength: '10', autocomplete: 'new-password' });
  const said = el('p', { class: 'ac-hint', role: 'status' });
  const button = el('button', { class: 'ac-button ac-small' }, labels('pinSave'));
  return el('form', { class: 'ac-choices', onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    keep();
  } }, el('label', { for: number.id }, labels('pinNumber')), number, el('label', { for: pin.id }, labels('pinPin')), pin,
  el('p', { class: 'ac-hint' }, labels('pinHint')), button, said);

  async function keep() {
    button.disabled = true;
    try {
      await save({ agentNumber: number.value.trim(), pin: pin.value });
      pin.value = '';
      setText(said, labels('pinSaved'));
    } catch (failure) {
      setText(said, failureMessage(labels, failure));
    } finally {
      button.disabled = false;
    }
  }
}
