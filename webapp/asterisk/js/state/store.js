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
/** @import {Offer, Over, ShownOffer} from '../offers/types.js' */
/** @import {Call, Change, ShownCall, State} from './types.js' */
import { reduceAgent } from './agentState.js';
import { only, without } from './byCall.js';
import { noControls, reduceControls } from './controlState.js';
import { repeated, withOffer } from './offers.js';
import { noHistory, withPage } from './pastCalls.js';
import { reduceBoard } from './boardState.js';
import { reduceMessages } from './messageState.js';
import { reduceNews } from './newsState.js';
import { reduceOpened } from './openedState.js';
import { reduceTeam } from './teamState.js';
import { isBeingWritten, isWrittenUp, reduceWriteUps } from './writeUpState.js';

/** @returns {State} the state before the first message */
export function emptyState() {
  return {
    link: { phase: 'CONNECTING' },
    user: null,
    extension: null,
    extensions: [],
    language: '',
    pbx: null,
    agent: null,
    pauseReasons: [],
    agentRequest: { busy: false, refusal: '' },
    writeUps: {},
    groups: [],
    queues: [],
    hours: [],
    offers: [],
    calls: [],
    ...noControls(),
    pages: {},
    dial: { busy: false, refusal: '' },
    suggestions: { text: null, entries: [], warning: '', last: null },
    history: noHistory(),
    tab: { active: false, focused: false },
    team: [], messages: [], board: null,
    saved: 0, callbacks: 0, voicemail: 0, opened: [], openedCount: 0,
  };
}

/** Changes that concern one page; all others are shared by the pages of the browser (hub/). */
export const PAGE_CHANGES = Object.freeze(new Set(['SUGGESTED', 'FILTERED', 'HISTORY_ASKED', 'HISTORY', 'HISTORY_FAILED']));

/**
 * The part of the state that these changes alter.
 *
 * @param {State} state
 */
export function pagePart({ suggestions, history }) {
  return { suggestions, history };
}

/**
 * Applies a change to the state. Pure: the same state and change give the same result, and nothing is modified in
 * place. Unknown changes are ignored, so that a newer server can send more.
 *
 * @param {State} state
 * @param {Change} change
 * @returns {State}
 */
export function reduce(state, change) {
  switch (change.type) {
    case 'HELLO': return hello(state, change);
    case 'NC': return offered(state, change);
    case 'OC': return withdrawn(state, change);
    case 'CALL': return called(state, change);
    case 'CLAIMING': return mapOffer(state, change.callId, (offer) => ({ ...offer, claiming: true, refusal: '' }));
    case 'CLAIMED': return claimed(state, change.callId);
    case 'CLAIM_REFUSED': return mapOffer(state, change.callId, (offer) => ({ ...offer, claiming: false, refusal: change.message }));
    case 'HANGING_UP': return mapCall(state, change.callId, (call) => ({ ...call, hangingUp: true, refusal: '' }));
    case 'HANGUP_REFUSED': return mapCall(state, change.callId, (call) => ({ ...call, hangingUp: false, refusal: change.message }));
    case 'PAGE': return { ...state, pages: { ...state.pages, [change.callId]: change.page } };
    case 'EXPIRED': return forget(state, change.callId);
    default: return reducePage([reduceAgent, reduceWriteUps, reduceControls, reduceTeam, reduceMessages, reduceBoard, reduceNews, reduceOpened]
      .reduce((known, part) => part(known, change), state), change);
  }
}

/**
 * Changes that concern the page, not a single call.
 *
 * @param {State} state
 * @param {Change} change
 * @returns {State}
 */
function reducePage(state, change) {
  switch (change.type) {
    case 'LINK': return linked(state, change.link);
    case 'DIALING': return { ...state, dial: { busy: true, refusal: '' } };
    case 'DIALED': return { ...state, dial: { busy: false, refusal: '' } };
    case 'DIAL_REFUSED': return { ...state, dial: { busy: false, refusal: change.message } };
    case 'SUGGESTED': return suggested(state, change);
    case 'FILTERED': return past(state, { ...noHistory(), filter: change.filter });
    case 'HISTORY_ASKED': return past(state, { busy: true });
    case 'HISTORY': return past(state, withPage(state.history, change));
    case 'HISTORY_FAILED': return past(state, { busy: false, failed: true, refusal: change.message });
    default: return state;
  }
}

/**
 * Clears the state when the user is signed out, so that the next user sees nothing of it.
 *
 * @param {State} state
 * @param {import('./types.js').Link} link
 * @returns {State}
 */
function linked(state, link) {
  return ['SIGNED_OUT', 'REFUSED', 'LOCKED'].includes(link.phase) ? { ...emptyState(), tab: state.tab, link } : { ...state, link };
}

/**
 * The last call of the user comes from the recent calls, which are the suggestions for an empty field.
 *
 * @param {State} state
 * @param {Extract<Change, {type: 'SUGGESTED'}>} answer
 * @returns {State}
 */
function suggested(state, { text, entries, warning, accounts = state.suggestions.accounts, services = state.suggestions.services }) {
  const last = text === '' ? entries.find((entry) => entry.direction === 'OUTBOUND') ?? null : state.suggestions.last;
  return { ...state, suggestions: { text, entries, warning, last, ...(accounts && { accounts }), ...(services && { services }) } };
}

