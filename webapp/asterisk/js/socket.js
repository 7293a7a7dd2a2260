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
/** @import {Link} from './types.js' */
import { RequestFailed } from './requestFailed.js';

/** First and longest pause before connecting again, ms. Half of each is left to chance, so that not all browsers return at once. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
/** How long the server may take to say HELLO, or to answer a request, ms. */
const PATIENCE = 10_000;
/** After so long without a word, ms, the server is asked whether it is there: a network that swallows everything tells nobody. */
const QUIET = 15_000;

/** Close codes after which connecting again by ourselves would be wrong; docs/push-protocol.md tells why the server uses them. */
const FINAL = Object.freeze({ 4401: 'SIGNED_OUT', 4403: 'REFUSED', 4409: 'REPLACED', 4410: 'SIGNED_OUT', 4411: 'REPLACED' });
const TOO_MANY = 4429;

/**
 * What the socket needs of its surroundings; tests bring their own.
 *
 * @typedef {object} World
 * @property {(url: string) => WebSocket} open
 * @property {() => number} now            ms since 1970
 * @property {() => number} random         0 to 1
 * @property {(task: () => void, ms: number) => any} later
 * @property {(timer: any) => void} cancel
 * @property {Pick<EventTarget, 'addEventListener'>} network  says `online` and `offline`
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

/** Keeps one connection to the call centre, comes back after a loss, and pairs requests with their answers. */
export class CallSocket {
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {any} runs out when the server is silent, or when it is time to connect again */
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
   *   message: everything but answers; link: each change of the connection, CONNECTED once HELLO was passed on
   * @param {World} [world]
   */
  constructor(url, listener, world = browser()) {
    this.url = url;
    this.listener = listener;
    this.world = world;
    world.network.addEventListener('online', () => this.hurry());
    world.network.addEventListener('offline', () => this.#offline());
  }

  /** Connects; also how the user takes the console back after REPLACED. */
  connect() {
    this.#drop();
    this.#tell('CONNECTING');
    const socket = this.world.open(this.url);
    this.#socket = socket;
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = (event) => this.#closed(event.code);
    this.#timer = this.world.later(() => this.#lost(), PATIENCE);
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
      const timer = this.world.later(() => this.#fail(id, 'SILENT'), PATIENCE);
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
      this.#timer = this.world.later(() => this.#areYouThere(), QUIET);
    }
    if (message.type === 'HELLO') {
      this.#failures = 0;
      this.listener.message(message);
      this.#tell('CONNECTED');
    } else if (message.re !== undefined) {
      this.#answer(message);
    } else {
      this.listener.message(message);
    }
  }

  #areYouThere() {
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
      this.#tell(final);
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
    this.#tell('WAITING', this.world.now() + wait);
  }

  /** The network is back, or the user looks at a page again: no reason to wait any longer. */
  hurry() {
    if (this.#phase === 'WAITING') {
      this.connect();
    }
  }

  /** Without network the browser would notice a dead socket only after minutes. */
  #offline() {
    if (this.#phase === 'CONNECTED' || this.#phase === 'CONNECTING') {
      this.#lost();
    }
  }

  /** Lets go of the socket, and fails what it did not answer. */
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
  #tell(phase, retryAt) {
    this.#phase = phase;
    this.listener.link(retryAt === undefined ? { phase } : { phase, retryAt });
  }
}

/**
 * @param {string} text
 * @returns {any} the message, or null for what is none: a newer server's surprise must not stop the console
 */
function parse(text) {
  try {
    const message = JSON.parse(text);
    return typeof message?.type === 'string' ? message : null;
  } catch {
    return null;
  }
}
