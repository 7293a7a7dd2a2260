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
/** @import {CallPage, PastCall, PastCalls} from './types.js' */
import { sameParts } from '../common/sameParts.js';
import { todaysFilter } from './historyFilter.js';

/** After so many rows the list starts again with the newest, so that a day of calls does not fill the memory; later if the user loaded older ones. */
const MOST_ROWS = 150;
const MOST_EXTENDED = 1_000;

/** @returns {PastCalls} the history before the first answer */
export function noHistory() {
  return { filter: todaysFilter(), calls: null, next: null, lookedBackTo: null, extended: false, busy: false, failed: false, refusal: '' };
}

/**
 * Merges an answer of the server into the list. A call that is as before stays the same object, so that its row isn't drawn again. Pure.
 *
 * @param {PastCalls} history
 * @param {CallPage & {part: 'FIRST' | 'HEAD' | 'MORE'}} page
 * @returns {PastCalls}
 */
export function withPage(history, { part, calls: answer, next, lookedBackTo }) {
  const answered = { ...history, busy: false, failed: false, refusal: '' };
  const known = history.calls ?? [];
  const calls = sameCalls(known, answer);
  const fresh = new Set(calls.map((call) => call.phoneCallId));
  if (part === 'MORE') {
    return { ...answered, extended: true, calls: [...known.filter((call) => !fresh.has(call.phoneCallId)), ...calls], next, lookedBackTo };
  }
  const end = endOf({ calls, next, lookedBackTo });
  const newest = known.length ? time(known[0]) : -Infinity;
  // calls newer than the end that are missing from the answer no longer match the filter
  const older = known.filter((call) => time(call) <= end && !fresh.has(call.phoneCallId));
  const tooMany = calls.length + older.length > (history.extended ? MOST_EXTENDED : MOST_ROWS);
  if (part === 'FIRST' || newest < end || !older.length || tooMany) {
    // the list was empty, or there are so many new calls that there would be a gap
    return { ...answered, extended: false, calls, next, lookedBackTo };
  }
  return { ...answered, calls: sameParts(known, [...calls, ...older]) };
}

/**
 * @param {PastCall[]} known
 * @param {PastCall[]} calls
 */
function sameCalls(known, calls) {
  const before = new Map(known.map((call) => [call.phoneCallId, call]));
  return calls.map((call) => sameParts(before.get(call.phoneCallId), call));
}

/**
 * @param {CallPage} page
 * @returns {number} ms since 1970; the page contains all later calls
 */
function endOf({ calls, next, lookedBackTo }) {
  if (!next) {
    return -Infinity;
  }
  return lookedBackTo ? new Date(lookedBackTo).getTime() : time(calls[calls.length - 1]);
}

/** @param {import('./types.js').PastCall} call */
function time(call) {
  return new Date(call.startedAt).getTime();
}
