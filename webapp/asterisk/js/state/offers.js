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
/** @import {Offer, ShownOffer} from '../offers/types.js' */
/** @import {State} from './types.js' */

/**
 * Open offers of this user, longest waiting first.
 *
 * @param {State} state
 */
export function waitingOffers(state) {
  return state.offers.filter((offer) => !offer.over);
}

/** @param {State} state */
export function overOffers(state) {
  return state.offers.filter((offer) => offer.over);
}

/**
 * Offers that are new since the previous state, for a user who takes calls. A call that is offered again for another reason counts as new. For
 * a page that has just joined the hub there are none, as the other pages have announced them already.
 *
 * @param {State} state
 * @param {State} before
 */
export function newOffers(state, before) {
  if (state.link.phase === 'CONNECTED' && before.link.phase !== 'CONNECTED' && before.user === null) {
    return [];
  }
  if (state.offers === before.offers && state.agent === before.agent && state.calls === before.calls && state.groups === before.groups) {
    return [];
  }
  const known = new Set(before.offers.filter(takesCalls(before)).map(offerKey));
  return waitingOffers(state).filter((offer) => !known.has(offerKey(offer))).filter(takesCalls(state));
}

/**
 * @param {State} state
 * @returns {(offer: ShownOffer) => boolean}
 */
function takesCalls(state) {
  const blocks = answerBlocks(state);
  return (offer) => !hidesAnswer(blocks(offer)) && blocks(offer) !== 'WRAP_UP';
}

/**
 * The open offer that this one repeats, with more about the caller.
 *
 * @param {ShownOffer[]} offers
 * @param {Offer} offer
 */
export function repeated(offers, offer) {
  return offers.find((other) => offerKey(other) === offerKey(offer) && !other.over);
}

/** Calls that came within this time, ms, came at once: the page shows seconds. */
const TOGETHER = 500;

/**
 * These offers and this one, longest waiting first; those that came together in the order in which they reached the page, which is often not that
 * of the PBX: else the rows of a burst would change places as long as it lasts, under the mouse. What the page knows of an offer that is repeated
 * stays, such as a claim on its way.
 *
 * @param {ShownOffer[]} offers
 * @param {Offer} offer
 * @returns {ShownOffer[]}
 */
export function withOffer(offers, offer) {
  const known = { ...repeated(offers, offer), ...offer };
  if (offers.some((other) => other.callId === offer.callId && other.since === offer.since)) {
    return offers.map((other) => (other.callId === offer.callId ? known : other));
  }
  const others = offers.filter((other) => other.callId !== offer.callId);
  const place = others.findIndex((other) => sinceOf(other) > sinceOf(offer) + TOGETHER);
  return place < 0 ? [...others, known] : [...others.slice(0, place), known, ...others.slice(place)];
}

/** @param {Offer} offer */
function sinceOf(offer) {
  return new Date(offer.since).getTime();
}

/** @param {Offer} offer */
function offerKey(offer) {
  return `${offer.callId} ${offer.again?.by.name ?? ''} ${offer.again?.reason ?? ''}`;
}

/**
 * Whether this page should ring: it is the active page, connected, the user is not in a call, and there is an offer that is not being claimed.
 *
 * @param {State} state
 */
export function shouldRing(state) {
  return state.tab.active && waitingOffers(state).some((offer) => !offer.claiming && otherCalls(state, offer) === 0
    && answerBlock(state, offer) === '');
}

/**
 * How many calls the user is in beside this one.
 *
 * @param {State} state
 * @param {ShownOffer} [offer]
 */
function otherCalls(state, offer) {
  return state.calls.filter((call) => call.state !== 'ENDED' && call.callId !== offer?.callId).length;
}

/**
 * @typedef {'' | 'OFFLINE' | 'WATCHING' | 'SUPERVISING' | 'QUEUE_DECIDES' | 'TALKING' | 'SIGNED_OUT' | 'PAUSED' | 'WRAP_UP' | 'NO_PHONE'
 *   | 'PHONE_OFFLINE' | 'PBX_AWAY'} Block
 */

/**
 * Why the user can't answer a waiting call now.
 *
 * @param {State} state
 * @param {ShownOffer} [offer]  undefined for any
 * @returns {Block} '' if the user can
 */
