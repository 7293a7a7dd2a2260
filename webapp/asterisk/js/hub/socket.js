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
/** @import {Link} from '../state/types.js' */
import { RequestFailed } from '../common/requestFailed.js';

/** First and longest delay before reconnecting, ms. Half of each is random, so that not all browsers reconnect at once. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
/** Timeout for HELLO and for answers, ms. */
const TIMEOUT = 10_000;
/** Time without a message after which the server is pinged, ms: a dead network connection is otherwise not noticed. */
const QUIET = 15_000;

/** Close codes after which the socket does not reconnect automatically; see docs/push-protocol.md. */
const FINAL = Object.freeze({ 4401: 'SIGNED_OUT', 4403: 'REFUSED', 4409: 'REPLACED', 4410: 'SIGNED_OUT', 4411: 'REPLACED', 4423: 'LOCKED' });
const TOO_MANY = 4429;

/**
 * The environment of the socket, replaced in tests.
 *
 * @typedef {object} World
 * @property {(url: string) => WebSocket} open
 * @property {() => number} now            ms since 1970
 * @property {() => number} random         0 to 1
 * @property {(task: () => void, ms: number) => any} later
 * @property {(timer: any) => void} cancel
 * @property {Pick<EventTarget, 'addEventListener'>} network  fires `online` and `offline`
 */

/** @returns {World} */
function browser() {
  return {
    open: (url) => new WebSocket(url),
    now: () => Date.now(),
    random: () => Math.random(),
    later: (task, ms) => setTimeout(task, ms),
    cancel: (timer) => clearTimeout(timer),
    network: globalThis,
  };
}

/** The WebSocket to the call center: reconnects after a loss, and matches answers with requests. */
export class CallSocket {
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {any} timeout of the server, or delay before reconnecting */
  #timer = null;
  #failures = 0;
  #requests = 0;
  /** @type {Link['phase']} */
  #phase = 'CONNECTING';
  /** @type {Map<string, {resolve: (answer: any) => void, reject: (why: RequestFailed) => void, timer: any}>} */
  #pending = new Map();

  /**
   * @param {string} url
   * @param {{message: (message: any) => void, link: (link: Link) => void}} listener
   *   message: all messages except answers; link: each change of the connection, CONNECTED after HELLO was passed on
   * @param {World} [world]
   */
  constructor(url, listener, world = browser()) {
    this.url = url;
    this.listener = listener;
    this.world = world;
    world.network.addEventListener('online', () => this.retryNow());
    world.network.addEventListener('offline', () => this.#offline());
  }

  /** Connects; also used to take the console back after REPLACED. */
  connect() {
    this.#drop();
    this.#setPhase('CONNECTING');
    const socket = this.world.open(this.url);
    this.#socket = socket;
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = (event) => this.#closed(event.code);
    this.#timer = this.world.later(() => this.#lost(), TIMEOUT);
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @param {string} type
   * @param {Record<string, unknown>} fields
   * @returns {Promise<any>} the answer, OK or URL
   * @throws {RequestFailed} (as rejection)
   */
  request(type, fields) {
    const socket = this.#socket;
    if (!socket || this.#phase !== 'CONNECTED') {
      return Promise.reject(new RequestFailed('OFFLINE'));
    }
    this.#requests += 1;
    const id = String(this.#requests);
    return new Promise((resolve, reject) => {
      const timer = this.world.later(() => this.#fail(id, 'SILENT'), TIMEOUT);
      this.#pending.set(id, { resolve, reject, timer });
      socket.send(JSON.stringify({ type, id, ...fields }));
    });
  }

  /** @param {string} text */
  #receive(text) {
    const message = parse(text);
    if (!message) {
      return;
    }
    if (message.type === 'HELLO' || this.#phase === 'CONNECTED') {
      this.world.cancel(this.#timer);
      this.#timer = this.world.later(() => this.#checkAlive(), QUIET);
    }
    if (message.type === 'HELLO') {
      this.#failures = 0;
      this.listener.message(message);
      this.#setPhase('CONNECTED');
    } else if (message.re !== undefined) {
      this.#answer(message);
    } else {
      this.listener.message(message);
    }
  }

  #checkAlive() {
    this.request('ALIVE', {}).catch((failure) => failure.code === 'SILENT' && this.#lost());
  }

  /** @param {any} message */
  #answer(message) {
    const request = this.#pending.get(message.re);
    if (!request) {
      return;
    }
    this.#pending.delete(message.re);
    this.world.cancel(request.timer);
    if (message.type === 'ERROR') {
      request.reject(new RequestFailed(message.code, message.message));
    } else {
      request.resolve(message);
    }
  }

  /** @param {number} code */
  #closed(code) {
    const final = /** @type {Record<number, Link['phase']>} */ (FINAL)[code];
    if (final) {
      this.#drop();
      this.#setPhase(final);
    } else {
      this.#lost(code === TOO_MANY ? LONGEST_PAUSE : 0);
    }
  }

  /** @param {number} [atLeast]  ms */
  #lost(atLeast = 0) {
    this.#drop();
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#failures);
    this.#failures += 1;
    const wait = Math.max(atLeast, pause * (0.5 + this.world.random() / 2));
    this.#timer = this.world.later(() => this.connect(), wait);
    this.#setPhase('WAITING', this.world.now() + wait);
  }

  /** Reconnects without delay: the network is back, or a page got the focus. */
  retryNow() {
    if (this.#phase === 'WAITING') {
      this.connect();
    }
  }

  /** Browsers notice a dead socket only after minutes. */
  #offline() {
    if (this.#phase === 'CONNECTED' || this.#phase === 'CONNECTING') {
      this.#lost();
    }
  }

  /** Closes the socket and rejects its pending requests. */
  #drop() {
    this.world.cancel(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
    [...this.#pending.keys()].forEach((id) => this.#fail(id, 'LOST'));
  }

  /**
   * @param {string} id
   * @param {string} code
   */
  #fail(id, code) {
    const request = this.#pending.get(id);
    this.#pending.delete(id);
    this.world.cancel(request?.timer);
    request?.reject(new RequestFailed(code));
  }

  /**
   * @param {Link['phase']} phase
   * @param {number} [retryAt]
   */
  #setPhase(phase, retryAt) {
    this.#phase = phase;
    this.listener.link(retryAt === undefined ? { phase } : { phase, retryAt });
  }
}

/**
 * @param {string} text
 * @returns {any} the message; null if it is not valid, as an unknown message of a newer server must not stop the console
 */
function parse(text) {
  try {
    const message = JSON.parse(text);
    return typeof message?.type === 'string' ? message : null;
  } catch {
    return null;
  }
}
