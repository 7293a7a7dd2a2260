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
/** @import {Change} from '../state/types.js' */
import { RequestFailed } from '../common/requestFailed.js';
import { findEveryone } from './everyone.js';

/** Pause in typing after which the server is asked, ms. */
const PAUSE = 200;

const TIMERS = {
  later: (/** @type {() => void} */ task, /** @type {number} */ ms) => /** @type {any} */ (setTimeout(task, ms)),
  cancel: (/** @type {any} */ timer) => clearTimeout(timer),
};

/**
 * Asks the server for suggestions while the user types, once they pause. Answers to a text that has changed since are dropped.
 *
 * @param {import('./everyone.js').Sources} requests
 * @param {(change: Change) => void} apply
 */
export function createDialSearch(requests, apply, timers = TIMERS) {
  /** @type {any} */
  let timer = null;
  let asking = new AbortController();

  /** @param {string} text */
  async function ask(text) {
    const mine = new AbortController();
    asking = mine;
    try {
      await findEveryone(requests, text, mine.signal, ({ entries, refusal, accounts, services }) => {
        apply({ type: 'SUGGESTED', text, entries, warning: refusal ?? '', ...(accounts && { accounts }), ...(services && { services }) });
      });
    } catch (failure) {
      if (!(failure instanceof RequestFailed)) {
        throw failure;
      }
      if (!mine.signal.aborted) {
        apply({ type: 'SUGGESTED', text, entries: [], warning: '' }); // dialing works without suggestions
      }
    }
  }

  function forget() {
    timers.cancel(timer);
    asking.abort();
  }

  return {
    /** @param {string} text  the current text of the field */
    type(text) {
      forget();
      timer = timers.later(() => ask(text.trim()), PAUSE);
    },
    /** Loads recent calls at once. */
    recent() {
      forget();
      return ask('');
    },
    /** Cancels pending suggestions. */
    stop: forget,
  };
}
