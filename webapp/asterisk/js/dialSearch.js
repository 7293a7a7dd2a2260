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
/** @import {Change} from './types.js' */
import { RequestFailed } from './requestFailed.js';

/** Whoever types goes on within this time, ms. */
const PAUSE = 200;

/**
 * @typedef {object} Source
 * @property {(text: string, signal: AbortSignal) => Promise<{entries: import('./types.js').DialEntry[], refusal?: string | null}>} findNumbers
 */

const BROWSERS_TIMERS = {
  later: (/** @type {() => void} */ task, /** @type {number} */ ms) => /** @type {any} */ (setTimeout(task, ms)),
  cancel: (/** @type {any} */ timer) => clearTimeout(timer),
};

/**
 * Asks the server whom the user may mean, while they type: once they pause, and never shows an answer to what is no longer in the field.
 *
 * @param {Source} requests
 * @param {(change: Change) => void} apply
 */
export function createDialSearch(requests, apply, timers = BROWSERS_TIMERS) {
  /** @type {any} */
  let timer = null;
  let asking = new AbortController();

  /** @param {string} text */
  async function ask(text) {
    const mine = new AbortController();
    asking = mine;
    try {
      const { entries, refusal } = await requests.findNumbers(text, mine.signal);
      if (!mine.signal.aborted) {
        apply({ type: 'SUGGESTED', text, entries, warning: refusal ?? '' });
      }
    } catch (failure) {
      if (!(failure instanceof RequestFailed)) {
        throw failure;
      }
      if (!mine.signal.aborted) {
        apply({ type: 'SUGGESTED', text, entries: [], warning: '' }); // a number can be dialled without suggestions
      }
    }
  }

  function forget() {
    timers.cancel(timer);
    asking.abort();
  }

  return {
    /** @param {string} text  what is in the field now */
    type(text) {
      forget();
      timer = timers.later(() => ask(text.trim()), PAUSE);
    },
    /** Recent calls, at once: for redialling, and when the user asks for them. */
    recent() {
      forget();
      return ask('');
    },
    /** What is in the field is final: nothing more is to be suggested. */
    stop: forget,
  };
}
