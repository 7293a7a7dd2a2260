/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/** @import {State} from './types.js' */
import { pageUrl } from './pages.js';
import { newOffers } from './waiting.js';

/** Where a page goes that opens at the ring: always the same tab, not one for each call. */
const RING_TAB = 'asterisk-caller';

/**
 * Opens the caller's page by itself, where the user wants that: at the answer, or when the call comes. Browsers let a page open
 * a tab only in the moment of a click, and the address is known only later: so at the answer the tab is opened empty and then sent
 * there. At the ring there is no click; it works where the user allows pop-ups for this address.
 *
 * @param {{now: import('./preferences.js').Preferences}} preferences
 * @param {(url: string, tab: string) => Window | null} [open]
 */
export function createScreenPop(preferences, open = (url, tab) => window.open(url, tab)) {
  return {
    /** Call it inside the click. */
    prepare() {
      const tab = preferences.now.pop === 'ANSWER' ? open('', '_blank') : null;
      if (tab) {
        tab.opener = null; // the page to come must not reach back into this one
      }
      return {
        /** @param {string} url */
        open(url) {
          const page = pageUrl(url);
          if (page) {
            tab?.location.replace(page);
          } else {
            tab?.close();
          }
        },
        cancel: () => tab?.close(),
      };
    },
    /**
     * @param {State} state
     * @param {State} before
     */
    follow(state, before) {
      if (preferences.now.pop !== 'RING' || !state.tab.duty) {
        return;
      }
      const known = newOffers(state, before).find((offer) => offer.parties.length === 1 && pageUrl(offer.parties[0].url));
      if (known) {
        open(pageUrl(known.parties[0].url), RING_TAB);
      }
    },
  };
}
