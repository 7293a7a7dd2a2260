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
/** @import {Caller, Match, ShownOffer} from '../offers/types.js' */
/** @import {ShownCall, State} from '../state/types.js' */
import { outcomeText, progressText } from '../calls/callStatus.js';
import { pageLink, callerName } from '../common/callerName.js';
import { el, keyedList, setHidden, setLabel, setText } from '../common/dom.js';
import { duration } from '../common/time.js';
import { answerBlock, hidesAnswer, shownOffers } from '../state/offers.js';

/**
 * @typedef {{claim: (callId: string) => void, hangUp: (callId: string) => void, lookUp: (callId: string) => void, now: () => number,
 *   inHand: () => Promise<import('./inHand.js').InHand>}} CallCommands
 * @typedef {{key: string, callId: string, offer?: ShownOffer, call?: ShownCall}} Item
 */

/**
 * One card for each call: the user's calls first, then the offers.
 *
 * @param {HTMLElement} list
 * @param {import('../common/labels.js').Labels} labels
 * @param {CallCommands} commands
 * @returns {(state: State) => void}
 */
export function callCards(list, labels, commands) {
  /** @type {State} */
  let state;
  const show = keyedList(list, (/** @type {Item} */ item) => item.key, ({ callId }) => card(callId, labels, commands, () => state));
  return (next) => {
    state = next;
    show([
      ...state.calls.map((call) => ({ key: `call ${call.callId}`, callId: call.callId, call })),
      ...shownOffers(state).map((offer) => ({ key: `offer ${offer.callId}`, callId: offer.callId, offer })),
    ]);
  };
}

/**
 * @param {string} callId
 * @param {import('../common/labels.js').Labels} labels
 * @param {CallCommands} commands
 * @param {() => State} state
 */
function card(callId, labels, commands, state) {
  const name = el('strong');
  const number = el('span', { class: 'number' });
  const meta = el('p', { class: 'meta' });
  const whyNot = el('p', { class: 'meta why-not' });
  const error = el('p', { class: 'error', role: 'alert' });
  const line = el('p', { class: 'who', id: `who-${callId}` }, name, ' ', number);
  const answer = el('button', { type: 'button', class: 'answer', 'aria-describedby': line.id, hidden: true, onclick: () => commands.claim(callId) });
  const hangUp = el('button', { type: 'button', class: 'hang-up', hidden: true, onclick: () => commands.hangUp(callId) }, labels('hangUp'));
  const link = pageLink(labels, () => commands.lookUp(callId));
  const actions = el('div', { class: 'actions' }, answer, hangUp, link.element);
  const inHand = laterInHand(callId, commands, state);
  const element = el('li', { 'data-call': callId }, line, meta, whyNot, error, inHand.element, actions);

  /**
   * @param {Caller} caller
   * @param {Match[]} parties
   * @param {string} url  of their page, '' if it is not known
   */
  function showWho(caller, parties, url) {
    const who = callerName(labels, caller, parties);
    setText(name, who.name);
    setText(number, who.number);
    link.show(parties, state().pages[callId] ?? (url ? { parties, url } : undefined), caller);
  }

  /** @param {ShownOffer} offer */
  function showOffer(offer) {
    const block = offer.over ? '' : answerBlock(state(), offer);
    showWho(offer.caller, offer.parties, '');
    setText(meta, offerText(labels, offer, commands.now()));
    setText(whyNot, block && labels(`cannot${block}`));
    setText(error, offer.refusal ?? '');
    setLabel(answer, labels(offer.claiming ? 'claiming' : 'answer'));
    setHidden(answer, hidesAnswer(block));
    answer.disabled = offer.claiming === true || block !== '';
    actions.hidden = offer.over !== undefined;
    element.dataset.state = offer.over ? 'OVER' : 'WAITING';
  }

  /** @param {ShownCall} call */
  function showCall(call) {
    showWho(call.party, call.party.parties ?? [], call.party.url ?? '');
    setText(meta, progressText(labels, call, commands.now()));
    setText(error, call.refusal ?? '');
    hangUp.hidden = call.state === 'ENDED';
    hangUp.disabled = call.hangingUp === true;
    inHand.show(call);
    element.dataset.state = call.state;
  }

  return { element, show: (/** @type {Item} */ { offer, call }) => (offer ? showOffer(offer) : call && showCall(call)) };
}

/**
 * Controls and notes of a call, whose scripts are loaded with the first call: most pages never have one.
 *
 * @param {string} callId
 * @param {CallCommands} commands
 * @param {() => State} state
 */
function laterInHand(callId, commands, state) {
  const element = el('div');
  /** @type {ReturnType<import('./inHand.js').InHand['of']> | null} */
  let part = null;
  let asked = false;
  /** @param {ShownCall} call */
  function show(call) {
    part?.show(call, state());
    if (!asked) {
      asked = true;
      commands.inHand().then((inHand) => {
        part = inHand.of(callId);
        element.append(...part.elements);
        part.show(call, state());
        inHand.follow(state());
      }, () => {
        asked = false;
      });
    }
  }
  return { element, show };
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {ShownOffer} offer
 * @param {number} now
 */
function offerText(labels, offer, now) {
  if (offer.over) {
    return outcomeText(labels, offer.over);
  }
  const waiting = labels('waiting', { group: offer.group.name, time: duration(now - new Date(offer.since).getTime()) });
  return offer.again ? `${waiting}. ${labels('again', { name: offer.again.by.name, reason: offer.again.reason })}` : waiting;
}
