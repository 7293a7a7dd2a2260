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
import { newOffers } from '../state/offers.js';

/** At most one report per second, with at most this many calls. */
const GATHER = 1_000;
const MOST = 20;

/**
 * The environment of the report, replaced in tests.
 *
 * @typedef {object} World
 * @property {(task: () => void) => void} nextFrame
 * @property {(task: () => void, ms: number) => void} later
 * @property {() => number} elapsed  ms, monotonic
 * @property {() => boolean} visible  whether the browser renders the page
 */

/** @returns {World} */
function browser() {
  return {
    nextFrame: (task) => requestAnimationFrame(task),
    later: (task, ms) => setTimeout(task, ms),
    elapsed: () => performance.now(),
    visible: () => document.visibilityState === 'visible',
  };
}

/**
 * Reports to the server how long ago the cards of new calls were painted, so that the diagnostics page can show how long a call takes to
 * reach the agents' screens. A card counts as painted at the second frame after it was added: the first one draws it.
 *
 * @param {(type: string, fields: Record<string, unknown>) => Promise<unknown>} request
 * @param {World} [world]
 * @returns {(state: State, before: State) => void}
 */
export function createPopTimes(request, world = browser()) {
  /** @type {{callId: string, at: number}[]} */
  let painted = [];

  function report() {
    const now = world.elapsed();
    const calls = painted.slice(0, MOST).map(({ callId, at }) => ({ callId, ago: Math.round(now - at) }));
    painted = [];
    request('SHOWN', { calls }).catch(() => {}); // a lost figure is no problem for the user
  }

  /** @param {string[]} calls */
  function paint(calls) {
    if (!world.visible()) {
      return; // hidden meanwhile: the time would be meaningless
    }
    if (painted.length === 0) {
      world.later(report, GATHER);
    }
    const at = world.elapsed();
    painted.push(...calls.map((callId) => ({ callId, at })));
  }

  return (state, before) => {
    const calls = world.visible() ? newOffers(state, before).map(({ callId }) => callId) : [];
    if (calls.length) {
      world.nextFrame(() => world.nextFrame(() => paint(calls)));
    }
  };
}
