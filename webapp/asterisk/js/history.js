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
import { queryOf } from './historyFilter.js';
import { RequestFailed } from './requestFailed.js';
import { endedCalls, overOffers } from './store.js';

/** When a call is over its row is written, and the recording found, a little later on the server: look twice, ms after the end. */
const LOOK_AFTER = [1_000, 6_000];
/**
 * A member of a group who waits for calls does nothing that the server counts as use of the session, and would be logged out after
 * an hour of silence, ms. Whoever is in no group gets no timer: a forgotten page of theirs is logged out as any other.
 */
const ON_DUTY_EVERY = 15 * 60_000;
/** The server ends a page early when few calls are wanted of the many it reads; so often the next one is asked for without being told to. */
const MOST_PAGES = 5;

/**
 * @typedef {object} Source
 * @property {(query: Record<string, string>) => Promise<import('./types.js').CallPage>} pastCalls
 *
 * @typedef {() => {filter: import('./historyFilter.js').Filter, next: string | null}} Shown  what the page shows now
 */

/**
 * Reads calls of the past: those that the filter wants, page by page, and the new ones as they come.
 *
 * @param {Source} requests
 * @param {(change: Change) => void} apply
 * @param {Shown} shown
 * @param {(task: () => void, ms: number) => void} [later]
 */
export function createHistory(requests, apply, shown, later = setTimeout) {
  const read = createReading(requests, apply, shown);
  return {
    /** The newest calls, instead of what is shown. */
    load: () => read('FIRST'),
    /** Older ones, below what is shown. */
    more: () => read('MORE'),
    /** New calls come on top, and what is shown stays where it is. */
    refresh: () => read('HEAD'),
    /**
     * Reads again every quarter of an hour while the user may be offered calls.
     *
     * @param {() => State} state
     */
    stayOnDuty(state) {
      later(() => {
        const { link, groups } = state();
        if (link.phase === 'CONNECTED' && groups.length > 0) {
          this.refresh();
        }
        this.stayOnDuty(state);
      }, ON_DUTY_EVERY);
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

  /** @param {'FIRST' | 'HEAD' | 'MORE'} part */
  return async (part) => {
    asked += 1;
    const mine = asked;
    apply({ type: 'HISTORY_ASKED' });
    try {
      let place = part === 'MORE' ? current().next : null;
      for (let pages = 0, shown = part; pages < MOST_PAGES; pages += 1, shown = 'MORE') {
        const query = queryOf(current().filter, new Date());
        const page = await requests.pastCalls(place ? { ...query, after: place } : query);
        if (mine !== asked) { // an older answer may come after a newer one
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
  };
}

/**
 * @param {unknown} failure
 * @returns {string} what is wrong with the filter; '' when something else is
 */
function refusalOf(failure) {
  if (!(failure instanceof RequestFailed)) {
    throw failure;
  }
  return failure.code === 'VALUE_REFUSED' ? failure.message : '';
}

/**
 * What leaves a row behind: our own calls, and those that nobody took.
 *
 * @param {State} state
 */
function endings(state) {
  const missed = overOffers(state).filter((offer) => offer.over?.outcome === 'ABANDONED').map((offer) => offer.callId);
  return [...endedCalls(state), ...missed];
}
