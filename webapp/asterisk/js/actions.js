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
/** @import {Change, State} from './types.js' */
import { RequestFailed } from './requestFailed.js';

/**
 * What the user can do, each ending in a change of the state: done, or refused in words.
 *
 * @param {{state: State, apply: (change: Change) => void}} store
 * @param {Pick<import('./socket.js').CallSocket, 'request'>} socket
 * @param {Pick<ReturnType<typeof import('./requests.js').createRequests>, 'originate' | 'hangup'>} requests
 * @param {import('./labels.js').Labels} labels
 * @param {ReturnType<typeof import('./screenPop.js').createScreenPop>} screenPop
 */
export function createActions(store, socket, requests, labels, screenPop) {
  /** @param {unknown} failure */
  const words = (failure) => failureWords(labels, failure);

  /** @param {string} callId */
  async function page(callId) {
    const { parties, url } = await socket.request('GURL', { callId });
    store.apply({ type: 'PAGE', callId, page: { parties, url } });
    return url;
  }

  return {
    /** @param {string} callId */
    async claim(callId) {
      const pop = screenPop.prepare(); // now, while the browser still takes it for the user's click
      store.apply({ type: 'CLAIMING', callId });
      try {
        await socket.request('RD', { callId });
        store.apply({ type: 'CLAIMED', callId });
      } catch (failure) {
        pop.cancel();
        store.apply({ type: 'CLAIM_REFUSED', callId, message: words(failure) });
        return;
      }
      await page(callId).then(pop.open, pop.cancel); // without the page the call goes on, and its card still offers to look up
    },

    /** @param {string} callId */
    async lookUp(callId) {
      await page(callId).catch((failure) => {
        const message = words(failure);
        store.apply({ type: 'CLAIM_REFUSED', callId, message });
        store.apply({ type: 'HANGUP_REFUSED', callId, message });
      });
    },

    /** @param {string} callId */
    async hangUp(callId) {
      store.apply({ type: 'HANGING_UP', callId });
      await requests.hangup(callId).catch((failure) => {
        store.apply({ type: 'HANGUP_REFUSED', callId, message: words(failure) });
      });
    },

    /**
     * @param {string} number
     * @param {{partyId?: string | null, contactMechId?: string | null}} [whose]  whom it is meant to reach, where that is known
     * @returns {Promise<boolean>}
     */
    async dial(number, { partyId, contactMechId } = {}) {
      store.apply({ type: 'DIALING' });
      try {
        await requests.originate(number, { ...(partyId && { partyId }), ...(contactMechId && { contactMechId }) });
        store.apply({ type: 'DIALED' });
        return true;
      } catch (failure) {
        store.apply({ type: 'DIAL_REFUSED', message: words(failure) });
        return false;
      }
    },
  };
}

/**
 * @param {import('./labels.js').Labels} labels
 * @param {unknown} failure
 * @returns {string} the server's own words, else ours for the code
 */
export function failureWords(labels, failure) {
  if (!(failure instanceof RequestFailed)) {
    throw failure;
  }
  return failure.message || labels(`error${failure.code}`);
}
