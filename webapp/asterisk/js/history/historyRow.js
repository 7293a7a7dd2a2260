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
/** @import {PastCall} from '../state/types.js' */
import { el, setAttribute, setHidden, setText } from '../common/dom.js';
import { icon } from '../common/icon.js';
import { pageUrl } from '../common/pageUrl.js';
import { chip, iconButton } from '../common/parts.js';
import { duration } from '../common/time.js';
import { rowNotes } from './pastNotes.js';
import { player } from './player.js';

/** Tones of outcomes; all others are neutral. @type {Readonly<Record<string, import('../common/parts.js').Tone>>} */
const TONES = Object.freeze({
  ANSWERED: 'good', VOICEMAIL: 'info', ABANDONED: 'bad', MISSED: 'bad', QUEUE_TIMEOUT: 'bad', BUSY: 'warn', NO_ANSWER: 'warn', DECLINED: 'warn',
  CONGESTED: 'warn', NUMBER_UNKNOWN: 'warn', FAILED: 'bad',
});
/** Icons of directions. @type {Readonly<Record<string, string>>} */
const ICONS = Object.freeze({ INBOUND: 'arrow-down-left', OUTBOUND: 'arrow-up-right', INTERNAL: 'arrow-left-right' });

/**
 * One call: a row of one line, and below it, once opened, what there is to know and to do.
 *
 * @param {PastCall} first
 * @param {import('../common/labels.js').Labels} labels
 * @param {import('./historyList.js').Tools} tools
 * @param {{isOpen: () => boolean, toggle: () => void}} opening
 */
export function historyRow(first, labels, tools, opening) {
  const id = `asterisk-call-${first.phoneCallId}`;
  const direction = el('span', { class: 'ac-spoken ac-direction' });
  const shape = el('span', { class: 'ac-shape' });
  const name = el('strong', { class: 'ac-name' });
  const outcome = chip();
  const talked = el('span', { class: 'ac-talked' });
  const time = el('span', { class: 'ac-time' });
  const button = el('button', { type: 'button', class: 'ac-row', 'aria-controls': id, onclick: opening.toggle },
    shape, direction, name, outcome.element, talked, time);
  const about = el('div', { class: 'ac-about-call' });
  const panel = el('div', { class: 'ac-details', id, hidden: true }, about);
  const element = el('li', {}, button, panel);
  let [drawn, detailed] = ['', ''];
  const showNotes = rowNotes(panel, labels, tools);
  /** @type {PastCall | null} what is drawn; null while there is more than the row */
  let shown = null;

  /** @param {PastCall} call */
  function show(call) {
    const open = opening.isOpen();
    if (call === shown && !open) {
      return;
    }
    const text = JSON.stringify(call);
    setAttribute(button, 'aria-expanded', String(open));
    setHidden(panel, !open);
    if (text !== drawn) { // rendering again would take the focus from a link in the row
      drawn = text;
      drawRow(call);
    }
    if (open && text !== detailed) {
      detailed = text;
      about.replaceChildren(...details(call, labels, tools));
    }
    const withNotes = showNotes(open && Boolean(call.endedAt), call);
    shown = open || withNotes ? null : call;
  }

  /** @param {PastCall} call */
  function drawRow(call) {
    shape.replaceChildren(icon(call.missed ? 'phone-missed' : ICONS[call.direction] ?? 'phone'));
    setText(direction, `${labels(`direction${call.direction}`)} `);
    setText(name, nameOf(labels, call));
    setAttribute(name, 'title', nameOf(labels, call));
    outcome.show(call.returnedAt ? labels('returned') : endedText(call, labels), toneOf(call));
    outcome.element.classList.add('ac-outcome');
    setText(talked, talkTime(call));
    setText(time, tools.moment(call.startedAt));
    element.classList.toggle('ac-missed', call.missed === true);
    setAttribute(element, 'data-call', call.callId);
    setAttribute(element, 'data-direction', call.direction);
  }
  return { element, show };
}

