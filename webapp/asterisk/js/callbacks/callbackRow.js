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
/** @import {Callback} from './types.js' */
import { disclosure } from '../common/disclosure.js';
import { el, setAttribute, setHidden, setText } from '../common/dom.js';
import { icon } from '../common/icon.js';
import { pageUrl } from '../common/pageUrl.js';
import { chip, iconButton } from '../common/parts.js';
import { localTime } from '../customer/customerDialogs.js';
import { player } from '../history/player.js';
import { soundUrl } from '../voicemail/voicemail.js';

const OUTCOMES = ['REACHED', 'NOT_REACHED', 'NOT_NEEDED', 'WRONG_NUMBER'];
const HOUR = 3_600_000;

/**
 * @typedef {object} RowTools
 * @property {(task: Callback) => void} call
 * @property {(callbackTaskId: string) => void} claim
 * @property {(callbackTaskId: string) => void} release
 * @property {(callbackTaskId: string, dueDate: string) => void} later
 * @property {(task: Callback, outcome: string) => void} close
 * @property {(callbackTaskId: string) => import('../voicemail/types.js').Message[]} messagesOf  left by the customer
 * @property {(time: string) => string} moment
 * @property {() => number} now  ms since 1970
 * @property {() => boolean} isOpen
 * @property {() => void} toggle
 */

/**
 * One callback: a row of one line, and below it, once opened, what there is to know and to do.
 *
 * @param {Callback} first
 * @param {import('../common/labels.js').Labels} labels
 * @param {RowTools} tools
 */
export function callbackRow(first, labels, tools) {
  const id = `asterisk-callback-${first.callbackTaskId}`;
  const shape = el('span', { class: 'ac-shape' });
  const kind = el('span', { class: 'ac-spoken' });
  const name = el('strong', { class: 'ac-name' });
  const state = chip();
  state.element.classList.add('ac-outcome');
  const count = el('span', { class: 'ac-talked' });
  const time = el('span', { class: 'ac-time' });
  const button = el('button', { type: 'button', class: 'ac-row', 'aria-controls': id, onclick: tools.toggle },
    shape, kind, name, state.element, count, time);
  const panel = el('div', { class: 'ac-details', id, hidden: true });
  const element = el('li', { class: 'ac-missed', 'data-callback': first.callbackTaskId }, button, panel);
  let drawn = '';
  let detailed = '';

  /** @param {Callback} task */
  function show(task) {
    const messages = tools.messagesOf(task.callbackTaskId).filter(({ folder }) => folder !== 'DELETED');
    const text = JSON.stringify([task, messages.map(({ messageId }) => messageId)]);
    const open = tools.isOpen();
    setAttribute(button, 'aria-expanded', String(open));
    setHidden(panel, !open);
    if (text !== drawn) { // rendering again would take the focus from a button in the row
      drawn = text;
      shape.replaceChildren(icon(task.requested ? 'phone-incoming' : messages.length ? 'voicemail' : 'phone-missed'));
      setText(kind, task.requested ? `${labels('callbackRequested')} ` : messages.length ? `${labels('tabVoicemail')} ` : '');
      setText(name, task.name || task.display);
      setAttribute(name, 'title', task.name || task.display);
      setText(count, task.missedCount > 1 ? `${task.missedCount}×` : '');
      setText(time, tools.moment(task.since));
    }
    state.show(...stateOf(task, labels, tools));
    if (open && text !== detailed) {
      detailed = text;
      panel.replaceChildren(...messages.map((message) => player(soundUrl(message), labels)), ...details(task, labels, tools));
    }
  }
  return { element, show };
}

/**
 * @param {Callback} task
 * @param {import('../common/labels.js').Labels} labels
 * @param {Pick<RowTools, 'moment' | 'now'>} tools
 * @returns {[string, import('../common/parts.js').Tone]}
 */
export function stateOf({ callId, claimedBy, mine, dueAt }, labels, { moment, now }) {
  if (callId) {
    return [mine ? labels('callbackRingsYou') : labels('callbackCalling', { name: claimedBy ?? '' }), 'good'];
  }
  if (claimedBy) {
    return [mine ? labels('callbackMine') : claimedBy, mine ? 'good' : 'info'];
  }
  if (dueAt) {
    return [labels('callbackDue', { time: moment(dueAt) }), new Date(dueAt).getTime() <= now() ? 'warn' : 'plain'];
  }
  return ['', 'plain'];
}

/**
 * @param {Callback} task
 * @param {import('../common/labels.js').Labels} labels
 * @param {RowTools} tools
 * @returns {HTMLElement[]}
 */
