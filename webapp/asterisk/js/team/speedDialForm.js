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
import { el, setHidden, showOptions } from '../common/dom.js';

/**
 * The form of a new speed dial, shown while they are edited. Supervisors choose whether it is theirs or of a group.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {(fields: Record<string, string>) => Promise<boolean>} create
 * @returns {{element: HTMLElement, show: (editing: boolean, groups: {id: string, name: string}[]) => void}}
 */
export function speedDialForm(labels, create) {
  const name = el('input', { id: 'asterisk-dial-name', type: 'text', maxlength: '100', required: true, autocomplete: 'off' });
  const number = el('input', { id: 'asterisk-dial-number', type: 'tel', maxlength: '40', required: true, autocomplete: 'off' });
  const group = el('select', { id: 'asterisk-dial-group' });
  const forWhom = el('div', {}, el('label', { for: group.id }, labels('speedDialFor')), group);
  const element = el('form', {
    class: 'ac-dial-form',
    onsubmit: async (event) => {
      event.preventDefault();
      if (await create({ label: name.value, number: number.value, ...(group.value ? { callCenterGroupId: group.value } : {}) })) {
        name.value = '';
        number.value = '';
        name.focus();
      }
    },
  }, el('div', {}, el('label', { for: name.id }, labels('speedDialName')), name),
  el('div', {}, el('label', { for: number.id }, labels('phoneNumber')), number), forWhom,
  el('button', { class: 'ac-button ac-small' }, labels('addSpeedDial')));

  return {
    element,
    show(editing, groups) {
      setHidden(element, !editing);
      setHidden(forWhom, groups.length === 0);
      showOptions(group, [{ id: '', name: labels('speedDialOwn') }, ...groups.map(({ id, name: title }) => ({ id, name: title }))]);
    },
  };
}
