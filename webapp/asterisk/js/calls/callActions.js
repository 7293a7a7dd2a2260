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
/** @import {Change, State} from '../state/types.js' */
import { failureMessage } from '../common/requestFailed.js';

/**
 * Actions of the user. Each ends in a change of the state: success, or a message with the reason.
 *
 * @param {{state: State, apply: (change: Change) => void}} store
 * @param {Pick<import('../hub/socket.js').CallSocket, 'request'>} socket
 * @param {Pick<ReturnType<typeof import('../common/requests.js').createRequests>, 'originate' | 'hangup'>} requests
 * @param {import('../common/labels.js').Labels} labels
 * @param {ReturnType<typeof import('../offers/screenPop.js').createScreenPop>} screenPop
 */
export function createActions(store, socket, requests, labels, screenPop) {
  /** @param {unknown} failure */
  const message = (failure) => failureMessage(labels, failure);

  /** @param {string} callId */
  async function page(callId) {
    const { parties, url } = await socket.request('GURL', { callId });
    store.apply({ type: 'PAGE', callId, page: { parties, url } });
    return url;
  }

  return {
    /** @param {string} callId */
    async claim(callId) {
      const pop = screenPop.prepare(); // in the click handler, where the browser allows opening a tab
      store.apply({ type: 'CLAIMING', callId });
      try {
        await socket.request('RD', { callId });
        store.apply({ type: 'CLAIMED', callId });
      } catch (failure) {
        pop.cancel();
        store.apply({ type: 'CLAIM_REFUSED', callId, message: message(failure) });
        return;
      }
      await page(callId).then(pop.open, pop.cancel); // if this fails, the user can still find the caller by the card's button
    },

    /** @param {string} callId */
    async lookUp(callId) {
      await page(callId).catch((failure) => {
        store.apply({ type: 'CLAIM_REFUSED', callId, message: message(failure) });
        store.apply({ type: 'HANGUP_REFUSED', callId, message: message(failure) });
      });
    },

    /** @param {string} callId */
    async hangUp(callId) {
      store.apply({ type: 'HANGING_UP', callId });
      await requests.hangup(callId).catch((failure) => {
        store.apply({ type: 'HANGUP_REFUSED', callId, message: message(failure) });
      });
    },

    /**
     * @param {string} number
     * @param {{partyId?: string | null, contactMechId?: string | null, accountCode?: string, outboundService?: string}} [whose]  the party and
     *   contact mechanism of the number, if known, what the call is charged to and by what it goes out
     * @returns {Promise<boolean>}
     */
    async dial(number, { partyId, contactMechId, accountCode, outboundService } = {}) {
      store.apply({ type: 'DIALING' });
      try {
        const known = {
          ...(partyId && { partyId }), ...(contactMechId && { contactMechId }), ...(accountCode && { accountCode }),
          ...(outboundService && { outboundService }),
        };
        await requests.originate(number, known);
        store.apply({ type: 'DIALED' });
        return true;
      } catch (failure) {
        store.apply({ type: 'DIAL_REFUSED', message: message(failure) });
        return false;
      }
    },
  };
}
