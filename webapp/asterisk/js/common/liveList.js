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
import { RequestFailed } from './requestFailed.js';

/** Several changes of a moment are one request, ms. */
const SOON = 300;
/** After a failed request, ms. */
const RETRY = 10_000;

/**
 * Something of the server that the page shows. It is loaded when the page connects, and when the server says that it changed.
 *
 * @template T
 * @param {() => Promise<T>} ask
 * @param {(state: State) => number} changes  rises with each message of the server that it changed
 * @param {() => void} changed  renders the page again
 * @param {(task: () => void, ms: number) => void} [later]
 */
export function createLiveList(ask, changes, changed, later = setTimeout) {
  /** @type {{answer: T | null, failed: boolean}} */
  let known = { answer: null, failed: false };
  let asked = 0;
  let due = false;

  async function load() {
    asked += 1;
    const mine = asked;
    try {
      const answer = await ask();
      if (mine === asked) { // an older answer can arrive after a newer one
        known = { answer, failed: false };
        changed();
      }
    } catch (failure) {
      if (!(failure instanceof RequestFailed)) {
        throw failure;
      }
      if (mine === asked) {
        known = { ...known, failed: true };
        changed();
        loadIn(RETRY);
      }
    }
  }

  /** @param {number} ms */
  function loadIn(ms) {
    if (!due) {
      due = true;
      later(() => {
        due = false;
        load();
      }, ms);
    }
  }

  return {
    /** @returns {{answer: T | null, failed: boolean}} answer: null until it was loaded once */
    show: () => known,
    load,
    /**
     * @param {State} state
     * @param {State} before
     */
    follow(state, before) {
      const connected = state.link.phase === 'CONNECTED' && before.link.phase !== 'CONNECTED';
      if (state.user && (connected || changes(state) > changes(before) || state.user.userLoginId !== before.user?.userLoginId)) {
        loadIn(SOON);
      } else if (!state.user && before.user) {
        asked += 1;
        known = { answer: null, failed: false };
      }
    },
  };
}
