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
import { createActions } from './actions.js';
import { createAgentActions } from './agentActions.js';
import { createAnnouncer } from './announcer.js';
import { createBell } from './bell.js';
import { createDialSearch } from './dialSearch.js';
import { HubClient, followPage } from './hub/client.js';
import { hubTransport } from './hub/transport.js';
import { createHistory } from './history.js';
import { readFilter, writeFilter } from './historyFilter.js';
import { createIcon } from './icon.js';
import { labelsOfPage } from './labels.js';
import { browserDesktop, createNotifier } from './notifier.js';
import { createPainter } from './painter.js';
import { createPopTimes } from './popTimes.js';
import { createPreferences } from './preferences.js';
import { createRequests } from './requests.js';
import { createPlayer } from './ringTones.js';
import { createScreenPop } from './screenPop.js';
import { listenForShortcuts } from './shortcuts.js';
import { createClock, moment } from './time.js';
import { agentBar } from './views/agentBar.js';
import { callList } from './views/callList.js';
import { dialField } from './views/dialField.js';
import { historyForm } from './views/historyForm.js';
import { historyTable } from './views/historyTable.js';
import { offerList } from './views/offerList.js';
import { preferencesPanel } from './views/preferencesPanel.js';
import { stateLine } from './views/stateLine.js';
import { waitingOffers } from './waiting.js';
import { createWriteUps } from './writeUps.js';

/**
 * Ties the parts together: hub -> views, and the user's actions back. The page (template/console.ftl) brings the
 * parts `data-part` and the addresses.
 *
 * @param {HTMLElement} page
 * @param {import('./labels.js').Labels} labels
 */
function start(page, labels) {
  const base = new URL(page.dataset.base ?? '', document.baseURI);
  const clock = createClock();
  const requests = createRequests(base.href, clock.heard);
  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (page.querySelector(`[data-part="${name}"]`));

  const preferences = createPreferences();
  const bell = createBell(preferences, createPlayer(), () => hub.awake());
  const desktop = browserDesktop(new URL('notificationWorker.js', import.meta.url), (callId) => actions.claim(callId));
  const screenPop = createScreenPop(preferences);
  const history = createHistory(requests, (change) => hub.apply(change), () => hub.state.history);
  const search = createDialSearch(requests, (change) => hub.apply(change));
  const followers = [createAnnouncer(part('announcements'), labels), history.follow, bell.follow, screenPop.follow,
    createNotifier(preferences, desktop, labels), createPopTimes((type, fields) => hub.request(type, fields))];
  const hub = new HubClient(hubTransport(new URL('../js/hub/worker.js', base).href), (state, before) => {
    changed();
    followers.forEach((follow) => follow(state, before));
    writeUps.follow(state);
  });
  const writeUps = createWriteUps(hub, requests, labels);
  const actions = { ...createActions(hub, hub, requests, labels, screenPop), ...createAgentActions(hub, hub, requests, writeUps, labels) };
  listenForShortcuts(preferences, deeds(() => hub.state, actions, page));

  const language = document.documentElement.lang || navigator.language;
  /** @param {import('./historyFilter.js').Filter} filter */
  const filtered = (filter) => {
    hub.apply({ type: 'FILTERED', filter });
    window.history.replaceState(null, '', writeFilter(filter) || location.pathname + location.search);
    history.load();
  };
  const views = [
    stateLine(part('state'), labels, { takeOver: () => hub.connect(), loginUrl: base.href }),
    agentBar(part('agent'), labels, { ...actions, now: clock.now }),
    dialField(part('dial'), labels, { dial: actions.dial, search, moment: moment(language) }),
    offerList(part('offers'), labels, { ...actions, now: clock.now, moment: moment(language) }),
    callList(part('calls'), labels, { ...actions, pen: writeUps, now: clock.now }),
    historyForm(part('history'), labels, filtered, () => requests.callAgents()),
    historyTable(part('history'), labels, { callBack: actions.dial, more: history.more, moment: moment(language) }),
    preferencesPanel(part('options'), labels, preferences, bell, desktop),
    createIcon(),
  ];
  const changed = createPainter(() => hub.state, views);

  hub.apply({ type: 'FILTERED', filter: readFilter(location.hash) });
  changed();
  setInterval(changed, 1000);
  history.load();
  search.recent();
  history.stayOnDuty(() => hub.state);
  followPage(hub);
  window.addEventListener('pagehide', writeUps.leave);
  hub.join(page.dataset.user, page.dataset.language);
}

/**
 * What the shortcuts do, by the names that preferences.js gives them. Each does what a button on the page does, and nothing where
 * there is none.
 *
 * @param {() => State} state
 * @param {Pick<ReturnType<typeof createActions>, 'claim' | 'hangUp'>} actions
 * @param {HTMLElement} page
 */
function deeds(state, actions, page) {
  /** @param {string} selector */
  const find = (selector) => /** @type {HTMLElement | null} */ (page.querySelector(selector));
  return {
    answer: () => {
      const longest = waitingOffers(state()).find((offer) => !offer.claiming);
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
    dial: () => find('#asterisk-dial')?.focus(),
    profile: () => find('.ac-call .ac-page > :not([hidden]), .ac-offer .ac-page > :not([hidden])')?.click(),
  };
}

const page = document.getElementById('asterisk-console');
if (page) {
  labelsOfPage(page.dataset.base ?? '').then((labels) => start(page, labels));
}
