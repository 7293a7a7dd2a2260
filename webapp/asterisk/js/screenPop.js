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
