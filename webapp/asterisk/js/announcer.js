/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/** @import {State} from './types.js' */
import { setText } from './dom.js';
import { whoIs } from './views/who.js';

/**
 * Tells of waiting calls to whoever does not look: screen readers hear each new offer once, the window's title counts them.
 *
 * @param {HTMLElement} liveRegion
 * @param {import('./labels.js').Labels} labels
 * @returns {(state: State, before: State) => void}
 */
export function createAnnouncer(liveRegion, labels) {
  const title = document.title;
  return (state, before) => {
    const known = new Set(before.offers.map(occasion));
    const waiting = state.offers.filter((offer) => !offer.over);
    const words = waiting.filter((offer) => !known.has(occasion(offer)))
      .map((offer) => labels('announce', { group: offer.group.name, name: whoIs(labels, offer.caller, offer.parties).name }));
    if (words.length) {
      setText(liveRegion, words.join('. '));
    }
    document.title = waiting.length ? `(${waiting.length}) ${title}` : title;
  };
}

/**
 * The same call offered again is worth telling again.
 *
 * @param {import('./types.js').ShownOffer} offer
 */
function occasion(offer) {
  return `${offer.callId} ${offer.again?.by.name ?? ''} ${offer.again?.reason ?? ''}`;
}
