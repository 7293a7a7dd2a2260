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
import { createLiveList } from '../common/liveList.js';

/**
 * @typedef {object} CallbackRequests
 * @property {() => Promise<{callbacks: Callback[], total: number}>} callbacks
 * @property {(fields: Record<string, string>) => Promise<unknown>} claimCallback
 * @property {(fields: Record<string, string>) => Promise<unknown>} releaseCallback
 * @property {(fields: Record<string, string>) => Promise<unknown>} closeCallback
 * @property {(fields: Record<string, string>) => Promise<unknown>} reopenCallback
 * @property {(fields: Record<string, string>) => Promise<unknown>} setCallbackDue
 *
 * @typedef {{list: Callback[] | null, total: number, failed: boolean}} Callbacks  list: null until it was loaded once
 */

/**
 * The callbacks that the user may see.
 *
 * @param {CallbackRequests} requests
 * @param {() => void} changed  renders the page again
 * @param {(task: () => void, ms: number) => void} [later]
 */
export function createCallbacks(requests, changed, later = setTimeout) {
  const live = createLiveList(() => requests.callbacks(), (state) => state.callbacks, changed, later);
  return {
    requests,
    /** @returns {Callbacks} */
    show() {
      const { answer, failed } = live.show();
      return { list: answer?.callbacks ?? null, total: answer?.total ?? 0, failed };
    },
    /**
     * Whether this call is an automatic attempt to call somebody back.
     *
     * @param {string} callId
     */
    isCalled: (callId) => live.show().answer?.callbacks.some((task) => task.callId === callId) ?? false,
    load: live.load,
    follow: live.follow,
  };
}
