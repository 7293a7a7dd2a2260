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
import { callerName } from '../common/callerName.js';
import { liveCall } from '../state/shownCalls.js';

/** Links and buttons of OFBiz's pages that log the user out. */
const LOG_OUT = 'a[href*="control/logout"], form[action*="control/logout"] :is(button, input[type="submit"])';

/**
 * Asks before the user logs out of OFBiz during a call. The question is the browser's own, because the link is outside of the console.
 *
 * @param {() => State} state
 * @param {import('../common/labels.js').Labels} labels
 * @param {{page?: Pick<Document, 'addEventListener'>, agree?: (question: string) => boolean}} [world]  replaced in tests
 */
export function warnOfLogOut(state, labels, { page = document, agree = (question) => globalThis.confirm(question) } = {}) {
  page.addEventListener('click', (event) => {
    const target = /** @type {Element | null} */ (event.target);
    const call = target?.closest?.(LOG_OUT) ? liveCall(state()) : undefined;
    if (call && !agree(labels('logOutInCall', { name: callerName(labels, call.party, call.party.parties ?? []).name }))) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, { capture: true });
}
