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
/** @import {ShownOffer} from './types.js' */
import { outcomeText } from '../calls/callStatus.js';
import { matchText, pageLink, callerName } from '../common/callerName.js';
import { el, keyedList, setAttribute, setHidden, setLabel, setText } from '../common/dom.js';
import { avatar, chip } from '../common/parts.js';
import { variablesText } from '../common/variablesText.js';
import { duration } from '../common/time.js';
import { answerBlock, answerBlocks, hidesAnswer, offersInRows, positionOf, shownOffers, waitingOffers } from '../state/offers.js';

/**
 * @typedef {object} Actions
 * @property {(callId: string) => void} claim
 * @property {(callId: string) => void} lookUp
 * @property {() => number} now
 * @property {(time: string) => string} moment
 */

/**
 * The waiting calls, each a row. The heading says how many there are, and why the user can't answer now.
 *
 * @param {HTMLElement} root  has the heading
 * @param {import('../common/labels.js').Labels} labels
 * @param {Actions} actions
 * @param {() => number} mostRows  that fit into the window
 * @returns {(state: State) => void}
 */
export function offerList(root, labels, actions, mostRows) {
  const count = chip();
  const reason = el('span', { class: 'ac-why-not' });
  const list = el('ul', { class: 'ac-rows' });
  const none = el('p', { class: 'ac-none' }, labels('noOffers'));
  const more = el('button', { type: 'button', class: 'ac-button ac-quiet ac-more-offers', 'aria-expanded': 'false', onclick: toggle });
  root.querySelector('h2')?.append(' ', count.element, el('span', { class: 'ac-gap' }), reason);
  root.append(list, none, more);
  let all = false;
  /** @type {State} */
  let state;
  /** @type {ReturnType<typeof answerBlocks>} */
  let blocks;
  /** @type {Set<string>} callIds */
  let listed = new Set();
  const show = keyedList(list, (/** @type {ShownOffer} */ offer) => offer.callId,
    (offer) => offerRow(offer, labels, actions, () => ({ state, block: blocks })));

  function toggle() {
    all = !all;
    render(state);
  }

  /** @param {State} next */
  function render(next) {
    state = next;
    const shown = shownOffers(state);
    const waiting = waitingOffers(state);
    const rows = all ? shown.length : mostRows();
    blocks = answerBlocks(state);
    const block = waiting.every(blocks) ? answerBlock(state, waiting[0]) : '';
    all &&= shown.length > mostRows();
    const inRows = offersInRows(state, rows, (callId) => listed.has(callId));
    listed = new Set(inRows.map(({ callId }) => callId));
    show(inRows);
    count.show(String(waiting.length), waiting.length ? 'warn' : 'plain');
    setText(reason, block && waiting.length ? labels(`cannot${block}`) : '');
    setHidden(none, shown.length > 0);
    setAttribute(root, 'data-all', String(all));
    const hidden = shown.filter((offer) => !offer.over && !inRows.includes(offer)).length;
    setText(more, hidden > 0 ? labels('moreWaiting', { count: hidden }) : all ? labels('fewerWaiting') : '');
    setAttribute(more, 'aria-expanded', String(all));
  }
  return render;
}

/**
 * @param {ShownOffer} offer
 * @param {import('../common/labels.js').Labels} labels
 * @param {Actions} actions
 * @param {() => {state: State, block: ReturnType<typeof answerBlocks>}} context
 */
