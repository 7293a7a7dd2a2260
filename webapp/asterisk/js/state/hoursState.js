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

/**
 * @typedef {import('./types.js').State} State
 * @typedef {import('./types.js').Change} Change
 */

/**
 * Whether the user's groups are open. The server sends all groups that have hours each time.
 *
 * @param {State} state
 * @param {Change} change
 * @returns {State}
 */
export function reduceHours(state, change) {
  return change.type === 'HOURS' ? { ...state, hours: change.groups } : state;
}

/**
 * The end of the time in which a group is closed.
 *
 * @param {State} state
 * @param {string} groupId
 * @returns {{closed: boolean, until: string | null}}  `until` is null for an open group, or if it stays closed
 */
export function closedUntil(state, groupId) {
  const hours = state.hours.find(({ id }) => id === groupId);
  return { closed: Boolean(hours && !hours.open), until: hours && !hours.open ? hours.until : null };
}
