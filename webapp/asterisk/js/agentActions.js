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
import { failureWords } from './actions.js';

/**
 * What agents can say of themselves and of the calls that they write up, each ending in a change of the state: done, or refused in words.
 *
 * @param {{state: State, apply: (change: Change) => void}} store
 * @param {Pick<import('./socket.js').CallSocket, 'request'>} socket
 * @param {Pick<ReturnType<typeof import('./requests.js').createRequests>, 'correctParty'>} requests
 * @param {Pick<ReturnType<typeof import('./writeUps.js').createWriteUps>, 'keep'>} writeUps
 * @param {import('./labels.js').Labels} labels
 */
export function createAgentActions(store, socket, requests, writeUps, labels) {
  /**
   * @param {string} type
   * @param {Record<string, unknown>} fields
   */
  async function ask(type, fields) {
    store.apply({ type: 'ASKING' });
    try {
      await socket.request(type, fields);
      store.apply({ type: 'ASKED' });
    } catch (failure) {
      store.apply({ type: 'ASK_REFUSED', message: failureWords(labels, failure) });
    }
  }

  /**
   * @param {string} callId
   * @param {() => Promise<unknown>} deed
   */
  async function ofCall(callId, deed) {
    store.apply({ type: 'CALL_REFUSED', callId, message: '' });
    await deed().catch((failure) => store.apply({ type: 'CALL_REFUSED', callId, message: failureWords(labels, failure) }));
  }

  return {
    /**
     * @param {import('./types.js').ChosenState} state
     * @param {string} [reason]
     */
    choose: (state, reason) => ask('STATE', reason ? { state, reason } : { state }),

    /** @param {string} extension  peerId */
    useExtension: (extension) => ask('EXTENSION', { extension }),

    /** @param {string} callId */
    extendWrapUp: (callId) => ofCall(callId, () => socket.request('WRAPUP', { callId, action: 'EXTEND' })),

    /** @param {string} callId */
    endWrapUp: (callId) => ofCall(callId, async () => {
      await writeUps.keep(callId); // what was typed last counts, the disposition above all
      await socket.request('WRAPUP', { callId, action: 'END' });
    }),

    /**
     * @param {string} callId
     * @param {string} partyId
     */
    correct: (callId, partyId) => ofCall(callId, () => requests.correctParty(callId, partyId)),
  };
}
