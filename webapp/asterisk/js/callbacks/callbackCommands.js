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
/** @import {Callback} from './types.js' */
import { failureMessage } from '../common/requestFailed.js';

/**
 * What the user does with callbacks. The list is loaded again after each action, also a refused one: a colleague may have been quicker.
 *
 * @param {ReturnType<typeof import('./callbacks.js').createCallbacks>} callbacks
 * @param {(number: string, whose: {partyId?: string | null}) => Promise<boolean>} dial
 * @param {import('../common/labels.js').Labels} labels
 * @param {{refused: (message: string) => void, closed: (task: Callback | null) => void}} told  '' before each action; null once it is undone
 */
export function callbackCommands({ requests, load }, dial, labels, told) {
  /** @param {Promise<unknown>} request */
  async function attempt(request) {
    told.refused('');
    try {
      await request;
      return true;
    } catch (failure) {
      told.refused(failureMessage(labels, failure));
      return false;
    } finally {
      await load();
    }
  }
  return {
    /** @param {Callback} task */
    async call({ callbackTaskId, number, partyId, mine }) {
      if (mine || await attempt(requests.claimCallback({ callbackTaskId }))) {
        await dial(number, { partyId });
      }
    },
    /** @param {string} callbackTaskId */
    claim: (callbackTaskId) => attempt(requests.claimCallback({ callbackTaskId })),
    /** @param {string} callbackTaskId */
    release: (callbackTaskId) => attempt(requests.releaseCallback({ callbackTaskId })),
    /**
     * @param {string} callbackTaskId
     * @param {string} dueDate  ISO-8601; '' for as soon as possible
     */
    later: (callbackTaskId, dueDate) => attempt(requests.setCallbackDue({ callbackTaskId, dueDate })),
    /**
     * @param {Callback} task
     * @param {string} outcome
     */
    async close(task, outcome) {
      if (await attempt(requests.closeCallback({ callbackTaskId: task.callbackTaskId, outcome }))) {
        told.closed(task);
      }
    },
    /** @param {string} callbackTaskId */
    async reopen(callbackTaskId) {
      told.closed(null);
      await attempt(requests.reopenCallback({ callbackTaskId }));
    },
  };
}
