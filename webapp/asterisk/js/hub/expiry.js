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
import { overOffers } from '../state/offers.js';
import { doneCalls } from '../state/shownCalls.js';
import { isWrittenUp } from '../state/writeUpState.js';

/** How long an ended offer or call stays on the page, ms. */
const OFFER_STAYS = 6_000;
const CALL_STAYS = 20_000;

/**
 * Removes offers and calls from the page some time after they ended. A call can come back and end again, for example after a consultation: then
 * the last end counts. A call that ended while its agent had others may be written up later: then it stays.
 *
 * @param {(callId: string) => void} expired
 * @param {(task: () => void, ms: number) => void} [later]
 * @returns {(state: State, before: State) => void}
 */
export function createExpiry(expired, later = setTimeout) {
  /** @type {Map<string, symbol>} the last end of each */
  const ends = new Map();
  /** @type {State | null} */
  let latest = null;
  /**
   * @param {string} callId
   * @param {number} stays
   */
  function ended(callId, stays) {
    const end = Symbol(callId);
    ends.set(callId, end);
    later(() => {
      if (ends.get(callId) === end) {
        ends.delete(callId);
        if (!latest || !isWrittenUp(latest, callId)) expired(callId);
      }
    }, stays);
  }
  return (state, before) => {
    latest = state;
    newIn(offersOver(state), offersOver(before)).forEach((callId) => ended(callId, OFFER_STAYS));
    newIn(doneCalls(state), doneCalls(before)).forEach((callId) => ended(callId, CALL_STAYS));
  };
}

/**
 * @param {string[]} over
 * @param {string[]} before
 */
function newIn(over, before) {
  return over.filter((callId) => !before.includes(callId));
}

/** @param {State} state */
function offersOver(state) {
  return overOffers(state).map((offer) => offer.callId);
}
