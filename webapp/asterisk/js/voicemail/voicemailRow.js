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

/** @import {Box, Message} from './types.js' */
import { el, setAttribute, setHidden, setText } from '../common/dom.js';
import { icon } from '../common/icon.js';
import { pageUrl } from '../common/pageUrl.js';
import { chip, iconButton } from '../common/parts.js';
import { duration } from '../common/time.js';
import { player } from '../history/player.js';
import { isNew, soundUrl } from './voicemail.js';
import { forwardParts } from './voicemailForward.js';

/**
 * @typedef {object} RowTools
 * @property {(number: string, whose: {partyId?: string | null}) => Promise<boolean>} dial
 * @property {(message: Message, change: 'HEARD' | 'DELETED' | 'RESTORED') => void} change
 * @property {import('./voicemailForward.js').ForwardTools} forwarding
 * @property {(message: Message) => Box | undefined} boxOf
 * @property {(time: string) => string} moment
 * @property {() => boolean} isOpen
 * @property {() => void} toggle
 */

/**
 * One message: a row of one line, and below it, once opened, its sound and what can be done.
 *
 * @param {Message} first
 * @param {import('../common/labels.js').Labels} labels
 * @param {RowTools} tools
 */
export function voicemailRow(first, labels, tools) {
  const id = `asterisk-voicemail-${first.boxId}-${first.messageId}`;
  const name = el('strong', { class: 'ac-name' });
  const state = chip();
  state.element.classList.add('ac-outcome');
  const length = el('span', { class: 'ac-talked' });
  const time = el('span', { class: 'ac-time' });
  const button = el('button', { type: 'button', class: 'ac-row', 'aria-controls': id, onclick: tools.toggle },
    el('span', { class: 'ac-shape' }, icon('voicemail')), name, state.element, length, time);
  const sound = el('div');
  const about = el('div');
  const panel = el('div', { class: 'ac-details', id, hidden: true }, sound, about);
  const element = el('li', { 'data-message': first.messageId }, button, panel);
  let detailed = '';
  let current = first;
  const changeable = () => tools.boxOf(current)?.support === 'GIVEN';
  sound.addEventListener('ended', () => {
    if (isNew(current) && changeable()) {
      tools.change(current, 'HEARD');
    }
  }, true); // it doesn't bubble

  /** @param {Message} message */
  function show(message) {
    const open = tools.isOpen();
    current = message;
    const text = JSON.stringify([message, changeable()]);
    setAttribute(button, 'aria-expanded', String(open));
    setHidden(panel, !open);
    setText(name, callerOf(message, labels));
    setAttribute(name, 'title', callerOf(message, labels));
    setText(length, duration(message.seconds * 1_000));
    setText(time, tools.moment(message.leftAt));
    state.show(isNew(message) ? labels('voicemailNew') : message.folder === 'DELETED' ? labels('voicemailDeleted') : '',
      isNew(message) ? 'warn' : 'plain');
    if (!open) {
      detailed = '';
      sound.replaceChildren(); // stops playing
    } else if (text !== detailed) { // rendering again would take the focus from a button in the row
      detailed = text;
      if (!sound.firstChild) {
        sound.replaceChildren(player(soundUrl(message), labels));
      }
      about.replaceChildren(...details(message, changeable(), labels, tools));
    }
  }
  return { element, show };
}

/**
 * @param {Message} message
 * @param {import('../common/labels.js').Labels} labels
 */
export function callerOf({ name, display }, labels) {
  return name || display || labels('withheld');
}

/**
 * @param {Message} message
 * @param {boolean} changeable
 * @param {import('../common/labels.js').Labels} labels
 * @param {RowTools} tools
 * @returns {HTMLElement[]}
 */
function details(message, changeable, labels, tools) {
  const { number, partyId, folder } = message;
  const href = pageUrl(message.url);
  const caller = callerOf(message, labels);
  const forward = forwardParts(message, labels, tools.forwarding);
  /** @type {[unknown, () => HTMLElement][]} */
  const choices = [
    [number, () => iconButton('phone', labels('callBack'), {
      class: 'ac-button ac-small ac-callBack', 'data-do': 'callBack', 'aria-label': labels('callBackTo', { number: caller }),
      onclick: () => tools.dial(number, { partyId }),
    })],
    [changeable && isNew(message), () => iconButton('check', labels('markHeard'), {
      class: 'ac-button ac-small', 'data-do': 'heard', onclick: () => tools.change(message, 'HEARD'),
    })],
    [changeable && folder !== 'DELETED', () => forward.button],
    [changeable && folder !== 'DELETED', () => iconButton('x', labels('deleteMessage'), {
      class: 'ac-button ac-small', 'data-do': 'delete', onclick: () => tools.change(message, 'DELETED'),
    })],
    [changeable && folder === 'DELETED', () => iconButton('rotate-ccw', labels('restoreMessage'), {
      class: 'ac-button ac-small', 'data-do': 'restore', onclick: () => tools.change(message, 'RESTORED'),
    })],
    [href, () => el('a', { class: 'ac-button ac-small', href, target: '_blank', rel: 'noopener' }, labels('openProfile'))],
  ];
  const facts = [message.name ? message.display : '', tools.boxOf(message)?.name ?? ''].filter(Boolean);
  return [
    el('p', { class: 'ac-facts' }, ...facts.map((fact) => el('span', {}, fact))),
    el('div', { class: 'ac-actions' }, ...choices.filter(([offered]) => offered).map(([, create]) => create())),
    forward.form,
  ];
}