/**
 * @param {State} state
 * @param {Partial<State['history']>} changes
 * @returns {State}
 */
function past(state, changes) {
  return { ...state, history: { ...state.history, ...changes } };
}

/**
 * HELLO is authoritative: calls that it does not contain have ended. Only calls with unsaved notes stay until these are saved.
 *
 * @param {State} state
 * @param {import('./types.js').Hello} message
 * @returns {State}
 */
function hello(state, message) {
  const same = state.user === null || state.user.userLoginId === message.user.userLoginId;
  const kept = same ? state : { ...emptyState(), tab: state.tab, link: state.link };
  const { user, language = '', extension, extensions = [], pbx = null, agent = null, pauseReasons = [], groups } = message;
  const writing = kept.calls.filter((call) => call.state === 'ENDED' && isBeingWritten(kept, call.callId));
  const told = { user, language, extension, extensions, pbx, agent, pauseReasons, groups };
  const fresh = { ...kept, ...told, queues: [], hours: [], offers: [], calls: writing, controls: {} };
  const caughtUp = message.calls.reduce(reduce, reduceBoard(fresh, message));
  const alive = new Set([...message.calls.map((call) => call.callId), ...writing.map((call) => call.callId), agent?.wrapUp?.callId]);
  return { ...caughtUp, pages: only(kept.pages, alive), writeUps: only(kept.writeUps, alive) };
}

/**
 * @param {State} state
 * @param {{type: 'NC'} & Offer} message
 * @returns {State}
 */
function offered(state, { type, ...offer }) {
  const calls = repeated(state.offers, offer) ? state.calls : state.calls.filter((call) => call.callId !== offer.callId);
  return { ...state, offers: withOffer(state.offers, offer), calls };
}

/**
 * An offer withdrawn because the user takes no calls disappears at once; others show for a while how they ended.
 *
 * @param {State} state
 * @param {{callId: string} & Over} message
 * @returns {State}
 */
function withdrawn(state, message) {
  if (message.outcome === 'UNAVAILABLE') {
    return { ...state, offers: state.offers.filter((offer) => offer.callId !== message.callId || offer.over) };
  }
  return mapOffer(state, message.callId, (offer) => (
    { ...offer, claiming: false, refusal: '', over: { outcome: message.outcome, by: message.by } }));
}

/**
 * A call in progress is no longer an offer. A call that ended for this user can be one, and so can one that a queue is ringing the user for.
 *
 * @param {State} state
 * @param {{type: 'CALL'} & Call} message
 * @returns {State}
 */
function called(state, message) {
  const { type, ...call } = message;
  const known = state.calls.some((other) => other.callId === call.callId);
  const calls = known ? state.calls.map((other) => (other.callId === call.callId ? call : other)) : [...state.calls, call];
  const offers = call.state === 'ENDED' ? state.offers : state.offers.filter(
    (offer) => offer.callId !== call.callId || call.state === 'RINGING' && !offer.over && !offer.claiming);
  const corrected = call.party.matchedOn === 'CORRECTED' && state.pages[call.callId]?.parties.length !== 1;
  return { ...state, calls, offers, pages: corrected ? without(state.pages, call.callId) : state.pages };
}

/**
 * The claim was successful; until the server sends the call, it is shown from the offer. One that came since is another: the phone didn't answer.
 *
 * @param {State} state
 * @param {string} callId
 * @returns {State}
 */
function claimed(state, callId) {
  const offer = state.offers.find((other) => other.callId === callId && other.claiming);
  if (!offer) {
    return state;
  }
  return called({ ...state, offers: state.offers.filter((other) => other !== offer) }, {
    type: 'CALL', callId, direction: 'INBOUND', state: 'RINGING', startedAt: offer.since,
    party: { ...offer.caller, parties: offer.parties },
  });
}

/**
 * @param {State} state
 * @param {string} callId
 * @returns {State}
 */
function forget(state, callId) {
  if (isWrittenUp(state, callId)) {
    return state;
  }
  return {
    ...state,
    pages: without(state.pages, callId),
    writeUps: without(state.writeUps, callId),
    offers: state.offers.filter((offer) => offer.callId !== callId || !offer.over),
    calls: state.calls.filter((call) => call.callId !== callId || call.state !== 'ENDED'),
  };
}

/**
 * @param {State} state
 * @param {string} callId
 * @param {(offer: ShownOffer) => ShownOffer} change
 * @returns {State}
 */
function mapOffer(state, callId, change) {
  return { ...state, offers: state.offers.map((offer) => (offer.callId === callId ? change(offer) : offer)) };
}

/**
 * @param {State} state
 * @param {string} callId
 * @param {(call: ShownCall) => ShownCall} change
 * @returns {State}
 */
function mapCall(state, callId, change) {
  return { ...state, calls: state.calls.map((call) => (call.callId === callId ? change(call) : call)) };
}

/**
 * Holds the state and notifies one listener of each change.
 *
 * @param {(state: State, before: State) => void} changed
 */
export function createStore(changed) {
  let state = emptyState();
  return {
    get state() {
      return state;
    },
    /** @param {Change} change */
    apply(change) {
      const before = state;
      state = reduce(state, change);
      if (state !== before) {
        changed(state, before);
      }
    },
  };
}
