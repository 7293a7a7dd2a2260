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
/** Stands in for the browser around CallSocket: sockets that the test opens and closes, time that the test moves. */
export class FakeWorld {
  /** @type {FakeSocket[]} */
  sockets = [];
  /** @type {{at: number, task: () => void}[]} */
  #timers = [];
  time = 0;
  chance = 1;
  network = new EventTarget();

  open = (/** @type {string} */ url) => {
    const socket = new FakeSocket(url);
    this.sockets.push(socket);
    return /** @type {any} */ (socket);
  };

  now = () => this.time;

  random = () => this.chance;

  later = (/** @type {() => void} */ task, /** @type {number} */ ms) => {
    const timer = { at: this.time + ms, task };
    this.#timers.push(timer);
    return timer;
  };

  cancel = (/** @type {any} */ timer) => {
    this.#timers = this.#timers.filter((other) => other !== timer);
  };

  /** The socket opened last. */
  get socket() {
    return this.sockets[this.sockets.length - 1];
  }

  /** @param {number} ms */
  pass(ms) {
    const end = this.time + ms;
    for (let due = this.#nextBefore(end); due; due = this.#nextBefore(end)) {
      this.time = Math.max(this.time, due.at); // later than due where the machine slept
      this.cancel(due);
      due.task();
    }
    this.time = end;
  }

  /** @param {number} end */
  #nextBefore(end) {
    return this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

class FakeSocket {
  /** @type {any[]} */
  sent = [];
  closed = false;
  /** The network swallows everything. */
  dead = false;
  /** @type {((event: {data: string}) => void) | null} */
  onmessage = null;
  /** @type {((event: {code: number}) => void) | null} */
  onclose = null;

  /** @param {string} url */
  constructor(url) {
    this.url = url;
  }

  /** Says at once that it is there when it is asked. @param {string} text */
  send(text) {
    const message = JSON.parse(text);
    if (message.type !== 'ALIVE') {
      this.sent.push(message);
    } else if (!this.dead) {
      this.says({ type: 'OK', re: message.id });
    }
  }

  close() {
    this.closed = true;
  }

  /** @param {unknown} message */
  says(message) {
    this.onmessage?.({ data: typeof message === 'string' ? message : JSON.stringify(message) });
  }

  /** @param {number} code */
  closes(code) {
    this.onclose?.({ code });
  }
}
