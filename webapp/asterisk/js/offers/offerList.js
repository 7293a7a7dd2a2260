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
/** @import {ShownOffer, State} from '../state/types.js' */
import { outcomeText } from '../calls/callStatus.js';
import { matchText, pageLink, callerName } from '../common/callerName.js';
import { el, keyedList, setText } from '../common/dom.js';
import { duration } from '../common/time.js';
import { shownOffers } from '../state/offers.js';

/**
 * The waiting calls offered to the user.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {{claim: (callId: string) => void, lookUp: (callId: string) => void, now: () => number, moment: (time: string) => string}} actions
 * @returns {(state: State) => void}
 */
export function offerList(root, labels, actions) {
  const list = el('ul', { class: 'ac-cards' });
  const none = el('p', { class: 'ac-none' }, labels('noOffers'));
  root.append(list, none);
  /** @type {State} */
  let state;
  const show = keyedList(list, (/** @type {ShownOffer} */ offer) => offer.callId,
    (offer) => offerCard(offer, labels, actions, () => state.pages[offer.callId]));

  return (next) => {
    state = next;
    const shown = shownOffers(state);
    show(shown);
    none.hidden = shown.length > 0;
  };
}

/**
 * @param {ShownOffer} offer
 * @param {import('../common/labels.js').Labels} labels
 * @param {{claim: (callId: string) => void, lookUp: (callId: string) => void, now: () => number, moment: (time: string) => string}} actions
 * @param {() => import('../state/types.js').Page | undefined} page
 */
function offerCard({ callId }, labels, actions, page) {
  const name = el('strong', { class: 'ac-name' });
  const number = el('span', { class: 'ac-number' });
  const matched = el('span', { class: 'ac-matched' });
  const waiting = el('p', { class: 'ac-meta' });
  const earlier = el('p', { class: 'ac-earlier' });
  const again = el('p', { class: 'ac-again' });
  const error = el('p', { class: 'ac-error', role: 'alert' });
  const answer = el('button', { type: 'button', class: 'ac-button ac-answer', onclick: () => actions.claim(callId) });
  const link = pageLink(labels, () => actions.lookUp(callId));
  const buttons = el('div', { class: 'ac-actions' }, answer, link.element);
  const element = el('li', { class: 'ac-card ac-offer', 'data-call': callId },
    el('p', { class: 'ac-who' }, name, ' ', number, ' ', matched), waiting, earlier, again, buttons, error);

  /** @param {ShownOffer} offer */
  function show(offer) {
    const who = callerName(labels, offer.caller, offer.parties);
    setText(name, who.name);
    setText(number, who.number);
    setText(matched, matchText(labels, offer.caller));
    setText(waiting, offer.over ? outcomeText(labels, offer.over)
      : labels('waiting', { group: offer.group.name, time: duration(actions.now() - new Date(offer.since).getTime()) }));
    setText(earlier, offer.earlier && !offer.over ? earlierText(labels, offer.earlier, actions.moment) : '');
    setText(again, offer.again && !offer.over ? labels('again', { name: offer.again.by.name, reason: offer.again.reason }) : '');
    setText(error, offer.refusal ?? '');
    setText(answer, labels(offer.claiming ? 'claiming' : 'answer'));
    answer.disabled = offer.claiming === true;
    buttons.hidden = offer.over !== undefined;
    element.classList.toggle('ac-over', offer.over !== undefined);
    link.show(offer.parties, page(), offer.caller);
  }
  return { element, show };
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {import('../state/types.js').Earlier} earlier
 * @param {(time: string) => string} moment
 */
function earlierText(labels, { count, last }, moment) {
  const how = last.with ? labels('earlierWith', { outcome: last.reason ?? '', name: last.with }) : last.reason ?? '';
  return labels(count === 1 ? 'earlierOne' : 'earlierMany', { count, when: moment(last.at), how });
}
