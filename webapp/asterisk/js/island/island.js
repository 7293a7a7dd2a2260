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
import { createActions } from '../calls/callActions.js';
import { warnOfLogOut } from '../calls/logOutWarning.js';
import { loadLabels } from '../common/labels.js';
import { createRequests, csrfToken } from '../common/requests.js';
import { HubClient, followPage } from '../hub/client.js';
import { hubTransport } from '../hub/transport.js';
import { browserNotifications, createDesktopNotifications } from '../offers/desktopNotifications.js';
import { createFavicon } from '../offers/favicon.js';
import { createLiveRegion } from '../offers/liveRegion.js';
import { createTonePlayer } from '../offers/ringTones.js';
import { createRinger } from '../offers/ringer.js';
import { createScreenPop } from '../offers/screenPop.js';
import { createPreferences } from '../preferences/preferences.js';
import { watchNumbers } from './callButtons.js';
import { callCards } from './cards.js';
import { createPanel } from './panel.js';

/**
 * The answer of islandState with the additions of the loader.
 *
 * @typedef {object} Answer
 * @property {boolean} may
 * @property {boolean} [mayCall]
 * @property {string} [user]
 * @property {string} [selectors]  elements in which plain text is a phone number
 * @property {string} [language]  of the page
 * @property {number} [ahead]  how far the server's clock is ahead of the browser's, ms
 */

/**
 * Calls on a page of OFBiz: a call button next to each phone number, and a small window with the user's calls and offers, the island. It is
 * hidden while there are none.
 *
 * @param {Answer} answer
 * @param {string} app  address of the call center's webapp
 * @param {(() => Promise<Answer>) | null} ask  opens a session of the call center with this page's login key and returns a new answer; null if
 *   this was just done. Called at most once and soon after loading: a page that was left open must not sign in a user who has logged out since.
 */
export async function start(answer, app, ask) {
  const labels = await loadLabels(new URL('control/', app), answer.language ?? '', 'default');
  const now = () => Date.now() + (Math.abs(answer.ahead ?? 0) > 2_000 ? answer.ahead ?? 0 : 0);
  const requests = createRequests(new URL('control/console', app).href, () => {}, undefined, () => tokenOf(app));
  const preferences = createPreferences();
  const ringer = createRinger(preferences, createTonePlayer(), () => client.checkAwake());
  const desktop = browserNotifications(new URL('js/offers/notificationWorker.js', app), (callId) => actions.claim(callId));
  const screenPop = createScreenPop(preferences);
  const panel = await createPanel(new URL('css/island.css', app).href, labels);
  const followers = [createLiveRegion(panel.announcements, labels), ringer.follow, createFavicon(), screenPop.follow,
    createDesktopNotifications(preferences, desktop, labels), opensSession(answer, ask, (user) => client.join(user))];
  const client = new HubClient(hubTransport(new URL('js/hub/worker.js', app).href), (state, before) => {
    show(state);
    followers.forEach((follow) => follow(state, before));
  });
  const actions = createActions(client, client, requests, labels, screenPop);
  /** @type {import('./inHand.js').InHand | null} */
  let loaded = null;
  const cards = callCards(panel.list, labels, {
    ...actions, now, inHand: async () => {
      const { createInHand } = await import('./inHand.js');
      loaded ??= createInHand(client, panel.root, labels, requests);
      return loaded;
    },
  });
  const calling = createCalling(panel, labels, actions.dial);

  /** @param {State} state */
  function show(state) {
    cards(state);
    calling.show(state);
    panel.show(state, now());
    loaded?.follow(state);
  }

  warnOfLogOut(() => client.state, labels);
  followPage(client);
  client.join(ask ? undefined : answer.user);
  setInterval(() => panel.shown && show(client.state), 1_000);
  if (answer.mayCall) {
    watchNumbers(answer.selectors ?? '', (number) => ({ name: labels('call'), label: labels('callNumber', { number }) }), calling.call);
  }
}

/**
 * Opens a session of the call center if the stored answer expected one and there is none, or one of another user.
 *
 * @param {Answer} answer
 * @param {(() => Promise<Answer>) | null} ask
 * @param {(user: string) => void} join
 * @returns {(state: State) => void}
 */
function opensSession(answer, ask, join) {
  const until = Date.now() + 10_000;
  return async (state) => {
    const another = state.user !== null && state.user.userLoginId !== answer.user;
    if (ask && Date.now() < until && (state.link.phase === 'SIGNED_OUT' || another)) {
      const opens = ask;
      ask = null;
      const { may, user } = await opens().catch(() => ({ may: false, user: undefined }));
      if (may && user) {
        join(user);
      }
    }
  };
}

/**
 * Dials a number of the page and shows the result, on this page only.
 *
 * @param {Awaited<ReturnType<typeof createPanel>>} panel
 * @param {import('../common/labels.js').Labels} labels
 * @param {ReturnType<typeof createActions>['dial']} dial
 */
function createCalling(panel, labels, dial) {
  let here = false;
  return {
    /**
     * @param {string} number
     * @param {{contactMechId: string, partyId: string}} contact
     */
    async call(number, contact) {
      here = true;
      panel.showMessage(labels('calling', { number }));
      await dial(contact.contactMechId ? '' : number, contact); // OFBiz has the complete number, with the country code
    },
    /** @param {State} state */
    show({ dial: { busy, refusal }, calls }) {
      const settled = here && !busy && (refusal || calls.length > 0);
      if (settled) {
        here = false;
        panel.showMessage(refusal, true);
      }
    },
  };
}

/**
 * Returns the CSRF token of the call center's session. Its own pages contain it; other pages load one if CSRF protection is on.
 *
 * @param {string} app
 */
async function tokenOf(app) {
  const own = csrfToken();
  if (!own || location.pathname.startsWith(new URL(app).pathname)) {
    return own;
  }
  const response = await fetch(new URL('control/newContact', app), { credentials: 'same-origin', headers: { 'X-Requested-With': 'XMLHttpRequest' } })
    .catch(() => null);
  return response ? csrfToken(new DOMParser().parseFromString(await response.text(), 'text/html')) : '';
}
