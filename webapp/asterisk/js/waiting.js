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
/** @import {ShownOffer, State} from './types.js' */

/**
 * Offers that this user could take now, longest waiting first.
 *
 * @param {State} state
 */
export function waitingOffers(state) {
  return state.offers.filter((offer) => !offer.over);
}

/**
 * Offers that were not there before. The same call offered again, for another reason, is news. A page that has only just joined the others
 * of this browser finds what they have told already.
 *
 * @param {State} state
 * @param {State} before
 */
export function newOffers(state, before) {
  if (state.link.phase === 'CONNECTED' && before.link.phase !== 'CONNECTED' && before.user === null) {
    return [];
  }
  const known = new Set(before.offers.map(occasion));
  return waitingOffers(state).filter((offer) => !known.has(occasion(offer)));
}

/** @param {ShownOffer} offer */
function occasion(offer) {
  return `${offer.callId} ${offer.again?.by.name ?? ''} ${offer.again?.reason ?? ''}`;
}

/**
 * Whether the bell should be heard here: this page is the one that rings, somebody waits whom nobody is taking, we know that it is still so,
 * and the user is not in a call.
 *
 * @param {State} state
 */
export function shouldRing(state) {
  const busy = state.calls.some((call) => call.state !== 'ENDED');
  return state.tab.duty && state.link.phase === 'CONNECTED' && !busy && waitingOffers(state).some((offer) => !offer.claiming);
}
