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
/** @import {State} from '../state/types.js' */
import { el, keyedList, setAttribute, setHidden, setText } from '../common/dom.js';
import { iconButton } from '../common/parts.js';
import { failureMessage } from '../common/requestFailed.js';
import { createOrder } from './dialOrder.js';
import { speedDialForm } from './speedDialForm.js';
import { speedDialRow } from './speedDialRow.js';

/**
 * A number that is called by one click. `groupId` is '' for the user's own; others belong to all members of a group.
 *
 * @typedef {{speedDialId: string, label: string, number: string, display: string, groupId: string, editable: boolean}} SpeedDial
 *
 * @typedef {object} DialRequests
 * @property {() => Promise<{speedDials: SpeedDial[], editableGroups: string[]}>} speedDials
 * @property {(fields: Record<string, string>) => Promise<unknown>} createSpeedDial
 * @property {(speedDialId: string) => Promise<unknown>} deleteSpeedDial
 * @property {(speedDialIds: string[]) => Promise<unknown>} orderSpeedDials
 *
 * @typedef {object} DialTools
 * @property {DialRequests} requests
 * @property {(number: string) => void} call
 * @property {(callId: string, number: string) => void} transfer
 * @property {() => void} changed  renders the page again
 */

/**
 * The user's speed dials and those of the groups, with the state of a colleague who has the number. While they are edited, rows are moved by mouse
 * or with Alt and the arrow keys.
 *
 * @param {HTMLElement} root  with a heading
 * @param {import('../common/labels.js').Labels} labels
 * @param {DialTools} tools
 * @returns {(state: State) => void}
 */
export function speedDials(root, labels, tools) {
  /** @type {{dials: SpeedDial[], groups: string[], editing: boolean, asked: boolean}} */
  const own = { dials: [], groups: [], editing: false, asked: false };
  /** @type {State} */
  let state;
  const list = el('ul', { class: 'ac-rows ac-team' });
  const error = el('p', { class: 'ac-error ac-none', role: 'alert' });
  const form = speedDialForm(labels, (fields) => attempt(() => tools.requests.createSpeedDial(fields)));
  const edit = iconButton('pencil', labels('editSpeedDials'), {
    class: 'ac-button ac-quiet ac-icon-only ac-small ac-edit-dials', 'aria-pressed': 'false', onclick: () => {
      own.editing = !own.editing;
      tools.changed();
    },
  }, true);
  const order = createOrder(() => own.dials, (dials, moved) => {
    own.dials = dials;
    tools.changed();
    attempt(() => tools.requests.orderSpeedDials(dials.filter((dial) => dial.groupId === moved.groupId).map((dial) => dial.speedDialId)));
  });
  root.querySelector('h2')?.append(edit);
  root.append(list, form.element, error);
  const show = keyedList(list, (/** @type {SpeedDial} */ dial) => dial.speedDialId, (dial) => speedDialRow(dial, labels,
    { ...tools, remove: (id) => attempt(() => tools.requests.deleteSpeedDial(id)), order, context: () => ({ state, editing: own.editing }) }));

  async function load() {
    const { speedDials: dials, editableGroups: groups } = await tools.requests.speedDials();
    Object.assign(own, { dials, groups });
    tools.changed();
  }

  /** @param {() => Promise<unknown>} request */
  async function attempt(request) {
    setText(error, '');
    try {
      await request();
      await load();
      return true;
    } catch (failure) {
      setText(error, failureMessage(labels, failure));
      return false;
    }
  }

  return (next) => {
    state = next;
    setHidden(root, state.user === null);
    if (state.user !== null && !own.asked) {
      own.asked = true;
      attempt(async () => undefined);
    }
    setAttribute(edit, 'aria-pressed', String(own.editing));
    form.show(own.editing, state.groups.filter((group) => own.groups.includes(group.id)));
    show(own.dials);
    order.refocus(list);
  };
}