function offerRow({ callId }, labels, actions, context) {
  const group = chip();
  const position = el('span', { class: 'ac-position' });
  const waiting = el('span', { class: 'ac-time' });
  const who = whoWaits(callId, labels, actions.moment);
  const answer = answerButton(who.caller, () => actions.claim(callId));
  const link = pageLink(labels, () => actions.lookUp(callId), true);
  const element = el('li', { class: 'ac-row ac-offer', 'data-call': callId },
    who.initials, who.caller, link.element, group.element, position, waiting, answer);
  /** @type {unknown[]} what all but the time depends on, as it is drawn */
  let drawn = [];

  /** @param {ShownOffer} offer */
  function show(offer) {
    const { state, block } = context();
    const [place, why, page] = [positionOf(state, offer), block(offer), state.pages[callId]];
    if ([offer, place, why, page].some((part, index) => part !== drawn[index])) {
      drawn = [offer, place, why, page];
      who.show(offer);
      group.show(offer.group.name, 'plain');
      showPosition(position, labels, place, offer.queue ?? '');
      showAnswer(offer, why);
      link.show(offer.parties, page, offer.caller);
      setHidden(link.element, offer.over !== undefined);
      element.classList.toggle('ac-over', offer.over !== undefined);
    }
    setText(waiting, offer.over ? '' : duration(actions.now() - new Date(offer.since).getTime()));
  }

  /**
   * @param {ShownOffer} offer
   * @param {import('../state/offers.js').Block} block
   */
  function showAnswer(offer, block) {
    setLabel(answer, labels(offer.claiming ? 'claiming' : 'answer'));
    setHidden(answer, hidesAnswer(block) || offer.over !== undefined);
    answer.disabled = offer.claiming === true || block !== '';
    setAttribute(answer, 'title', block ? labels(`cannot${block}`) : '');
  }
  return { element, show };
}

/**
 * Who waits, and what is known about the call.
 *
 * @param {string} callId
 * @param {import('../common/labels.js').Labels} labels
 * @param {(time: string) => string} moment
 */
function whoWaits(callId, labels, moment) {
  const initials = avatar();
  const name = el('strong', { class: 'ac-name' });
  const [number, matched, variables, over, earlier, again] = ['number', 'matched', 'variables', 'outcome', 'earlier', 'again'].map(
    (style) => el('span', { class: `ac-${style}` }));
  const error = el('span', { class: 'ac-error', role: 'alert' });
  const about = el('span', { class: 'ac-about' }, over, ' ', error, ' ', again, ' ', number, ' ', matched, ' ', variables, ' ', earlier);
  return {
    initials: initials.element,
    caller: el('p', { class: 'ac-caller', id: `asterisk-offer-${callId}` }, name, ' ', about),
    /** @param {ShownOffer} offer */
    show(offer) {
      const who = callerName(labels, offer.caller, offer.parties);
      const isOver = offer.over !== undefined;
      initials.show(offer.parties.length > 1 ? '' : who.name);
      setText(name, who.name);
      setAttribute(name, 'title', who.name);
      setText(number, who.number);
      setText(matched, matchText(labels, offer.caller));
      setText(variables, variablesText(offer.variables));
      setText(error, offer.refusal ?? '');
      setText(over, offer.over ? outcomeText(labels, offer.over) : '');
      setText(earlier, offer.earlier && !isOver ? earlierText(labels, offer.earlier, moment) : '');
      setText(again, offer.again && !isOver ? labels('again', { name: offer.again.by.name, reason: offer.again.reason }) : '');
      setAttribute(about, 'title', about.textContent?.replace(/\s+/g, ' ').trim() ?? '');
    },
  };
}

/**
 * @param {HTMLElement} caller  who is answered
 * @param {() => void} onclick
 */
function answerButton(caller, onclick) {
  return el('button', { type: 'button', class: 'ac-button ac-answer', 'aria-describedby': caller.id, onclick });
}

/**
 * @param {HTMLElement} element
 * @param {import('../common/labels.js').Labels} labels
 * @param {number} position  0 for none
 * @param {string} queue
 */
function showPosition(element, labels, position, queue) {
  setText(element, position ? labels('queuePosition', { position }) : '');
  setAttribute(element, 'title', position ? labels('queuePositionIn', { position, queue }) : '');
}

/** The server counts up to here. */
const MOST_COUNTED = 100;

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {import('./types.js').Earlier} earlier
 * @param {(time: string) => string} moment
 */
function earlierText(labels, { count, last }, moment) {
  const how = last.with ? labels('earlierWith', { outcome: last.reason ?? '', name: last.with }) : last.reason ?? '';
  const counted = count < MOST_COUNTED ? count : `${MOST_COUNTED}+`;
  return labels(count === 1 ? 'earlierOne' : 'earlierMany', { count: counted, when: moment(last.at), how });
}
