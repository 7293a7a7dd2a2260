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
/** @import {SpeedDial} from './speedDials.js' */
/** @import {State} from '../state/types.js' */
import { el, setAttribute, setHidden, setText } from '../common/dom.js';
import { iconButton } from '../common/parts.js';
import { liveCall } from '../state/shownCalls.js';

/**
 * @typedef {object} RowTools
 * @property {(number: string) => void} call
 * @property {(callId: string, number: string) => void} transfer
 * @property {(speedDialId: string) => void} remove
 * @property {{follow: (row: HTMLElement, id: string) => void}} order
 * @property {() => {state: State, editing: boolean}} context
 */

/**
 * @param {SpeedDial} first
 * @param {import('../common/labels.js').Labels} labels
 * @param {RowTools} tools
 */
export function speedDialRow({ speedDialId, label, number, display }, labels, tools) {
  const name = el('span', { class: 'ac-name', title: `${label} \u00b7 ${display}` }, label);
  const text = el('span', { class: 'ac-member-state' });
  const style = 'ac-button ac-quiet ac-icon-only ac-small';
  const call = iconButton('phone', labels('callColleague', { name: label }), { class: style, onclick: () => tools.call(number) }, true);
  const transfer = iconButton('phone-forwarded', labels('transferToColleague', { name: label }), { class: style, onclick: () => {
    const current = liveCall(tools.context().state);
    if (current) {
      tools.transfer(current.callId, number);
    }
  } }, true);
  const remove = iconButton('x', labels('deleteSpeedDial', { name: label }), { class: style, onclick: () => tools.remove(speedDialId) }, true);
  const element = el('li', { class: 'ac-row ac-member', 'data-dial': speedDialId }, el('span', { class: 'ac-dot', 'aria-hidden': 'true' }),
    el('span', { class: 'ac-member-who' }, name, text), call, transfer, remove);
  tools.order.follow(element, speedDialId);

  /** @param {SpeedDial} dial */
  function show(dial) {
    const { state, editing } = tools.context();
    const current = liveCall(state);
    const colleague = state.team.find((member) => member.number === number);
    const movable = editing && dial.editable;
    setAttribute(element, 'data-state', colleague?.state ?? '');
    setText(text, colleague ? labels(`agent${colleague.state}`) : display);
    text.classList.toggle('ac-number', !colleague);
    setAttribute(text, 'title', colleague ? '' : display);
    element.draggable = movable;
    if (movable) {
      element.tabIndex = 0;
      setAttribute(element, 'title', labels('moveSpeedDial'));
    } else {
      element.removeAttribute('tabindex');
      element.removeAttribute('title');
    }
    setHidden(call, editing || current !== undefined);
    setHidden(transfer, editing || !current || !(state.controls[current.callId]?.offered ?? []).includes('TRANSFER'));
    setHidden(remove, !movable);
  }
  return { element, show };
}
