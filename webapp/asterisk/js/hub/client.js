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
/** @import {Change, State} from '../types.js' */
/** @import {FromPage, ToPage} from './messages.js' */
import { RequestFailed } from '../requestFailed.js';
import { PAGE_CHANGES, emptyState, pagePart, reduce } from '../store.js';

/** The page notes the time so often, ms, where timers of hidden pages are not held back; and at each message, pings among them. */
const TICK = 1_000;
/** A page that noted none for so long, ms, was asleep. Longer than some pings take. */
const ASLEEP = 15_000;
/** A little longer than the socket waits for the server. */
const PATIENCE = 12_000;

/**
 * @typedef {(receive: (message: ToPage) => void) => (message: FromPage) => void} Transport  the way to the hub and back
 *
 * @typedef {object} World
 * @property {() => number} now
 * @property {(task: () => void, ms: number) => any} later
 * @property {(timer: any) => void} cancel
 * @property {() => boolean} watched  whether the user looks at this page
 */

/**
 * A page's side of the hub: store and socket in one. What the page changes shows at once, and is told the hub, whose word counts in
 * the end. What only this page shows (`PAGE_CHANGES`) stays here.
 */
export class HubClient {
  /** As the hub told it last. */
  #shared = emptyState();
  /** @type {Change[]} not yet seen by the hub */
  #unseen = [];
  #sent = 0;
  #asked = 0;
  #requests = 0;
  /** @type {Map<number, {resolve: (answer: any) => void, reject: (why: RequestFailed) => void, timer: any}>} */
  #pending = new Map();
  #ticked;
  /** As the hub was told last. */
  #looked = { watched: false, touched: -Infinity };

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
   * Begins, and begins again after the page was put away.
   *
   * @param {string} [user]  who is signed in, where the page knows: then a connection is tried again that needed a log-in
   * @param {string} [language]  of that user's session, where the page knows: the server's words are to be in it
   */
  join(user, language) {
    this.#ticked = this.world.now();
    this.#ask(user, language);
  }

  leave() {
    this.send({ type: 'LEAVE' });
  }

  /** Connects again where only the user may say so. */
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
   * As CallSocket's.
   *
   * @param {string} name
   * @param {Record<string, unknown>} fields
   * @returns {Promise<any>}
   */
  request(name, fields) {
    this.#requests += 1;
    const id = this.#requests;
    return new Promise((resolve, reject) => {
      const timer = this.world.later(() => this.#settle(id, undefined, { code: 'SILENT', message: '' }), PATIENCE);
      this.#pending.set(id, { resolve, reject, timer });
      this.send({ type: 'REQUEST', id, name, fields });
    });
  }

  /**
   * The user does something here, or looks here or elsewhere.
   *
   * @param {boolean} touched
   */
  looks(touched) {
    const watched = this.world.watched();
    const news = touched && this.world.now() - this.#looked.touched > TICK;
    if (news || watched !== this.#looked.watched) {
      this.#looked = { watched, touched: news ? this.world.now() : this.#looked.touched };
      this.send({ type: 'LOOKS', watched, touched: news });
    }
  }

  /** False where time has passed without us: then the state is asked for. */
  awake() {
    const asleep = this.world.now() - this.#ticked > ASLEEP;
    this.#ticked = this.world.now();
    if (asleep) {
      this.#ask();
    }
    return !asleep;
  }

  #tick() {
    this.awake();
    this.world.later(() => this.#tick(), TICK);
  }

  /**
   * Asks how things stand. Until the answer is here the page shows what it knew, and neither rings nor notifies.
   *
   * @param {string} [user]
   * @param {string} [language]
   */
  #ask(user, language) {
    this.#asked += 1;
    this.#unseen = [];
    this.#looked = { ...this.#looked, watched: this.world.watched() };
    const who = { ...(user === undefined ? {} : { user }), ...(language === undefined ? {} : { language }) };
    this.send({ type: 'JOIN', asked: this.#asked, applied: this.#sent, watched: this.#looked.watched, ...who });
    this.#show({ ...this.state.tab, duty: false });
  }

  /** @param {ToPage} message */
  #receive(message) {
    if (!this.awake()) {
      return; // what came while we slept is old: the answer to our new question follows
    }
    if (message.type === 'STATE' && message.asked === this.#asked) {
      this.#unseen = this.#unseen.slice(this.#unseen.length - (this.#sent - message.applied));
      this.#shared = message.state;
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
    watched: () => document.visibilityState === 'visible' && document.hasFocus(),
  };
}

/**
 * Tells the hub, through the client, what happens to the page: touched, looked at, put away, woken.
 *
 * @param {HubClient} client
 * @param {Window} [window]
 */
export function followPage(client, window = globalThis.window) {
  const page = window.document;
  ['pointerdown', 'keydown'].forEach((name) => page.addEventListener(name, () => client.looks(true), { capture: true, passive: true }));
  page.addEventListener('visibilitychange', () => client.looks(false));
  window.addEventListener('blur', () => client.looks(false));
  window.addEventListener('focus', () => client.looks(false));
  page.addEventListener('resume', () => client.join());
  window.addEventListener('pagehide', () => client.leave());
  window.addEventListener('pageshow', (event) => event.persisted && client.join());
}
