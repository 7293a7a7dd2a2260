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
/** @import {State, TeamMember} from '../state/types.js' */
import { el, keyedList, setAttribute, setHidden, setText } from '../common/dom.js';
import { chip, iconButton } from '../common/parts.js';
import { duration } from '../common/time.js';
import { whileSeen } from '../common/whileSeen.js';
import { liveCall } from '../state/shownCalls.js';

/**
 * @typedef {object} TeamTools
 * @property {(number: string) => void} call
 * @property {(callId: string, number: string) => void} transfer
 * @property {(callId: string) => void} pickUp
 * @property {() => number} now  ms since 1970
 */

/**
 * The user's colleagues with their state, and a button to call them; during a call also one to transfer it to them, and
 * while their phone rings one to pick the call up.
 *
 * @param {HTMLElement} root  with a heading
 * @param {import('../common/labels.js').Labels} labels
 * @param {TeamTools} tools
 * @returns {(state: State) => void}
 */
export function teamList(root, labels, tools) {
  const count = chip();
  const list = el('ul', { class: 'ac-rows ac-team' });
  root.querySelector('h2')?.append(count.element);
  root.append(list);
  /** @type {State} */
  let state;
  /** @type {ReturnType<typeof liveCall>} */
  let current;
  const show = keyedList(list, (/** @type {TeamMember} */ member) => member.partyId, () => teamRow(labels, tools, () => ({ state, current })));
  return (next) => {
    state = next;
    current = liveCall(state);
    setHidden(root, state.team.length === 0);
    count.show(String(state.team.filter((member) => member.state !== 'SIGNED_OUT').length), 'plain');
    show(state.team);
  };
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {TeamTools} tools
 * @param {() => {state: State, current: ReturnType<typeof liveCall>}} context
 */
function teamRow(labels, tools, context) {
  /** @type {TeamMember} */
  let shown;
  const dot = el('span', { class: 'ac-dot', 'aria-hidden': 'true' });
  const name = el('span', { class: 'ac-name' });
  const text = el('span', { class: 'ac-member-state' });
  const time = el('span', { class: 'ac-time' });
  const style = 'ac-button ac-quiet ac-icon-only ac-small';
  const call = iconButton('phone', '', { class: style, onclick: () => tools.call(shown.number) }, true);
  const transfer = iconButton('phone-forwarded', '', { class: style, onclick: () => {
    const { current } = context();
    if (current) {
      tools.transfer(current.callId, shown.number);
    }
  } }, true);
  const pickUp = iconButton('phone-incoming', '', { class: style, onclick: () => shown.rings && tools.pickUp(shown.rings) }, true);
  const element = el('li', { class: 'ac-row ac-member' }, dot, el('span', { class: 'ac-member-who' }, name, text, time), pickUp, call, transfer);

  let offered = '';
  const showTime = whileSeen(element, () => {
    const timed = shown.since !== null && !['SIGNED_OUT', 'AVAILABLE'].includes(shown.state);
    setText(time, timed ? duration(tools.now() - new Date(shown.since ?? '').getTime()) : '');
  });

  /** @param {TeamMember} member */
  function show(member) {
    const { state, current } = context();
    const possible = current ? duringCall(member, state.controls[current.callId]?.offered ?? []) : withoutCall(member);
    if (shown !== member || possible !== offered) {
      offered = possible;
      setHidden(pickUp, possible !== 'PICK_UP');
      setHidden(call, possible !== 'CALL');
      setHidden(transfer, possible !== 'TRANSFER');
    }
    if (shown !== member) {
      shown = member;
      setAttribute(element, 'data-state', member.state);
      setAttribute(element, 'data-member', member.partyId);
      setText(name, member.name);
      setText(text, stateText(labels, member));
      setAttribute(name, 'title', [member.name, member.number].filter(Boolean).join(' \u00b7 '));
      setAttribute(text, 'title', member.with ? labels('talkingWith', { name: member.with }) : '');
      describe(call, labels('callColleague', { name: member.name }));
      describe(pickUp, labels('pickUpFromColleague', { name: member.name }));
      describe(transfer, labels('transferToColleague', { name: member.name }));
    }
    showTime();
  }
  return { element, show };
}

/**
 * What the row's button does. While the user has no call, a call that rings comes before one to a colleague whose phone is busy with it.
 *
 * @param {TeamMember} member
 */
export function withoutCall({ number, rings }) {
  return rings ? 'PICK_UP' : number && 'CALL';
}

/**
 * @param {TeamMember} member
 * @param {string[]} offered  for the user's call
 */
export function duringCall({ number }, offered) {
  return number !== '' && offered.includes('TRANSFER') ? 'TRANSFER' : '';
}

/**
 * @param {HTMLElement} button
 * @param {string} text
 */
function describe(button, text) {
  setAttribute(button, 'aria-label', text);
  setAttribute(button, 'title', text);
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {TeamMember} member
 */
function stateText(labels, { state, reason, with: other }) {
  if (state === 'PAUSED' && reason) {
    return reason;
  }
  return other ? labels('talkingWith', { name: other }) : labels(`agent${state}`);
}
