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
/** @import {Change, State} from '../state/types.js' */
import { RequestFailed } from '../common/requestFailed.js';
import { queryOf } from '../state/historyFilter.js';
import { overOffers } from '../state/offers.js';
import { endedCalls } from '../state/shownCalls.js';

/** The row and the recording of a call are saved some time after its end: reload twice, ms after the end. */
const LOOK_AFTER = [1_000, 6_000];
/** Time after the server has said that calls were saved, ms: with the answer it is less than a second until the list shows them. */
const SOON = 300;
/**
 * Interval of requests that keep the session alive, ms: an agent who waits for calls sends none, and would be logged out after an hour.
 * Users without a group are logged out as on any other page.
 */
const KEEP_ALIVE_EVERY = 15 * 60_000;
/** The server returns a page early if the filter matches few of the calls it reads; so many pages are requested automatically. */
const MOST_PAGES = 5;

/**
 * @typedef {object} Source
 * @property {(query: Record<string, string>) => Promise<import('../state/types.js').CallPage>} pastCalls
 *
 * @typedef {() => {filter: import('../state/historyFilter.js').Filter, next: string | null}} Shown  the current filter and position
 */

/**
 * Loads the call history page by page with the current filter, and new calls after they ended.
 *
 * @param {Source} requests
 * @param {(change: Change) => void} apply
 * @param {Shown} shown
 * @param {(task: () => void, ms: number) => void} [later]
 */
export function createHistory(requests, apply, shown, later = setTimeout) {
  const read = createReading(requests, apply, shown);
  let due = false;

  /** Reads once for all calls that are saved in a moment. */
  function readSoon() {
    if (!due) {
      due = true;
      later(() => {
        due = false;
        read('HEAD');
      }, SOON);
    }
  }
  return {
    /** Replaces the list with the newest calls. */
    load: () => read('FIRST'),
    /** Appends older calls. */
    more: () => read('MORE'),
    /** Adds new calls on top and keeps the rest. */
    refresh: () => read('HEAD'),
    /**
     * Refreshes every quarter of an hour while the user can get offers.
     *
     * @param {() => State} state
     */
    keepSessionAlive(state) {
      later(() => {
        const { link, groups } = state();
        if (link.phase === 'CONNECTED' && groups.length > 0) {
          this.refresh();
        }
        this.keepSessionAlive(state);
      }, KEEP_ALIVE_EVERY);
    },
    /**
     * @param {State} state
     * @param {State} before
     */
    follow(state, before) {
      const back = state.link.phase === 'CONNECTED' && before.link.phase !== 'CONNECTED';
      const gone = endings(state).some((ending) => !endings(before).includes(ending));
      if (back && before.user) {
        read('HEAD');
      } else if (state.saved > before.saved) {
        readSoon();
      } else if (gone) {
        LOOK_AFTER.forEach((ms) => later(() => read('HEAD'), ms));
      }
    },
  };
}

/**
 * @param {Source} requests
 * @param {(change: Change) => void} apply
 * @param {Shown} current
 */
function createReading(requests, apply, current) {
  let asked = 0;
  let refreshing = false;

  /** @param {'FIRST' | 'HEAD' | 'MORE'} part */
  async function read(part) {
    const overtakes = part === 'MORE' && refreshing;
    refreshing = part === 'HEAD';
    asked += 1;
    const mine = asked;
    await readPages(part, mine);
    if (mine === asked) {
      refreshing = false;
      if (overtakes) {
        await read('HEAD');
      }
    }
  }

  /**
   * @param {'FIRST' | 'HEAD' | 'MORE'} part
   * @param {number} mine  which request it is
   */
  async function readPages(part, mine) {
    if (part !== 'HEAD') {
      apply({ type: 'HISTORY_ASKED' }); // what is read without a click needn't be shown
    }
    try {
      let place = part === 'MORE' ? current().next : null;
      for (let pages = 0, shown = part; pages < MOST_PAGES; pages += 1, shown = 'MORE') {
        const query = queryOf(current().filter, new Date());
        const page = await requests.pastCalls(place ? { ...query, after: place } : query);
        if (mine !== asked) { // an older answer can arrive after a newer one
          return;
        }
        apply({ type: 'HISTORY', part: shown, ...page });
        place = page.next;
        if (!page.lookedBackTo || shown === 'HEAD') {
          return;
        }
      }
    } catch (failure) {
      const message = refusalOf(failure);
      if (mine === asked) {
        apply({ type: 'HISTORY_FAILED', message });
      }
    }
  }
  return read;
}

/**
 * @param {unknown} failure
 * @returns {string} why the server rejected the filter; '' for other failures
 */
function refusalOf(failure) {
  if (!(failure instanceof RequestFailed)) {
    throw failure;
  }
  return failure.code === 'VALUE_REFUSED' ? failure.message : '';
}

/**
 * Calls that get a row in the history: the user's own calls, and abandoned ones.
 *
 * @param {State} state
 */
function endings(state) {
  const missed = overOffers(state).filter((offer) => offer.over?.outcome === 'ABANDONED').map((offer) => offer.callId);
  return [...endedCalls(state), ...missed];
}
