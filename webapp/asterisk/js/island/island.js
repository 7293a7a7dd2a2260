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
/** @import {State} from '../types.js' */
import { createActions } from '../actions.js';
import { createAnnouncer } from '../announcer.js';
import { createBell } from '../bell.js';
import { HubClient, followPage } from '../hub/client.js';
import { hubTransport } from '../hub/transport.js';
import { createIcon } from '../icon.js';
import { loadLabels } from '../labels.js';
import { browserDesktop, createNotifier } from '../notifier.js';
import { createPreferences } from '../preferences.js';
import { createRequests, csrfToken } from '../requests.js';
import { createPlayer } from '../ringTones.js';
import { createScreenPop } from '../screenPop.js';
import { watchNumbers } from './callButtons.js';
import { callCards } from './cards.js';
import { createPanel } from './panel.js';

/**
 * What islandState answers, and the loader adds.
 *
 * @typedef {object} Answer
 * @property {boolean} may
 * @property {boolean} [mayCall]
 * @property {string} [user]
 * @property {string} [selectors]  where plain text is a telephone number
 * @property {string} [language]  of the page
 * @property {number} [ahead]  how far the server's clock is ahead of this browser's, ms
 */

/**
 * Calls on a page of OFBiz: a button behind each telephone number, and a small island that shows who waits and who is talked to. Shows
 * nothing while there is nothing to show.
 *
 * @param {Answer} answer
 * @param {string} app  address of the call centre's webapp
 * @param {(() => Promise<Answer>) | null} ask  opens the session of the call centre by this page's login key, and answers anew; null where
 *   that was done just now. Done at most once, while the page is new: a page that was left open must not sign in again who logged out since.
 */
export async function start(answer, app, ask) {
  const labels = await loadLabels(new URL('control/', app), answer.language ?? '', 'default');
  const now = () => Date.now() + (Math.abs(answer.ahead ?? 0) > 2_000 ? answer.ahead ?? 0 : 0);
  const requests = createRequests(new URL('control/console', app).href, () => {}, undefined, () => tokenOf(app));
  const preferences = createPreferences();
  const bell = createBell(preferences, createPlayer(), () => client.awake());
  const desktop = browserDesktop(new URL('js/notificationWorker.js', app), (callId) => actions.claim(callId));
  const screenPop = createScreenPop(preferences);
  const panel = await createPanel(new URL('css/island.css', app).href, labels);
  const followers = [createAnnouncer(panel.announcements, labels), bell.follow, createIcon(), screenPop.follow,
    createNotifier(preferences, desktop, labels), opensSession(answer, ask, (user) => client.join(user))];
  const client = new HubClient(hubTransport(new URL('js/hub/worker.js', app).href), (state, before) => {
    show(state);
    followers.forEach((follow) => follow(state, before));
  });
  const actions = createActions(client, client, requests, labels, screenPop);
  const cards = callCards(panel.list, labels, { ...actions, now });
  const calling = callFrom(panel, labels, actions.dial);

  /** @param {State} state */
  function show(state) {
    cards(state);
    calling.show(state);
    panel.show(state, now());
  }

  followPage(client);
  client.join(ask ? undefined : answer.user);
  setInterval(() => panel.shown && show(client.state), 1_000);
  if (answer.mayCall) {
    watchNumbers(answer.selectors ?? '', (number) => ({ name: labels('call'), label: labels('callNumber', { number }) }), calling.call);
  }
}

/**
 * Opens the session of the call centre where a remembered answer promised one and there is none, or another user's.
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
 * What the buttons of the page do: the number is dialled, and what became of it is said on this page alone.
 *
 * @param {Awaited<ReturnType<typeof createPanel>>} panel
 * @param {import('../labels.js').Labels} labels
 * @param {ReturnType<typeof createActions>['dial']} dial
 */
function callFrom(panel, labels, dial) {
  let here = false;
  return {
    /**
     * @param {string} number
     * @param {{contactMechId: string, partyId: string}} whose
     */
    async call(number, whose) {
      here = true;
      panel.tells(labels('calling', { number }));
      await dial(whose.contactMechId ? '' : number, whose); // OFBiz knows that number better than the page shows it
    },
    /** @param {State} state */
    show({ dial: { busy, refusal }, calls }) {
      const settled = here && !busy && (refusal || calls.length > 0);
      if (settled) {
        here = false;
        panel.tells(refusal, true);
      }
    },
  };
}

/**
 * The token belongs to the session of the call centre. Its own pages have it; on others, if they show that the defence is on, one is fetched.
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
