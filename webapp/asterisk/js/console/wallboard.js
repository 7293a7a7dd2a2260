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
import { agentGrid } from '../board/agentGrid.js';
import { alarmSound, pageNotifications } from '../board/boardAlarms.js';
import { alarms } from '../board/boardFigures.js';
import { createBoardDialogs } from '../board/boardDialogs.js';
import { boardTiles } from '../board/boardTiles.js';
import { callTable } from '../board/callTable.js';
import { groupTable } from '../board/groupTable.js';
import { setText } from '../common/dom.js';
import { labelsOfPage } from '../common/labels.js';
import { chip } from '../common/parts.js';
import { createRequests } from '../common/requests.js';
import { createClock } from '../common/time.js';
import { HubClient } from '../hub/client.js';
import { hubTransport } from '../hub/transport.js';
import { createTonePlayer } from '../offers/ringTones.js';
import { fillWindow } from './layout.js';
import { leaveWhenLocked } from './locked.js';
import { createRenderScheduler } from './scheduler.js';
import { openShadowTree } from './shadowTree.js';
import { statusLine } from './statusLine.js';

/** How long to wait, ms, before the wallboard is asked for again. */
const ASK_AGAIN = 5_000;

/**
 * The entry point of the wallboard: connects the hub and the views. The page (template/wallboard.ftl) contains the parts (`data-part`).
 *
 * @param {DOMStringMap} settings  of the page
 * @param {HTMLElement} page  the element of the parts
 * @param {import('../common/labels.js').Labels} labels
 */
function start(settings, page, labels) {
  const base = new URL(settings.base ?? '', document.baseURI);
  const clock = createClock();
  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (page.querySelector(`[data-part="${name}"]`));
  const hub = new HubClient(hubTransport(new URL('../js/hub/worker.js', base).href), (state, before) => {
    if (state.board && state.board !== before.board) {
      clock.heard(new Date(state.board.at));
    }
    leaveWhenLocked(state, before);
    watch(state, before);
    changed();
  });
  hub.silent = true;
  const { watch, ask, refusal } = watching(hub);

  const requests = createRequests(base.href, clock.heard);
  const dialogs = createBoardDialogs(page, labels, {
    supervise: requests.supervise, known: () => ({ groups: hub.state.board?.groups ?? [], pauseReasons: hub.state.pauseReasons }),
  });
  const status = statusLine(part('state'), labels, { takeOver: () => hub.connect(), loginUrl: base.href });
  const views = [boardTiles(part('tiles'), labels, clock.now), groupTable(part('groups'), labels, clock.now),
    agentGrid(part('agents'), labels, clock.now, dialogs.ofAgent), callTable(part('calls'), labels, clock.now, dialogs.ofCall),
    alarmLine(part('alarms'), labels), scopeLine(part('scope'), labels),
    alarmSound(part('sound'), labels, { player: createTonePlayer(), storage: localStorage, ...pageNotifications() })];
  const time = dayAndTime(part('time'), settings.language ?? '');
  const changed = createRenderScheduler(() => hub.state, [(state) => {
    status(state);
    time(clock.now());
    setText(part('refusal'), refusal());
    page.dataset.ready = String(state.board !== null);
    if (state.board) {
      const { board } = state;
      views.forEach((view) => view(board));
    }
  }]);
  fullScreen(page, part('full'));
  fillWindow(page);
  setInterval(() => {
    ask();
    changed();
  }, 1000);
  globalThis.addEventListener('pagehide', () => hub.leave());
  globalThis.addEventListener('pageshow', (event) => event.persisted && hub.join());
  hub.join(settings.user, settings.language);
}

/**
 * Asks for the wallboard, after each connection again.
 *
 * @param {HubClient} hub
 */
function watching(hub) {
  let asked = -Infinity;
  let refusal = '';
  return {
    /** @param {State} state @param {State} before */
    watch(state, before) {
      if (state.link.phase !== before.link.phase || state.user !== before.user) {
        asked = -Infinity;
      }
    },
    refusal: () => refusal,
    async ask() {
      const { link, user, board } = hub.state;
      if (link.phase !== 'CONNECTED' || !user || board || Date.now() - asked < ASK_AGAIN) {
        return;
      }
      asked = Date.now();
      try {
        await hub.request('WATCH', {});
        refusal = '';
      } catch (failure) {
        refusal = failure instanceof Error ? failure.message : '';
      }
    },
  };
}

/**
 * The figures at their limits.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @returns {(board: import('../state/types.js').Board) => void}
 */
function alarmLine(root, labels) {
  const shown = chip();
  root.append(shown.element);
  return (board) => {
    const all = alarms(board);
    const texts = all.map(({ group, figure }) => labels(`boardAlarm${figure}`, { group: group.name }));
    shown.show(texts.length > 1 ? labels('boardAlarms', { first: texts[0], more: texts.length - 1 }) : texts[0] ?? '',
      all[0]?.level === 'ALARM' ? 'bad' : 'warn');
    shown.element.title = texts.join('\n');
  };
}

/**
 * Whose PBX servers are missing.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @returns {(board: import('../state/types.js').Board) => void}
 */
function scopeLine(root, labels) {
  return ({ scope }) => setText(root, scope === 'ALL' ? '' : labels(`boardScope${scope}`));
}

/**
 * @param {HTMLElement} root
 * @param {string} language
 * @returns {(now: number) => void}
 */
function dayAndTime(root, language) {
  const format = new Intl.DateTimeFormat(language || undefined,
    { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  return (now) => setText(root, format.format(new Date(now)));
}

/**
 * The wallboard alone on the screen, with larger text, e.g. on a TV.
 *
 * @param {HTMLElement} page
 * @param {HTMLElement} button
 */
function fullScreen(page, button) {
  const host = /** @type {ShadowRoot} */ (page.getRootNode()).host;
  button.hidden = !document.fullscreenEnabled;
  button.addEventListener('click', () => (document.fullscreenElement ? document.exitFullscreen() : host.requestFullscreen()));
  document.addEventListener('fullscreenchange', () => {
    const on = document.fullscreenElement === host;
    button.setAttribute('aria-pressed', String(on));
    page.dataset.full = String(on);
  });
}

const host = document.getElementById('asterisk-wallboard');
if (host) {
  Promise.all([openShadowTree(host), labelsOfPage(host.dataset.base ?? '')]).then(([page, labels]) => start(host.dataset, page, labels));
}
