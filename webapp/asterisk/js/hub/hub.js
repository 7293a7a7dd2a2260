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
/** @import {Link, State} from '../state/types.js' */
/** @import {FromPage, ToPage} from './messages.js' */
/** @import {Page} from './pages.js' */
import { RequestFailed } from '../common/requestFailed.js';
import { createStore } from '../state/store.js';
import { createExpiry } from './expiry.js';
import { createPace } from './pace.js';
import { createPages } from './pages.js';

/** Interval of pings to each page, ms; a page that is silent for 2.5 intervals is forgotten. */
const PING_EVERY = 5_000;
/** A timer that is later than this, ms, means that the computer slept: the socket may be dead unnoticed. */
const SLEPT = 20_000;
/** The close of the previous session can arrive this long after the page of the next one has joined, ms. */
const LATE_CLOSE = 3_000;
/** Phases that end only by an action of the user. */
const FINAL = ['SIGNED_OUT', 'REFUSED', 'REPLACED', 'LOCKED'];

/**
 * @typedef {Pick<import('./socket.js').CallSocket, 'connect' | 'retryNow' | 'request'>} Socket
 * @typedef {{postMessage: (message: ToPage) => void, forgotten?: () => void}} Port  the way to one page
 * @typedef {object} World
 * @property {() => number} now  ms since 1970
 * @property {(task: () => void, ms: number) => any} later
 * @property {() => boolean} [hidden]  the hub runs in a page in the background, where short timers come late
 */

/** @type {World} */
const BROWSER = { now: () => Date.now(), later: (task, ms) => setTimeout(task, ms), hidden: () => globalThis.document?.hidden === true };

/**
 * The single connection of a browser to the server. Keeps the socket and the state, sends every page what changes of the state,
 * forwards the pages' requests, and selects the one page that rings. Runs in a shared worker, or in one of the pages (election.js).
 */
export class Hub {
  #started = false;
  #ticked;
  /** When a page last reported a signed-in user, ms. */
  #opened = -Infinity;
  /** @type {Page | undefined} the page that rings and notifies */
  #active;
  #focused = false;

  /**
   * @param {(listener: {message: (message: any) => void, link: (link: Link) => void}) => Socket} open
   * @param {World} [world]
   */
  constructor(open, world = BROWSER) {
    this.world = world;
    this.pages = createPages(world.now);
    this.pace = createPace(() => this.pages.each((page) => this.#send(page)), world);
    const expire = createExpiry((callId) => this.store.apply({ type: 'EXPIRED', callId }), world.later);
    this.store = createStore((state, before) => {
      expire(state, before);
      this.pace.changed(state.link !== before.link);
    });
    this.socket = open({ message: (message) => this.store.apply(message), link: (link) => this.#linked(link) });
    this.#ticked = world.now();
    world.later(() => this.#tick(), PING_EVERY);
  }

  /**
   * @param {Port} port
   * @param {FromPage} message
   */
  receive(port, message) {
    this.#checkSleep();
    const page = this.pages.seen(port);
    switch (message.type) {
      case 'JOIN': this.#joined(page, message); break;
      case 'LEAVE': this.pages.forget(port); this.#update(); break;
      case 'CHANGE': this.#changed(page, message.change); break;
      case 'REQUEST': this.#forward(page, message); break;
      case 'CONNECT': this.#connect(); break;
      case 'FOCUS': this.#focus(page, message); break;
      default: // PONG: its arrival is enough
    }
  }

  /**
   * Sends what has changed since the page was sent something last: copying a state takes longer than most changes are worth.
   *
   * @param {Page} page
   */
  #send(page) {
    const { state } = this.store;
    const tab = { active: page === this.#active, focused: this.#focused };
    page.port.postMessage({ type: 'STATE', state: changedParts(page.sent, state), applied: page.applied, asked: page.asked, tab });
    page.sent = state;
  }

  /**
   * Sends the state to all pages if the active page or the focus has changed, else only to the given page.
   *
   * @param {Page} [page]
   */
  #update(page) {
    const same = this.#active === this.pages.activePage() && this.#focused === this.pages.focused();
    this.#active = this.pages.activePage();
    this.#focused = this.pages.focused();
    if (!same) {
      this.pages.each((other) => this.#send(other));
    } else if (page) {
      this.#send(page);
    }
  }

  /**
   * Handles a page that is new, or was suspended and needs the state.
   *
   * @param {Page} page
   * @param {Extract<FromPage, {type: 'JOIN'}>} message
   */
  #joined(page, { asked, applied, focused, user, language, silent = false }) {
    Object.assign(page, { asked, applied, focused, silent, sent: null });
    const { link, user: known, language: spoken } = this.store.state;
    if (user !== undefined) {
      this.#opened = this.world.now();
    }
    const otherUser = user !== undefined && (FINAL.includes(link.phase) || known && known.userLoginId !== user);
    const otherLanguage = language && spoken && !spoken.startsWith(language);
    if (!this.#started || otherUser || otherLanguage) {
      this.#connect();
    }
    this.#update(page);
  }

  /**
   * @param {Page} page
   * @param {import('../state/types.js').Change} change
   */
  #changed(page, change) {
    const before = this.store.state;
    page.applied += 1;
    this.store.apply(change);
    if (this.store.state === before) {
      this.#send(page); // it waits to hear that its change was seen
    }
  }

  /**
   * @param {Page} page
   * @param {Extract<FromPage, {type: 'REQUEST'}>} message
   */
  async #forward({ port }, { id, name, fields }) {
    try {
      const answer = await this.socket.request(name, fields);
      this.pace.flush(); // what came before the answer
      port.postMessage({ type: 'ANSWER', id, answer });
    } catch (failure) {
      const { code, message } = failure instanceof RequestFailed ? failure : new RequestFailed('FAILED');
      this.pace.flush();
      port.postMessage({ type: 'ANSWER', id, failure: { code, message } });
    }
  }

  /**
   * @param {Page} page
   * @param {Extract<FromPage, {type: 'FOCUS'}>} message
   */
  #focus(page, { focused, used }) {
    page.focused = focused;
    page.used = used ? this.world.now() : page.used;
    if (focused) {
      this.socket.retryNow();
    }
    this.#update();
  }

  #connect() {
    this.#started = true;
    this.socket.connect();
  }

  /** @param {Link} link */
  #linked(link) {
    if (link.phase === 'SIGNED_OUT' && this.world.now() - this.#opened < LATE_CLOSE) {
      this.#opened = -Infinity;
      this.#connect();
      return;
    }
    this.store.apply({ type: 'LINK', link });
  }

  #tick() {
    this.#checkSleep();
    this.pages.forgetSilent(PING_EVERY * 2.5);
    this.pages.each((page) => page.port.postMessage({ type: 'PING' }));
    this.#update();
    this.world.later(() => this.#tick(), PING_EVERY);
  }

  /** Detects that the computer slept, before outdated state is sent to pages. */
  #checkSleep() {
    const slept = this.world.now() - this.#ticked > SLEPT;
    this.#ticked = this.world.now();
    if (slept && this.#started && !FINAL.includes(this.store.state.link.phase)) {
      this.#connect();
    }
  }
}

/**
 * @param {State | null} before  null for nothing
 * @param {State} state
 * @returns {Partial<State>}
 */
function changedParts(before, state) {
  return before ? Object.fromEntries(Object.entries(state).filter(([name, part]) => part !== before[/** @type {keyof State} */ (name)])) : state;
}
