/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/** @import {Change, State} from './types.js' */
import { RequestFailed } from './socket.js';
import { endedCalls, overOffers } from './store.js';

/** When a call is over its row is written, and the recording found, a little later on the server: look twice, ms after the end. */
const LOOK_AFTER = [1_000, 6_000];
/**
 * A member of a group who waits for calls does nothing that the server counts as use of the session, and would be logged out after
 * an hour of silence, ms. Whoever is in no group gets no timer: a forgotten page of theirs is logged out as any other.
 */
const ON_DUTY_EVERY = 15 * 60_000;

/**
 * Keeps today's calls up to date.
 *
 * @param {{todaysCalls: () => Promise<import('./types.js').PastCall[]>}} requests
 * @param {(change: Change) => void} apply
 * @param {(task: () => void, ms: number) => void} [later]
 */
export function createHistory(requests, apply, later = setTimeout) {
  let asked = 0;

  async function load() {
    asked += 1;
    const mine = asked;
    try {
      const calls = await requests.todaysCalls();
      if (mine === asked) { // an older answer may come after a newer one
        apply({ type: 'HISTORY', calls });
      }
    } catch (failure) {
      if (!(failure instanceof RequestFailed)) {
        throw failure;
      }
      apply({ type: 'HISTORY_FAILED' });
    }
  }

  return {
    load,
    /**
     * Reads again every quarter of an hour while the user may be offered calls.
     *
     * @param {() => State} current
     */
    stayOnDuty(current) {
      later(() => {
        const state = current();
        if (state.link.phase === 'CONNECTED' && state.groups.length > 0) {
          load();
        }
        this.stayOnDuty(current);
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
        load();
      } else if (gone) {
        LOOK_AFTER.forEach((ms) => later(load, ms));
      }
    },
  };
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
