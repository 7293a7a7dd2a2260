/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/** @import {State} from './types.js' */
import { doneCalls, overOffers } from './store.js';

/** How long something that is over stays on the page, ms: long enough to read why, and by whom. */
const OFFER_STAYS = 6_000;
const CALL_STAYS = 20_000;

/**
 * @param {(callId: string) => void} faded
 * @param {(task: () => void, ms: number) => void} [later]
 * @returns {(state: State, before: State) => void}
 */
export function createFading(faded, later = setTimeout) {
  return (state, before) => {
    newIn(offersOver(state), offersOver(before)).forEach((callId) => later(() => faded(callId), OFFER_STAYS));
    newIn(doneCalls(state), doneCalls(before)).forEach((callId) => later(() => faded(callId), CALL_STAYS));
  };
}

/**
 * @param {string[]} over
 * @param {string[]} before
 */
function newIn(over, before) {
  return over.filter((callId) => !before.includes(callId));
}

/** @param {State} state */
function offersOver(state) {
  return overOffers(state).map((offer) => offer.callId);
}
