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
/** @import {PhoneChange, Problem} from './phoneState.js' */
import { isBroken, isConnected } from './callSound.js';
import { whyNoPath } from './noPath.js';

/** Sound that has stopped this long, ms, is connected again. */
const BROKEN = 2_000;
const LOST = 5_000; // after this much more, the other end has heard nothing for too long
/** The server keeps the other end for 10 seconds. A call whose sound isn't back after this time, ms, is somebody else's. */
const KEPT = 12_000;
/** A call that has been answered for so long, ms, and never had sound won't have any. */
const SILENT = 6_000;

/**
 * What it needs of the phone.
 *
 * @typedef {object} Phone
 * @property {() => any} session  the call of the library; null for none
 * @property {any} ua
 * @property {import('./sipLine.js').SipLine} line
 * @property {() => RTCIceServer[]} iceServers
 * @property {(change: PhoneChange) => void} hear
 * @property {() => Promise<any>} leave  has the other end kept; from then on the phone is away
 * @property {(problem: Problem) => void} drop  ends the call here
 * @property {() => void} askBack  asks for a call that was kept, if the phone was away
 */

/** Sees to the sound of the phone's calls: connects it again, and has the other end kept where there is none. */
export class SoundKeeper {
  #phone;
  /** Whether the sound of the call has ever found its way. */
  #sounds = false;
  /** @type {any} the call that was given up */
  #given = null;

  /** @param {Phone} phone */
  constructor(phone) {
    this.#phone = phone;
  }

  get sounds() {
    return this.#sounds;
  }

  /** A call begins. */
  begin() {
    this.#sounds = false;
  }

  /**
   * @param {any} session
   * @param {RTCPeerConnection} connection
   */
  listen(session, connection) {
    connection.addEventListener('iceconnectionstatechange', (event) => {
      if (connection.iceConnectionState === 'failed' && !this.#sounds) {
        event.stopImmediatePropagation(); // the library would end the call, and the other end with it
        this.#giveUp(session);
      }
    }, { capture: true });
    connection.addEventListener('iceconnectionstatechange', () => {
      const broken = isBroken(connection);
      this.#sounds ||= isConnected(connection);
      this.#phone.hear({ type: 'BROKEN', broken });
      if (broken) {
        setTimeout(() => this.#repair(session), BROKEN);
        setTimeout(() => this.#keep(session), BROKEN + LOST);
      } else if (this.#sounds) {
        this.#phone.askBack();
      }
    });
    session.on('confirmed', () => setTimeout(() => this.#giveUp(session), SILENT));
  }

  /** Finds a new way for the sound of a call that has lost it. */
  reconnect() {
    const session = this.#phone.session();
    if (isBroken(session?.connection) && this.#phone.ua.isRegistered()) {
      session.renegotiate({ rtcOfferConstraints: { iceRestart: true } });
    }
  }

  /**
   * A request to a PBX that doesn't answer would end the call later, so it is asked first. Without an answer, there is a new registration.
   *
   * @param {any} session
   */
  async #repair(session) {
    if (this.#isBroken(session) && await this.#phone.line.answers()) {
      this.reconnect();
    }
  }

  /**
   * The other end hears music while this phone has no sound.
   *
   * @param {any} session
   */
  #keep(session) {
    if (this.#isBroken(session)) {
      this.#phone.leave();
      setTimeout(() => {
        if (this.#isBroken(session)) {
          this.#phone.drop('CALL_LOST');
        }
      }, KEPT);
    }
  }

  /**
   * The other end hears music rather than nothing, and another phone or the group gets it. The next try of this phone would end the same way.
   *
   * @param {any} session
   */
  async #giveUp(session) {
    const silent = () => this.#phone.session() === session && !this.#sounds;
    if (silent() && this.#given !== session) {
      this.#given = session;
      this.#phone.hear({ type: 'BROKEN', broken: true });
      const [problem] = await Promise.all([whyNoPath(this.#phone.iceServers()), this.#phone.leave()]);
      if (silent()) {
        this.#phone.drop(problem);
      }
    }
  }

  /** @param {any} session */
  #isBroken(session) {
    return this.#phone.session() === session && isBroken(session.connection);
  }
}
