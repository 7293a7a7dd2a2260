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
import { failureMessage, RequestFailed } from '../common/requestFailed.js';

/**
 * Actions of an agent: state, extension, wrap-up and contact. Each ends in a change of the state: success, or a message with the reason.
 *
 * @param {{state: State, apply: (change: Change) => void}} store
 * @param {Pick<import('../hub/socket.js').CallSocket, 'request'>} socket
 * @param {{correctParty: (callId: string, partyId: string) => Promise<unknown>,
 *   workAt: (fields: Record<string, string>) => Promise<unknown>}} requests
 * @param {Pick<ReturnType<typeof import('../calls/writeUps.js').createWriteUps>, 'save'>} writeUps
 * @param {import('../common/labels.js').Labels} labels
 */
export function createAgentActions(store, socket, requests, writeUps, labels) {
  /**
   * @param {string} type
   * @param {Record<string, unknown>} fields
   */
  async function request(type, fields) {
    store.apply({ type: 'ASKING' });
    try {
      await socket.request(type, fields);
      store.apply({ type: 'ASKED' });
    } catch (failure) {
      store.apply({ type: 'ASK_REFUSED', message: failureMessage(labels, failure) });
    }
  }

  /**
   * @param {string} callId
   * @param {() => Promise<unknown>} action
   */
  async function ofCall(callId, action) {
    store.apply({ type: 'CALL_REFUSED', callId, message: '' });
    await action().catch((failure) => store.apply({ type: 'CALL_REFUSED', callId, message: failureMessage(labels, failure) }));
  }

  return {
    /**
     * @param {import('../state/types.js').ChosenState} state
     * @param {string} [reason]
     */
    choose: (state, reason) => request('STATE', reason ? { state, reason } : { state }),

    /**
     * Pauses in one group alone, or ends that.
     *
     * @param {string} group  id
     * @param {string} [reason]  ends the pause if left out
     */
    pauseIn: (group, reason) => request('STATE', reason ? { state: 'PAUSED', reason, group } : { state: 'AVAILABLE', group }),

    /** @param {string} extension  peerId */
    useExtension: (extension) => request('EXTENSION', { extension }),

    /**
     * @param {string} number  of a phone of the PBX, or outside
     * @param {boolean} takeOver  from an agent who is signed in there
     * @returns {Promise<string>} '', or the code of the refusal
     */
    async workAt(number, takeOver) {
      store.apply({ type: 'ASKING' });
      try {
        await requests.workAt({ number, takeOver: takeOver ? 'Y' : 'N', zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
        store.apply({ type: 'ASKED' });
        return '';
      } catch (failure) {
        store.apply({ type: 'ASK_REFUSED', message: failureMessage(labels, failure) });
        return failure instanceof RequestFailed ? failure.code : '';
      }
    },

    /** @param {string} callId */
    extendWrapUp: (callId) => ofCall(callId, () => socket.request('WRAPUP', { callId, action: 'EXTEND' })),

    /** @param {string} callId */
    endWrapUp: (callId) => ofCall(callId, async () => {
      await writeUps.save(callId); // the notes and the disposition must be saved first
      await socket.request('WRAPUP', { callId, action: 'END' });
    }),

    /**
     * @param {string} callId
     * @param {string} partyId
     */
    correct: (callId, partyId) => ofCall(callId, () => requests.correctParty(callId, partyId)),
  };
}
