/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/** @import {State} from './types.js' */
import { setText } from './dom.js';
import { whoIs } from './views/who.js';
import { newOffers, waitingOffers } from './waiting.js';

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
    const words = newOffers(state, before)
      .map((offer) => labels('announce', { group: offer.group.name, name: whoIs(labels, offer.caller, offer.parties).name }));
    if (words.length) {
      setText(liveRegion, words.join('. '));
    }
    const waiting = waitingOffers(state).length;
    document.title = waiting ? `(${waiting}) ${title}` : title;
  };
}
