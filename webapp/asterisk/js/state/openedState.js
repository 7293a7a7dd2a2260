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
/** @import {Change, State} from './types.js' */

/**
 * A page that a call action has opened.
 *
 * @typedef {{callId: string, url: string, panel: boolean, number: number}} OpenedPage  number: the first one is 1
 */

/** Older ones go. */
const MOST = 4;

/**
 * Pages that call actions have opened, until the user closes them: for each call the last one of a place.
 *
 * @param {State} state
 * @param {Change} change
 * @returns {State}
 */
export function reduceOpened(state, change) {
  if (change.type === 'OPEN') {
    const { callId, url, panel } = change;
    const others = state.opened.filter((page) => page.callId !== callId || page.panel !== panel);
    return { ...state, opened: [...others, { callId, url, panel, number: state.openedCount + 1 }].slice(-MOST), openedCount: state.openedCount + 1 };
  }
  return change.type === 'OPENED_CLOSED' ? { ...state, opened: state.opened.filter(({ number }) => number !== change.number) } : state;
}