/**
 * How it ended. A missed call whose customer was talked to since has that in its row, and this in its details.
 *
 * @param {PastCall} call
 * @param {import('../common/labels.js').Labels} labels
 */
function endedText(call, labels) {
  return call.outcomeText || (call.endedAt ? '' : labels('inProgress'));
}

/**
 * @param {PastCall} call
 * @returns {import('../common/parts.js').Tone}
 */
function toneOf(call) {
  if (call.returnedAt) {
    return 'info';
  }
  return call.missed ? 'bad' : TONES[call.outcome ?? ''] ?? 'plain';
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {PastCall} call
 */
function nameOf(labels, call) {
  return call.name || call.display || call.number || labels('withheld');
}

/**
 * @param {PastCall} call
 * @param {import('../common/labels.js').Labels} labels
 * @param {import('./historyList.js').Tools} tools
 * @returns {HTMLElement[]}
 */
function details(call, labels, tools) {
  const number = call.display || call.number;
  const charged = call.accountCode ? `${labels('accountCode')}: ${call.accountCode}` : '';
  const facts = [number && call.name ? number : '', call.agent ?? '', charged].filter((fact) => fact !== '').map((fact) => el('span', {}, fact));
  facts.push(...callbackFact(call, labels, tools));
  if (call.returnedAt) {
    facts.push(el('span', {}, [endedText(call, labels), labels('returned'), tools.moment(call.returnedAt)].filter(Boolean).join(' · ')));
  }
  const recording = pageUrl(call.recordingUrl);
  return [
    ...(facts.length ? [el('p', { class: 'ac-facts' }, ...facts)] : []),
    ...(recording ? [player(recording, labels)] : []),
    el('div', { class: 'ac-actions' }, ...callBack(labels, call, tools.callBack), ...correction(labels, call),
      ...link(call.url, labels('openProfile')), ...link(call.communicationUrl, labels('communication')), ...link(call.detailsUrl, labels('details'))),
  ];
}

/**
 * What became of the callback of a missed call.
 *
 * @param {PastCall} call
 * @param {import('../common/labels.js').Labels} labels
 * @param {import('./historyList.js').Tools} tools
 */
function callbackFact({ callback }, labels, tools) {
  if (!callback) {
    return [];
  }
  const ended = [callback.by, callback.at && tools.moment(callback.at)].filter(Boolean).join(', ');
  const text = callback.open ? [labels('callbackOpen'), callback.by].filter(Boolean).join(' · ')
    : [labels('callbackEnded', { outcome: callback.outcomeText ?? '' }), ended].filter(Boolean).join(' · ');
  return [el('span', { class: 'ac-callback-fact' }, text)];
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
  return href ? [el('a', { class: 'ac-button ac-small', href, target: '_blank', rel: 'noopener' }, text)] : [];
}

/**
 * The link to correct the contact of a call.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {PastCall} call
 * @returns {HTMLElement[]}
 */
function correction(labels, call) {
  return call.direction === 'INTERNAL' ? []
    : [el('a', { class: 'ac-button ac-small', href: `correctCall?phoneCallId=${encodeURIComponent(call.phoneCallId)}`,
      'aria-label': labels('correctWho', { name: nameOf(labels, call) }) }, labels('correct'))];
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {PastCall} call
 * @param {import('./historyList.js').Tools['callBack']} dial
 * @returns {HTMLElement[]}
 */
function callBack(labels, call, dial) {
  const [label, spokenLabel] = call.direction === 'OUTBOUND' ? ['callAgain', 'callAgainTo'] : ['callBack', 'callBackTo'];
  const spoken = labels(spokenLabel, { number: call.name || call.display || call.number });
  return call.number && call.endedAt && call.direction !== 'INTERNAL'
    ? [iconButton('phone', labels(label), { class: 'ac-button ac-small ac-callBack', 'aria-label': spoken, onclick: () => dial(call.number, call) })]
    : [];
}
