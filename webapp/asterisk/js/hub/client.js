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
/** @import {Change, State} from '../state/types.js' */
/** @import {FromPage, ToPage} from './messages.js' */
import { RequestFailed } from '../common/requestFailed.js';
import { sameParts } from '../common/sameParts.js';
import { PAGE_CHANGES, emptyState, pagePart, reduce } from '../state/store.js';

/** Interval at which the page notes the time, ms; it also does so at each message, as browsers slow down timers of hidden pages. */
const TICK = 1_000;
/** A page that noted no time for this long, ms, was suspended. Longer than the interval of pings. */
const ASLEEP = 15_000;
/** A little longer than the socket's timeout, ms. */
const TIMEOUT = 12_000;

/**
 * @typedef {(receive: (message: ToPage) => void) => (message: FromPage) => void} Transport  returns how to send to the hub
 *
 * @typedef {object} World
 * @property {() => number} now
 * @property {(task: () => void, ms: number) => any} later
 * @property {(timer: any) => void} cancel
 * @property {() => boolean} focused  whether this page has the focus
 */

/**
 * The page's side of the hub: store and socket in one. A change of the page is shown at once and sent to the hub, whose state is
 * authoritative. Changes that concern only this page (`PAGE_CHANGES`) stay here.
 */
export class HubClient {
  /** The last state from the hub. */
  #shared = emptyState();
  /** @type {Change[]} not yet applied by the hub */
  #unseen = [];
  #sent = 0;
  #asked = 0;
  #requests = 0;
  /** @type {Map<number, {resolve: (answer: any) => void, reject: (why: RequestFailed) => void, timer: any}>} */
  #pending = new Map();
  #ticked;
  /** Whether the page never rings, e.g. since it shows no calls to answer. */
  silent = false;
  /** The last FOCUS sent to the hub. */
  #lastFocus = { focused: false, used: -Infinity };

