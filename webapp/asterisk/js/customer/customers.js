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
/** @import {CustomerCard} from './types.js' */
import { RequestFailed } from '../common/requestFailed.js';
import { focusedCustomer } from './focus.js';

/** A card that is shown again after this time is loaded again, ms. */
const FRESH = 60_000;
/** After a failure, also of a part, and after a call was saved, ms. */
const RETRY = 5_000;
/** Customers remembered. */
const MOST = 50;

/**
 * The customer cards of the page: each is loaded when it is first shown.
 *
 * @param {{customerCard: (partyId: string) => Promise<CustomerCard>}} requests
 * @param {() => void} changed  renders the page again
 * @param {() => number} [now]  ms
 * @param {() => boolean} [hidden]  whether nobody sees the page
 */
export function createCustomers(requests, changed, now = Date.now, hidden = () => document.hidden) {
  /** @type {Map<string, {card: CustomerCard | null, loading: boolean, failed: boolean, at: number, stale: boolean}>} by partyId */
  const known = new Map();

  /** @param {string} partyId */
  async function load(partyId) {
    const entry = { ...known.get(partyId) ?? { card: null, failed: false, stale: false }, loading: true, at: now() };
    known.set(partyId, entry);
    if (known.size > MOST) {
      known.delete(/** @type {string} */ (known.keys().next().value));
    }
    try {
      const card = await requests.customerCard(partyId);
      const stale = Object.values(card.parts).some((part) => part.failed);
      known.set(partyId, { card, loading: false, failed: false, at: now(), stale });
    } catch (failure) {
      if (!(failure instanceof RequestFailed)) {
        throw failure;
      }
      known.set(partyId, { ...entry, loading: false, failed: true, at: now() });
    }
    changed();
  }

  /**
   * Returns what is known of a customer, and loads it if that is nothing or old.
   *
   * @param {string} partyId
   */
  function show(partyId) {
    const entry = known.get(partyId);
    const wait = entry?.failed || entry?.stale ? RETRY : FRESH;
    if (!entry || !entry.loading && now() - entry.at > wait) {
      load(partyId);
    }
    return { card: entry?.card ?? null, failed: entry?.failed ?? false };
  }

  return {
    show,
    reload: load,
    /**
     * Loads the card of another customer before the frame that shows it. Once calls were saved, the cards may have new contacts.
     *
     * @param {State} state
     * @param {State} before
     */
    follow(state, before) {
      if (state.saved !== before.saved) {
        known.forEach((entry) => {
          entry.stale = true;
        });
      }
      const customer = focusedCustomer(state, null);
      if (customer && customer.partyId !== focusedCustomer(before, null)?.partyId && !hidden()) {
        show(customer.partyId);
      }
    },
  };
}
