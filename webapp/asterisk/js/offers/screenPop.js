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
import { pageUrl } from '../common/pageUrl.js';
import { newOffers } from '../state/offers.js';

/** The tab of pages that open when a call rings: always the same one. */
const RING_TAB = 'asterisk-caller';

/**
 * Opens the caller's page automatically if the user has chosen so: on answer, or on ringing. Browsers allow a page to open
 * a tab only in a click handler, but the address is known later: so on answer an empty tab is opened and gets the address when it is
 * known. On ringing there is no click; this requires that the user allows pop-ups for this address.
 *
 * @param {{now: import('../preferences/preferences.js').Preferences}} preferences
 * @param {(url: string, tab: string) => Window | null} [open]
 */
export function createScreenPop(preferences, open = (url, tab) => window.open(url, tab)) {
  return {
    /** Must be called in the click handler. */
    prepare() {
      const tab = preferences.now.pop === 'ANSWER' ? open('', '_blank') : null;
      if (tab) {
        tab.opener = null; // the opened page must not have access to this one
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
      if (preferences.now.pop !== 'RING' || !state.tab.active) {
        return;
      }
      const known = newOffers(state, before).find((offer) => offer.parties.length === 1 && pageUrl(offer.parties[0].url));
      if (known) {
        open(pageUrl(known.parties[0].url), RING_TAB);
      }
    },
  };
}
