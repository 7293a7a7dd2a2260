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
/** Registers again after so many seconds, before the PBX forgets the phone. */
const REGISTER = 120;
/** Between two tries to connect, s: at first and at most. */
const RETRIES = [2, 8];
/** A PBX that hasn't said anything for so long, ms, isn't reached by this connection any more. */
const SILENCE = 4_000;

/**
 * The connection of a phone to its PBX. A network that changes or fails often leaves it open, with nothing coming through: such a connection is
 * given up for a new one.
 */
export class SipLine {
  #socket;
  #uri;
  /** @type {any} */
  #opening = null;

  /**
   * @param {any} JsSIP
   * @param {import('./sipClient.js').Account} account
   */
  constructor(JsSIP, account) {
    this.#uri = account.uri;
    this.#socket = new JsSIP.WebSocketInterface(account.socketUrl);
    this.ua = new JsSIP.UA({
      sockets: [this.#socket], uri: account.uri, password: account.password, display_name: account.displayName, register_expires: REGISTER,
      session_timers: false, connection_recovery_min_interval: RETRIES[0], connection_recovery_max_interval: RETRIES[1],
      user_agent: 'OFBiz page phone',
    });
    const opened = () => clearTimeout(this.#opening);
    this.ua.on('connecting', () => {
      opened();
      this.#opening = setTimeout(() => this.#giveUp(), SILENCE);
    });
    this.ua.on('connected', opened);
    this.ua.on('disconnected', opened);
    this.ua.on('registrationFailed', (/** @type {any} */ { response }) => {
      if (!response) {
        this.#giveUp();
      }
    });
    globalThis.addEventListener?.('online', this.#check);
  }

  /** Another network may have come. */
  #check = () => {
    this.answers();
  };

  start() {
    this.ua.start();
  }

  stop() {
    globalThis.removeEventListener?.('online', this.#check);
    clearTimeout(this.#opening);
    this.ua.stop();
  }

  /**
   * Asks the PBX whether it is there.
   *
   * @returns {Promise<boolean>} false where nothing is connected, and where no answer comes: then there will be a new connection
   */
  answers() {
    if (!this.ua.isConnected()) {
      return Promise.resolve(false);
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        resolve(false);
        this.#giveUp();
      }, SILENCE);
      const answered = (/** @type {any} */ { response }) => {
        clearTimeout(timer); // also if the connection has ended meanwhile
        resolve(Boolean(response));
      };
      this.ua.sendOptions(this.#uri, '', { eventHandlers: { succeeded: answered, failed: answered } });
    });
  }

  /** As if the network had closed it. */
  #giveUp() {
    if (this.#socket.isConnected() || this.#socket.isConnecting()) {
      this.#socket.disconnect();
      this.#socket.ondisconnect(true, 1006, 'nothing comes through');
    }
  }
}