export function answerBlock(state, offer) {
  const { agent, groups, link, pbx, extension, extensions } = state;
  const roles = groups.filter((group) => !offer || group.id === offer.group.id).map((group) => group.role);
  const checks = /** @type {const} */ ([
    ['OFFLINE', link.phase !== 'CONNECTED'],
    ['WATCHING', agent === null],
    ['SUPERVISING', roles.length > 0 && !roles.includes('AGENT')],
    ['QUEUE_DECIDES', offer?.claimable === false],
    ['TALKING', otherCalls(state, offer) >= (offer?.callsAtOnce ?? 1)],
    ['SIGNED_OUT', agent?.choice.state === 'SIGNED_OUT'],
    ['PAUSED', agent?.choice.state === 'PAUSED'],
    ['WRAP_UP', agent?.state === 'WRAP_UP'],
    ['NO_PHONE', extension === null],
    ['PHONE_OFFLINE', isOffline(extensions.find((phone) => phone.peerId === extension?.peerId)?.state)],
    ['PBX_AWAY', pbx === 'AWAY'],
  ]);
  return checks.find(([, applies]) => applies)?.[0] ?? '';
}

/**
 * Whether there is no Answer at all, as the user takes no calls. For other reasons it is disabled.
 *
 * @param {Block} block
 */
export function hidesAnswer(block) {
  return ['PAUSED', 'SIGNED_OUT', 'SUPERVISING', 'WATCHING', 'QUEUE_DECIDES'].includes(block);
}

/**
 * As {@link answerBlock}, for many offers: what they have in common is decided once.
 *
 * @param {State} state
 * @returns {(offer: ShownOffer) => Block}
 */
export function answerBlocks(state) {
  /** @type {Map<string, Block>} */
  const known = new Map();
  return (offer) => {
    const kind = [offer.group.id, offer.claimable, offer.callsAtOnce, otherCalls(state, offer)].join(' ');
    const block = known.get(kind) ?? answerBlock(state, offer);
    known.set(kind, block);
    return block;
  };
}

/** @param {string | undefined} state  of a phone */
function isOffline(state) {
  return state === 'UNREGISTERED' || state === 'UNAVAILABLE';
}

/**
 * The user's groups, with their waiting calls.
 *
 * @param {State} state
 * @returns {{id: string, name: string, waiting: number, since: string | null}[]} `since` is the start of the longest wait
 */
export function waitingByGroup(state) {
  const waiting = waitingOffers(state);
  return state.groups.map(({ id, name }) => {
    const own = waiting.filter((offer) => offer.group.id === id);
    return { id, name, waiting: own.length, since: own[0]?.since ?? null };
  });
}

/**
 * The position of a caller in the queue, by arrival: 1 is next. Callers with a priority that the dialplan sets are served earlier.
 *
 * @param {State} state
 * @param {ShownOffer} offer
 * @returns {number} 0 for a call that is in no queue, or is over
 */
export function positionOf(state, { callId, queue, over }) {
  if (!queue || over) {
    return 0;
  }
  const waiting = waitingOffers(state).filter((other) => other.queue === queue).sort((one, other) => sinceOf(one) - sinceOf(other));
  return waiting.findIndex((other) => other.callId === callId) + 1;
}

/**
 * Offers to show: a call that is ringing the user's own phone is shown as a call already.
 *
 * @param {State} state
 */
export function shownOffers(state) {
  const live = new Set(state.calls.filter((call) => call.state !== 'ENDED').map((call) => call.callId));
  return state.offers.filter((offer) => !live.has(offer.callId));
}

/**
 * The offers for which there is room, in their order. Calls that wait no longer keep their rows for a moment, so that nothing moves under the
 * mouse; where rows are short they leave at least half of them to calls that wait. Those that had none get one only if it is free.
 *
 * @param {State} state
 * @param {number} rows  at least 1
 * @param {(callId: string) => boolean} [hadRow]
 */
export function offersInRows(state, rows, hadRow = () => true) {
  const shown = shownOffers(state);
  const waiting = shown.filter((offer) => !offer.over);
  const [kept, others] = [true, false].map((had) => shown.filter((offer) => offer.over && hadRow(offer.callId) === had));
  const keptRows = newest(kept, Math.max(Math.floor(rows / 2), rows - waiting.length));
  const over = [...keptRows, ...newest(others, rows - waiting.length - keptRows.length)];
  const chosen = new Set([...waiting.slice(0, rows - over.length), ...over]);
  return shown.filter((offer) => chosen.has(offer));
}

/**
 * @param {ShownOffer[]} offers
 * @param {number} count
 */
function newest(offers, count) {
  return count > 0 ? offers.slice(-count) : [];
}