function details(task, labels, tools) {
  const { callbackTaskId, callId, claimedBy, mine, editable } = task;
  const href = pageUrl(task.url);
  const choices = [
    [!callId && (!claimedBy || mine), () => iconButton('phone', labels('callBack'), {
      class: 'ac-button ac-small ac-callBack', 'aria-label': labels('callBackTo', { number: task.name || task.display }),
      onclick: () => tools.call(task),
    })],
    [!claimedBy, () => textButton(labels('claimCallback'), 'claim', () => tools.claim(callbackTaskId))],
    [!callId && claimedBy && editable, () => textButton(labels('releaseCallback'), 'release', () => tools.release(callbackTaskId))],
    [editable, () => outcomes(task, labels, tools)],
    [editable, () => dueChoice(task, labels, tools)],
    [href, () => el('a', { class: 'ac-button ac-small', href, target: '_blank', rel: 'noopener' }, labels('openProfile'))],
  ];
  return [
    el('p', { class: 'ac-facts' }, ...facts(task, labels, tools).map((fact) => el('span', {}, fact))),
    el('div', { class: 'ac-actions' }, ...choices.filter(([offered]) => offered).map(([, create]) => /** @type {() => HTMLElement} */ (create)())),
  ];
}

/**
 * @param {Callback} task
 * @param {import('../common/labels.js').Labels} labels
 * @param {Pick<RowTools, 'moment'>} tools
 * @returns {string[]}
 */
function facts(task, labels, { moment }) {
  const { dueAt, missedCount } = task;
  return [task.name ? task.display : '', task.group ?? '', task.requested ? labels('callbackRequested') : '',
    missedCount > 1 ? labels('callbackCalls', { count: missedCount, time: moment(task.lastAt) }) : '',
    dueAt ? labels('callbackDue', { time: moment(dueAt) }) : '', ...automaticFacts(task, labels, moment)].filter(Boolean);
}

/**
 * What was tried without a click, and what comes next.
 *
 * @param {Callback} task
 * @param {import('../common/labels.js').Labels} labels
 * @param {(time: string) => string} moment
 */
export function automaticFacts({ place, attempts, lastAttemptAt, nextAttemptAt, byHand }, labels, moment) {
  return [place && !byHand ? labels('callbackPlace', { place }) : '',
    attempts > 0 && lastAttemptAt ? labels('callbackAttempts', { count: attempts, time: moment(lastAttemptAt) }) : '',
    nextAttemptAt && !byHand ? labels('callbackNext', { time: moment(nextAttemptAt) }) : '',
    byHand ? labels(`callbackByHand${byHand}`) : ''];
}

/**
 * @param {string} text
 * @param {string} action
 * @param {() => void} onclick
 */
function textButton(text, action, onclick) {
  return el('button', { type: 'button', class: 'ac-button ac-small', 'data-do': action, onclick }, text);
}

/**
 * @param {Callback} task
 * @param {import('../common/labels.js').Labels} labels
 * @param {RowTools} tools
 */
function outcomes(task, labels, tools) {
  const button = iconButton('check', labels('callbackDone'), { class: 'ac-button ac-small', 'data-do': 'done' });
  const choices = OUTCOMES.map((outcome) => el('button', {
    type: 'button', class: 'ac-button ac-quiet', 'data-outcome': outcome, onclick: () => tools.close(task, outcome),
  }, labels(`callback${outcome}`)));
  return disclosure(button, el('div', { class: 'ac-menu ac-callback-menu' }, ...choices)).element;
}

/**
 * @param {Callback} task
 * @param {import('../common/labels.js').Labels} labels
 * @param {RowTools} tools
 */
function dueChoice({ callbackTaskId, dueAt }, labels, tools) {
  const input = el('input', { type: 'datetime-local', required: true, 'aria-label': labels('callbackDueAt') });
  input.value = localTime(dueAt ? new Date(dueAt) : new Date(tools.now() + HOUR));
  const button = iconButton('clock', labels('callbackLater'), { class: 'ac-button ac-small', 'data-do': 'later' });
  const form = el('form', {
    class: 'ac-menu ac-callback-menu', onsubmit: (event) => {
      event.preventDefault();
      tools.later(callbackTaskId, new Date(input.value).toISOString());
    },
  }, input, el('button', { class: 'ac-button' }, labels('save')),
  ...(dueAt ? [textButton(labels('callbackSoon'), 'soon', () => tools.later(callbackTaskId, ''))] : []));
  return disclosure(button, form).element;
}
