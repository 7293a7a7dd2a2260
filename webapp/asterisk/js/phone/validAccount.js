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

/** Passwords of TURN servers end 12 hours after they were made. New ones are asked for when these are so old, ms. */
const OLD = 6 * 3_600_000;

/** @import {Account} from './sipClient.js' */
/** What a phone registers with. A page stays open for longer than that is valid. */
export class ValidAccount {
  #ua;
  #renew;
  /** When it was made, ms. */
  #madeAt = Date.now();
  /** Whether the PBX may have a newer password than this page: the answer that brings it was lost, or is on its way. */
  #outdated = false;
  /** One is asked for after the other, so that the last answer has the password of the PBX. @type {Promise<boolean>} */
  #last = Promise.resolve(false);

  /**
   * @param {Account} account
   * @param {any} ua  of JsSIP
   * @param {() => Promise<Account>} renew  asks for a new one
   */
  constructor(account, ua, renew) {
    this.now = account;
    this.#ua = ua;
    this.#renew = renew;
  }

  /** The phone has registered. The PBX takes a new password with the next registration. */
  async registered() {
    const before = this.#madeAt;
    if (Date.now() - before > OLD) {
      this.#madeAt = Date.now();
      this.#outdated = true;
      if (!await this.#renewed()) {
        this.#madeAt = before; // the next registration tries again
      }
    }
  }

  /** The PBX has refused the registration. If it may have got a new password, none with the old one would ever succeed. */
  async refused() {
    if (this.#outdated) {
      this.#outdated = false; // once for each renewal that failed
      if (await this.#renewed()) {
        this.#madeAt = Date.now();
        this.#ua.register();
      } else {
        this.#outdated = true;
      }
    }
  }

  /** @returns {Promise<boolean>} whether there is a new one */
  #renewed() {
    this.#last = this.#last.then(() => this.#ask());
    return this.#last;
  }

  async #ask() {
    try {
      this.now = await this.#renew();
    } catch {
      return false;
    }
    this.#outdated = false;
    this.#ua.set('password', this.now.password);
    return true;
  }
}
