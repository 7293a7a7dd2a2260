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
import { createAgentActions } from '../agent/agentActions.js';
import { createPageOpener } from '../actionPages/actionPages.js';
import { createCallbacks } from '../callbacks/callbacks.js';
import { createActions } from '../calls/callActions.js';
import { warnOfLogOut } from '../calls/logOutWarning.js';
import { createWriteUps } from '../calls/writeUps.js';
import { labelsOfPage } from '../common/labels.js';
import { createRequests } from '../common/requests.js';
import { createClock } from '../common/time.js';
import { withCustomers } from '../customer/customerRequests.js';
import { createCustomers } from '../customer/customers.js';
import { createDialSearch } from '../dialing/dialSearch.js';
import { createHistory } from '../history/history.js';
import { HubClient, followPage } from '../hub/client.js';
import { hubTransport } from '../hub/transport.js';
import { PARKED_EVERY, createControlActions } from '../inCall/controlActions.js';
import { browserNotifications, createDesktopNotifications } from '../offers/desktopNotifications.js';
import { createLiveRegion } from '../offers/liveRegion.js';
import { createPopTimes } from '../offers/popTimes.js';
import { createTonePlayer } from '../offers/ringTones.js';
import { createRinger } from '../offers/ringer.js';
import { createScreenPop } from '../offers/screenPop.js';
import { createWindowTitle } from '../offers/windowTitle.js';
import { startPagePhone } from '../phone/start.js';
import { createPreferences } from '../preferences/preferences.js';
import { listenForShortcuts } from '../preferences/shortcuts.js';
import { readFilter, writeFilter } from '../state/historyFilter.js';
import { answerBlock, waitingOffers } from '../state/offers.js';
import { createVoicemail } from '../voicemail/voicemail.js';
import { fillWindow } from './layout.js';
import { leaveWhenLocked } from './locked.js';
import { createRenderScheduler } from './scheduler.js';
import { openShadowTree } from './shadowTree.js';
import { createViews } from './views.js';

/**
 * The entry point of the console: connects hub and views, and the user's actions. The page (template/console.ftl) contains the parts
 * (`data-part`) and the addresses.
 *
 * @param {DOMStringMap} settings  of the page
 * @param {HTMLElement} page  the element of the parts
 * @param {import('../common/labels.js').Labels} labels
 */
function start(settings, page, labels) {
  const base = new URL(settings.base ?? '', document.baseURI);
  const clock = createClock();
  const requests = withCustomers(createRequests(base.href, clock.heard));
  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (page.querySelector(`[data-part="${name}"]`));
  const preferences = createPreferences();
  const ringer = createRinger(preferences, createTonePlayer(), () => hub.checkAwake());
  const desktop = browserNotifications(new URL('../offers/notificationWorker.js', import.meta.url), (callId) => actions.claim(callId));
  const screenPop = createScreenPop(preferences);
  const history = createHistory(requests, (change) => hub.apply(change), () => hub.state.history);
  const customers = createCustomers(requests, () => changed());
  const [callbacks, voicemail] = [createCallbacks(requests, () => changed()), createVoicemail(requests, () => changed())];
  const search = createDialSearch(requests, (change) => hub.apply(change));
  const followers = [createLiveRegion(part('announcements'), labels), createWindowTitle(), history.follow, callbacks.follow, voicemail.follow,
    ringer.follow, screenPop.follow, createDesktopNotifications(preferences, desktop, labels), customers.follow,
    createPageOpener(), createPopTimes((type, fields) => hub.request(type, fields)), startPagePhone(settings, part('phone'), labels, requests)];
  const hub = new HubClient(hubTransport(new URL('../js/hub/worker.js', base).href), (state, before) => {
    changed();
    leaveWhenLocked(state, before);
    followers.forEach((follow) => follow(state, before));
    writeUps.follow(state);
  });
  const writeUps = createWriteUps(hub, requests, labels);
  const actions = { ...createActions(hub, hub, requests, labels, screenPop), ...createAgentActions(hub, hub, requests, writeUps, labels),
    ...createControlActions(hub, hub, labels) };
  listenForShortcuts(preferences, shortcutActions(() => hub.state, actions, page));

  /** @param {import('../state/historyFilter.js').Filter} filter */
  const filtered = (filter) => {
    hub.apply({ type: 'FILTERED', filter });
    window.history.replaceState(null, '', writeFilter(filter) || location.pathname + location.search);
    history.load();
  };
  const views = createViews({
    page, part, labels, actions, editor: writeUps, hub, search, history, preferences, ringer, desktop, filtered, now: clock.now, loginUrl: base.href,
    agents: () => requests.callAgents(), find: requests, savePin: requests.setAgentPin, noteRequests: requests, customers, callbacks, voicemail,
    customerRequests: requests, dialRequests: requests, contactRequests: { correct: requests.changeContact, create: requests.createContact },
    changed: () => changed(),
  });
  const changed = createRenderScheduler(() => hub.state, views);

  fillWindow(page);
  hub.apply({ type: 'FILTERED', filter: readFilter(location.hash) });
  changed();
  setInterval(changed, 1000);
  setInterval(() => hub.state.agent && !document.hidden && actions.listParked(), PARKED_EVERY);
  search.recent();
  history.load();
  history.keepSessionAlive(() => hub.state);
  followPage(hub);
  beforeLeaving(hub, writeUps, labels);
  hub.join(settings.user, settings.language);
}