  /**
   * @param {Transport} transport
   * @param {(state: State, before: State) => void} changed
   * @param {World} [world]
   */
  constructor(transport, changed, world = browser()) {
    this.changed = changed;
    this.world = world;
    this.state = emptyState();
    this.send = transport((message) => this.#receive(message));
    this.#ticked = world.now();
    world.later(() => this.#tick(), TICK);
  }

  /**
   * Joins the hub, also after the page was restored from the back/forward cache.
   *
   * @param {string} [user]  who is signed in, if the page knows: then a connection that required a login is retried
   * @param {string} [language]  of this user's session, if the page knows: the language of messages from the server
   */
  join(user, language) {
    this.#ticked = this.world.now();
    this.#ask(user, language);
  }

  leave() {
    this.send({ type: 'LEAVE' });
  }

  /** Reconnects after a phase that only the user can end. */
  connect() {
    this.send({ type: 'CONNECT' });
  }

  /** @param {Change} change */
  apply(change) {
    if (PAGE_CHANGES.has(change.type)) {
      this.#become(reduce(this.state, change));
      return;
    }
    this.#sent += 1;
    this.#unseen.push(change);
    this.send({ type: 'CHANGE', change });
    this.#show(this.state.tab);
  }

  /**
   * See CallSocket.request.
   *
   * @param {string} name
   * @param {Record<string, unknown>} fields
   * @returns {Promise<any>}
   */
  request(name, fields) {
    this.#requests += 1;
    const id = this.#requests;
    return new Promise((resolve, reject) => {
      const timer = this.world.later(() => this.#settle(id, undefined, { code: 'SILENT', message: '' }), TIMEOUT);
      this.#pending.set(id, { resolve, reject, timer });
      this.send({ type: 'REQUEST', id, name, fields });
    });
  }

  /**
   * Reports that the user uses this page, or that the focus has changed.
   *
   * @param {boolean} used
   */
  focus(used) {
    const focused = this.world.focused();
    const report = used && this.world.now() - this.#lastFocus.used > TICK;
    if (report || focused !== this.#lastFocus.focused) {
      this.#lastFocus = { focused, used: report ? this.world.now() : this.#lastFocus.used };
      this.send({ type: 'FOCUS', focused, used: report });
    }
  }

  /** Returns false if the page was suspended; it then requests the state. */
  checkAwake() {
    const suspended = this.world.now() - this.#ticked > ASLEEP;
    this.#ticked = this.world.now();
    if (suspended) {
      this.#ask();
    }
    return !suspended;
  }

  #tick() {
    this.checkAwake();
    this.world.later(() => this.#tick(), TICK);
  }

  /**
   * Requests the state. Until the answer arrives the page shows the old state and neither rings nor notifies.
   *
   * @param {string} [user]
   * @param {string} [language]
   */
  #ask(user, language) {
    this.#asked += 1;
    this.#unseen = [];
    this.#lastFocus = { ...this.#lastFocus, focused: this.world.focused() };
    const silent = this.silent ? { silent: true } : {};
    const who = { ...silent, ...(user === undefined ? {} : { user }), ...(language === undefined ? {} : { language }) };
    this.send({ type: 'JOIN', asked: this.#asked, applied: this.#sent, focused: this.#lastFocus.focused, ...who });
    this.#show({ ...this.state.tab, active: false });
  }

  /** @param {ToPage} message */
  #receive(message) {
    if (!this.checkAwake()) {
      return; // outdated: the state was just requested
    }
    if (message.type === 'STATE' && message.asked === this.#asked) {
      this.#unseen = this.#unseen.slice(this.#unseen.length - (this.#sent - message.applied));
      this.#shared = sameParts(this.#shared, { ...this.#shared, ...message.state });
      this.#show(message.tab);
    } else if (message.type === 'ANSWER') {
      this.#settle(message.id, message.answer, message.failure);
    } else if (message.type === 'PING') {
      this.send({ type: 'PONG' });
    } else if (message.type === 'HUB') {
      [...this.#pending.keys()].forEach((id) => this.#settle(id, undefined, { code: 'LOST', message: '' }));
      this.#ask();
    }
  }

  /**
   * @param {number} id
   * @param {any} answer
   * @param {{code: string, message: string}} [failure]
   */
  #settle(id, answer, failure) {
    const request = this.#pending.get(id);
    this.#pending.delete(id);
    this.world.cancel(request?.timer);
    if (failure) {
      request?.reject(new RequestFailed(failure.code, failure.message));
    } else {
      request?.resolve(answer);
    }
  }

  /** @param {State['tab']} tab */
  #show(tab) {
    const ours = this.state.user === null || this.state.user.userLoginId === this.#shared.user?.userLoginId;
    const own = pagePart(ours ? this.state : emptyState());
    this.#become({ ...this.#unseen.reduce(reduce, this.#shared), ...own, tab });
  }

  /** @param {State} state */
  #become(state) {
    const before = this.state;
    this.state = state;
    this.changed(state, before);
  }
}

/** @returns {World} */
function browser() {
  return {
    now: () => Date.now(),
    later: (task, ms) => setTimeout(task, ms),
    cancel: (timer) => clearTimeout(timer),
    focused: () => document.visibilityState === 'visible' && document.hasFocus(),
  };
}

/**
 * Reports events of the page to the hub: use, focus, suspending and resuming.
 *
 * @param {HubClient} client
 * @param {Window} [window]
 */
export function followPage(client, window = globalThis.window) {
  const page = window.document;
  ['pointerdown', 'keydown'].forEach((name) => page.addEventListener(name, () => client.focus(true), { capture: true, passive: true }));
  page.addEventListener('visibilitychange', () => client.focus(false));
  window.addEventListener('blur', () => client.focus(false));
  window.addEventListener('focus', () => client.focus(false));
  page.addEventListener('resume', () => client.join());
  window.addEventListener('pagehide', () => client.leave());
  window.addEventListener('pageshow', (event) => event.persisted && client.join());
}
