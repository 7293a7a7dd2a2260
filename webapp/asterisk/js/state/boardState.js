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
/** @import {Board, Change, State} from './types.js' */

/**
 * The wallboard, once a page has asked for it: the server sends all of it, then the rows that change. A new connection has to ask again.
 *
 * @param {State} state
 * @param {Change} change
 * @returns {State}
 */
export function reduceBoard(state, change) {
  if (change.type === 'HELLO') {
    return { ...state, board: null };
  }
  if (change.type !== 'WALLBOARD' || !change.all && !state.board) {
    return state;
  }
  /** @type {Board} */
  const before = !change.all && state.board || { at: '', scope: 'ALL', groups: [], agents: [], calls: [] };
  const { at, scope, groups, agents, calls, gone } = change;
  return { ...state, board: {
    at,
    scope,
    groups: merged(before.groups, groups, gone.groups, ({ id }) => id, ({ name }) => name),
    agents: merged(before.agents, agents, gone.agents, ({ partyId }) => partyId, ({ name }) => name),
    calls: merged(before.calls, calls, gone.calls, ({ callId }) => callId, ({ since }) => since),
  } };
}

/**
 * @template R
 * @param {R[]} rows
 * @param {R[]} changed
 * @param {string[]} gone
 * @param {(row: R) => string} keyOf
 * @param {(row: R) => string} orderOf
 * @returns {R[]}
 */
function merged(rows, changed, gone, keyOf, orderOf) {
  if (changed.length === 0 && gone.length === 0) {
    return rows;
  }
  const replaced = new Set([...changed.map(keyOf), ...gone]);
  return [...rows.filter((row) => !replaced.has(keyOf(row))), ...changed]
    .sort((one, other) => orderOf(one).localeCompare(orderOf(other)) || keyOf(one).localeCompare(keyOf(other)));
}