/**
 * Saves what is typed when the page is closed, and asks before a log-out during a call.
 *
 * @param {{state: State}} hub
 * @param {{leave: () => void}} writeUps
 * @param {import('../common/labels.js').Labels} labels
 */
function beforeLeaving(hub, writeUps, labels) {
  window.addEventListener('pagehide', writeUps.leave);
  warnOfLogOut(() => hub.state, labels);
}

/**
 * Actions of the shortcuts, by the names in preferences.js. Each does the same as a button of the page, and nothing if there is no such button.
 *
 * @param {() => State} state
 * @param {Pick<ReturnType<typeof createActions>, 'claim' | 'hangUp'>} actions
 * @param {HTMLElement} page
 */
function shortcutActions(state, actions, page) {
  /** What is behind a dialog can't be pressed. @param {string} selector */
  const find = (selector) => (page.querySelector('dialog[open]') ? null : /** @type {HTMLElement | null} */ (page.querySelector(selector)));
  return {
    answer: () => {
      const longest = waitingOffers(state()).find((offer) => !offer.claiming && answerBlock(state(), offer) === '');
      if (longest) {
        actions.claim(longest.callId);
      }
    },
    hangUp: () => {
      const current = state().calls.find((call) => call.state !== 'ENDED' && !call.hangingUp);
      if (current) {
        actions.hangUp(current.callId);
      }
    },
    dial() {
      const field = find('#asterisk-dial');
      if (field && !field.checkVisibility()) {
        find('.ac-bottom [data-view="team"]')?.click(); // a narrow window shows one part at a time
      }
      field?.focus();
    },
    hold: () => find('.ac-call[data-current="true"] :is([data-action="HOLD"], [data-action="RESUME"]):not([hidden], :disabled)')?.click(),
    transfer: () => find('.ac-call[data-current="true"] [data-action="TRANSFER"]:not([hidden], :disabled)')?.click(),
    park: () => find('.ac-call[data-current="true"] [data-action="PARK"]:not([hidden], :disabled)')?.click(),
    keypad: () => find('.ac-call[data-current="true"] [data-action="KEYS"]:not([hidden], :disabled)')?.click(),
    profile: () => find('.ac-call .ac-page > :not([hidden]), .ac-offer .ac-page > :not([hidden])')?.click(),
  };
}

const host = document.getElementById('asterisk-console');
if (host) {
  Promise.all([openShadowTree(host), labelsOfPage(host.dataset.base ?? '')]).then(([page, labels]) => start(host.dataset, page, labels));
}
