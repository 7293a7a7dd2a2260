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
import { waitingOffers } from '../state/offers.js';

/** Several changes of a moment are one title, ms: the browser draws its tabs again for each. */
const SOON = 200;

/**
 * Shows the number of waiting calls in the window's title.
 *
 * @param {{title: string}} [page]
 * @param {(task: () => void, ms: number) => void} [later]
 * @returns {(state: State) => void}
 */
export function createWindowTitle(page = document, later = setTimeout) {
  const { title } = page;
  let shown = 0;
  let waiting = 0;
  let due = false;

  function show() {
    due = false;
    if (waiting !== shown) {
      shown = waiting;
      page.title = waiting ? `(${waiting}) ${title}` : title;
    }
  }
  return (state) => {
    waiting = waitingOffers(state).length;
    if (waiting !== shown && !due) {
      due = true;
      later(show, SOON);
    }
  };
}
