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
/** @import {PastCall, State} from '../state/types.js' */
import { el, keyedList, setText } from '../common/dom.js';
import { pageUrl } from '../common/pageUrl.js';
import { duration } from '../common/time.js';

/**
 * @typedef {object} Tools
 * @property {(number: string, whose: {partyId?: string | null}) => void} callBack
 * @property {() => void} more
 * @property {(time: string) => string} moment
 */

/**
 * The table of the call history.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {Tools} tools
 * @returns {(state: State) => void}
 */
export function historyTable(root, labels, tools) {
  const rows = el('tbody');
  const heads = ['time', 'customer', 'outcome', 'talked', 'agent', 'recording']
    .map((key) => el('th', { scope: 'col' }, labels(key)));
  const table = el('table', { class: 'ac-history' }, el('thead', {}, el('tr', {}, ...heads, el('td'))), rows);
  const words = el('p', { class: 'ac-none', role: 'status' });
  const more = el('button', { type: 'button', class: 'ac-button ac-more', onclick: tools.more });
  root.append(table, words, more);
  const show = keyedList(rows, (/** @type {PastCall} */ call) => call.phoneCallId, () => row(labels, tools));

  return ({ history }) => {
    show(history.calls ?? []);
    table.hidden = !history.calls?.length;
    table.setAttribute('aria-busy', String(history.busy));
    setText(words, historyText(labels, history, tools.moment));
    setText(more, history.next && history.calls ? labels(history.lookedBackTo ? 'lookFurther' : 'showMore') : '');
    more.disabled = history.busy;
  };
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {State['history']} history
 * @param {(time: string) => string} moment
 */
function historyText(labels, { calls, failed, refusal, lookedBackTo }, moment) {
  if (failed) {
    return refusal || labels('historyFailed');
  }
  if (lookedBackTo) {
    return labels('lookedBack', { time: moment(lookedBackTo) });
  }
  return calls?.length === 0 ? labels('noHistory') : '';
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {Tools} tools
 */
function row(labels, tools) {
  /** @param {string} key */
  const cell = (key) => el('td', { class: `ac-${key}`, 'data-head': labels(key) });
  const [time, customer, outcome, talked, agent, recording, again] =
    ['time', 'customer', 'outcome', 'talked', 'agent', 'recording', 'callBack'].map(cell);
  const element = el('tr', {}, time, customer, outcome, talked, agent, recording, again);
  let drawn = '';

  /** @param {PastCall} call */
  function show(call) {
    const text = JSON.stringify(call);
    if (text === drawn) {
      return; // rendering again would remove the focus from a link in this row
    }
    drawn = text;
    const began = tools.moment(call.startedAt);
    const details = link(call.detailsUrl, began);
    time.replaceChildren(...(details.length ? details : [began]));
    customer.replaceChildren(...customerText(labels, call));
    element.classList.toggle('ac-missed', call.missed === true);
    outcome.replaceChildren(call.missed ? el('strong', {}, call.outcomeText ?? '') : call.outcomeText || (call.endedAt ? '' : labels('inProgress')));
    talked.replaceChildren(talkTime(call));
    agent.replaceChildren(call.agent ?? '');
    recording.replaceChildren(...link(call.recordingUrl, labels('listen')), ' ', ...link(call.communicationUrl, labels('communication')));
    again.replaceChildren(...callBack(labels, call, tools.callBack), ...correction(labels, call));
    element.dataset.call = call.callId;
  }
  return { element, show };
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {PastCall} call
 */
function customerText(labels, call) {
  const number = call.display || call.number;
  const name = call.name || number || labels('withheld');
  const linked = link(call.url, name);
  const direction = el('span', { class: 'ac-direction', 'data-direction': call.direction }, labels(`direction${call.direction}`));
  const below = name === number || !number ? [] : [' ', el('span', { class: 'ac-number' }, number)];
  return [direction, ' ', ...(linked.length ? linked : [name]), ...below];
}

/** @param {PastCall} call */
function talkTime(call) {
  if (call.endedAt && call.talkSeconds !== undefined && call.talkSeconds !== null) {
    return call.answeredAt ? duration(call.talkSeconds * 1_000) : '';
  }
  return call.answeredAt && call.endedAt ? duration(new Date(call.endedAt).getTime() - new Date(call.answeredAt).getTime()) : '';
}

/**
 * @param {string | null | undefined} url
 * @param {string} text
 * @returns {HTMLElement[]}
 */
function link(url, text) {
  const href = pageUrl(url);
  return href ? [el('a', { href, target: '_blank', rel: 'noopener' }, text)] : [];
}

/**
 * The link to correct the contact of a call.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {PastCall} call
 * @returns {(Node | string)[]}
 */
function correction(labels, call) {
  const who = call.name || call.display || call.number || labels('withheld');
  return call.direction === 'INTERNAL' ? []
    : [' ', el('a', { href: `correctCall?phoneCallId=${encodeURIComponent(call.phoneCallId)}`, 'aria-label': labels('correctWho', { name: who }) },
      labels('correct'))];
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {PastCall} call
 * @param {Tools['callBack']} dial
 */
function callBack(labels, call, dial) {
  const [label, spokenLabel] = call.direction === 'OUTBOUND' ? ['callAgain', 'callAgainTo'] : ['callBack', 'callBackTo'];
  const spoken = labels(spokenLabel, { number: call.name || call.display || call.number });
  const style = call.missed ? 'ac-button ac-small ac-primary' : 'ac-button ac-small';
  return call.number && call.endedAt && call.direction !== 'INTERNAL'
    ? [el('button', { type: 'button', class: style, 'aria-label': spoken, onclick: () => dial(call.number, call) }, labels(label))]
    : [];
}
