/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/** @import {State} from './types.js' */
import { createActions } from './actions.js';
import { createAnnouncer } from './announcer.js';
import { createBell } from './bell.js';
import { createFading } from './fading.js';
import { createHistory } from './history.js';
import { createIcon } from './icon.js';
import { readLabels } from './labels.js';
import { browserDesktop, createNotifier } from './notifier.js';
import { createPreferences } from './preferences.js';
import { createRequests } from './requests.js';
import { createPlayer } from './ringTones.js';
import { createScreenPop } from './screenPop.js';
import { listenForShortcuts } from './shortcuts.js';
import { CallSocket } from './socket.js';
import { createStore } from './store.js';
import { createClock, timeOfDay } from './time.js';
import { callList } from './views/callList.js';
import { dialField } from './views/dialField.js';
import { historyTable } from './views/historyTable.js';
import { offerList } from './views/offerList.js';
import { preferencesPanel } from './views/preferencesPanel.js';
import { stateLine } from './views/stateLine.js';
import { waitingOffers } from './waiting.js';

/**
 * Ties the parts together: socket -> store -> views, and the user's actions back. The page (template/console.ftl) brings the
 * rooms `data-part`, the labels and the addresses.
 *
 * @param {HTMLElement} page
 */
function start(page) {
  const labels = readLabels(page);
  const base = new URL(page.dataset.base ?? '', document.baseURI);
  const clock = createClock();
  const requests = createRequests(base.href, clock.heard);
  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (page.querySelector(`[data-part="${name}"]`));

  const preferences = createPreferences();
  const bell = createBell(preferences, createPlayer());
  const desktop = browserDesktop(new URL('notificationWorker.js', import.meta.url), (callId) => actions.claim(callId));
  const screenPop = createScreenPop(preferences);
  const fade = createFading((callId) => store.apply({ type: 'FADED', callId }));
  const history = createHistory(requests, (change) => store.apply(change));
  const followers = [createAnnouncer(part('announcements'), labels), fade, history.follow, bell.follow, createIcon(), screenPop.follow,
    createNotifier(preferences, desktop, labels)];
  const store = createStore((state, before) => {
    show(state);
    followers.forEach((follow) => follow(state, before));
  });
  const socket = new CallSocket(socketUrl(base), {
    message: (message) => store.apply(message),
    link: (link) => store.apply({ type: 'LINK', link }),
  });
  const actions = createActions(store, socket, requests, labels, screenPop);
  listenForShortcuts(preferences, deeds(() => store.state, actions, page));

  const views = [
    stateLine(part('state'), labels, { takeOver: () => socket.connect(), loginUrl: base.href }),
    dialField(part('dial'), labels, actions.dial),
    offerList(part('offers'), labels, { ...actions, now: clock.now }),
    callList(part('calls'), labels, { ...actions, now: clock.now }),
    historyTable(part('history'), labels, { callBack: actions.dial, timeOfDay: timeOfDay(document.documentElement.lang || navigator.language) }),
    preferencesPanel(part('options'), labels, preferences, bell, desktop),
  ];
  /** @param {State} state */
  const show = (state) => views.forEach((view) => view(state));

  show(store.state);
  setInterval(() => show(store.state), 1000);
  history.load();
  history.stayOnDuty(() => store.state);
  socket.connect();
}

/**
 * What the shortcuts do, by the names that preferences.js gives them. Each does what a button on the page does, and nothing where
 * there is none.
 *
 * @param {() => State} state
 * @param {ReturnType<typeof createActions>} actions
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
    dial: () => find('[data-part="dial"] input')?.focus(),
    profile: () => find('.ac-call .ac-page > :not([hidden]), .ac-offer .ac-page > :not([hidden])')?.click(),
  };
}

/**
 * The socket is a neighbour of the control servlet in the same webapp, and so shares its session.
 *
 * @param {URL} base
 */
function socketUrl(base) {
  const url = new URL('../ws/callcenter', base);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

const page = document.getElementById('asterisk-console');
if (page) {
  start(page);
}
