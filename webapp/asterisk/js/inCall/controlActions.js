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

/** How often the parking spaces are asked for while the page is shown, ms. */
export const PARKED_EVERY = 5_000;

/**
 * What the user does with calls that go on. Each ends in a change of the state: what the PBX did, or a message with the reason why not.
 *
 * @param {{state: State, apply: (change: Change) => void}} store
 * @param {Pick<import('../hub/socket.js').CallSocket, 'request'>} socket
 * @param {import('../common/labels.js').Labels} labels
 */
export function createControlActions(store, socket, labels) {
  async function listParked() {
    try {
      const { calls = [] } = await socket.request('PARKED', {});
      store.apply({ type: 'PARKED', calls });
    } catch {
      // the list stays as it is until the connection is back
    }
  }

  return {
    /**
     * @param {string} callId
     * @param {string} action  one that CONTROLS offers
     * @param {{target?: string, keys?: string}} [detail]
     * @returns {Promise<boolean>} whether the PBX has done it
     */
    async control(callId, action, detail = {}) {
      store.apply({ type: 'CONTROLLING', callId, action });
      try {
        const { space } = await socket.request('CONTROL', { callId, action, ...detail });
        store.apply({ type: 'CONTROLLED', callId, space });
        return true;
      } catch (failure) {
        store.apply({ type: 'CONTROL_REFUSED', callId, message: failureMessage(labels, failure) });
        return false;
      } finally {
        if (action === 'PARK' || action === 'FETCH') {
          await listParked();
        }
      }
    },
    listParked,
  };
}
