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
import { followCall } from './callEvents.js';
import { measureSound } from './callSound.js';
import { haveRelay, takenServers, whyNoPath } from './noPath.js';
import { answersItself } from './phoneState.js';
import { SipLine } from './sipLine.js';
import { SoundKeeper } from './soundKeeper.js';
import { ValidAccount } from './validAccount.js';

/** A call that the server gives back comes within this time, ms. */
const RETURN = 20_000;

/**
 * What the page is told to register with.
 *
 * @typedef {{name: string, displayName: string, socketUrl: string, uri: string, password: string, iceServers: RTCIceServer[],
 *   echoNumber: string}} Account
 * @typedef {{microphone: string, speaker: string, ringer: string}} Devices  ids; '' for the browser's choice
 */

/** A phone by SIP over WebSocket, with JsSIP. One call at a time: a second one is busy. */
export class SipClient {
  /** @type {any} */
  #session = null;
  #sound;
  #account;
  #devices;
  #hear;
  #line;
  #ua;
  #takeUp;
  #measured;
  #keeper;
  #muted; // whether the call that comes back is so
  /** Whether the PBX didn't know of this phone before the next registration. */
  #away = true;
  /** Whether the PBX has ever taken the connection. */
  #reached = false;
  /** Until when the call from before may come again, ms. */
  #returnsUntil = 0;

  /**
   * @param {any} JsSIP
   * @param {Account} account
   * @param {{devices: () => Devices, sound: HTMLAudioElement, muted: boolean, takeUp: (inCall: boolean) => Promise<boolean>,
   *   leave: () => Promise<any>, measured: (quality: import('./quality.js').Quality) => void, renew: () => Promise<Account>}} tools  takeUp asks
   *   for the call that was kept for this phone; leave has a call kept; measured is told what a call was like; renew asks for a new account
   * @param {(change: PhoneChange) => void} hear
   */
  constructor(JsSIP, account, { devices, sound, muted, takeUp, leave, measured, renew }, hear) {
    this.#measured = measured;
    this.#muted = muted;
    this.#takeUp = takeUp;
    this.#devices = devices;
    this.#hear = hear;
    this.#sound = sound;
    this.#line = new SipLine(JsSIP, account);
    this.#ua = this.#line.ua;
    this.#account = new ValidAccount(account, this.#ua, renew);
    this.#keeper = new SoundKeeper({
      session: () => this.#session, ua: this.#ua, line: this.#line, iceServers: () => this.#account.now.iceServers, hear,
      leave: () => {
        this.#away = true;
        return leave();
      },
      drop: (problem) => this.#drop(problem), askBack: () => this.#askBack(),
    });
    this.#ua.on('connected', () => {
      this.#reached = true;
      hear({ type: 'CONNECTING' });
    });
    this.#ua.on('disconnected', () => {
      this.#away = true;
      hear({ type: 'FAILED', problem: this.#reached ? 'NO_SOCKET' : 'NO_GATEWAY' });
    });
    this.#ua.on('registered', () => {
      hear({ type: 'READY', testable: Boolean(account.echoNumber) });
      this.#keeper.reconnect();
      this.#askBack();
      this.#account.registered();
    });
    this.#ua.on('registrationFailed', (/** @type {any} */ { response }) => {
      hear({ type: 'FAILED', problem: response ? 'NOT_ACCEPTED' : 'NO_SOCKET' });
      if (response) {
        this.#account.refused();
      }
    });
    this.#ua.on('newRTCSession', (/** @type {any} */ event) => (event.originator === 'remote' ? this.#rings(event) : this.#follow(event.session)));
  }

  start() {
    this.#line.start();
  }

  /** Ends the call, and gives the registration up. */
  stop() {
    this.#line.stop();
    this.#sound.srcObject = null;
  }

  answer() {
    if (this.#session?.isInProgress()) {
      this.#answer();
    }
  }

  /**
   * Calls the echo of the PBX.
   *
   * @param {string} caller  how the page names it
   */
  test(caller) {
    const { echoNumber, uri } = this.#account.now;
    if (!this.#session && echoNumber) {
      this.#hear({ type: 'RINGS', caller, automatic: true });
      this.#hear({ type: 'ANSWERS' });
      this.#ua.call(`sip:${encodeURIComponent(echoNumber)}@${uri.split('@')[1]}`, this.#media());
    }
  }

  /** Declines a call that rings, ends another. */
  hangUp() {
    this.#session?.terminate(this.#session.isInProgress() && this.#session.direction === 'incoming' ? { status_code: 486 } : {});
  }

  /** @param {boolean} muted */
  mute(muted) {
    if (muted) {
      this.#session?.mute();
    } else {
      this.#session?.unmute();
    }
  }

  /** @param {boolean} held */
  hold(held) {
    if (held) {
      this.#session?.hold();
    } else {
      this.#session?.unhold();
    }
  }

  /** @param {string} keys */
  send(keys) {
    this.#session?.sendDTMF(keys, { transportType: 'RFC2833' });
  }

  useSpeaker() {
    const { speaker } = this.#devices();
    /** @type {any} */ (this.#sound).setSinkId?.(speaker).catch(() => {}); // a device that is gone: the browser's choice
  }

  /** @param {any} event */
  #rings({ session, request }) {
    const automatic = answersItself(request.getHeader('Call-Info'));
    const back = automatic && Date.now() < this.#returnsUntil;
    const test = automatic && this.#session?.direction === 'outgoing';
    if (this.#session && !back && !test) {
      session.terminate({ status_code: 486 });
      return;
    }
    this.#returnsUntil = 0;
    this.#muted = back && (this.#session?.isMuted().audio || this.#muted);
    this.#drop();
    this.#follow(session);
    this.#hear({ type: 'RINGS', caller: session.remote_identity.display_name || session.remote_identity.uri.user, automatic });
    if (automatic) {
      this.#answer();
    }
  }

  /**
   * Ends the call without waiting for the PBX: it goes on in another one, or elsewhere.
   *
   * @param {Problem} [problem]
   */
  #drop(problem) {
    const old = this.#session;
    if (old) {
      this.#away &&= problem === undefined || problem === 'CALL_LOST'; // with another problem, the same call would fail again
      this.#over(old, problem);
      old.terminate();
    }
  }

  /** Asks for the call that the server has kept while this phone was away. */
  async #askBack() {
    if (this.#away && this.#ua.isRegistered()) {
      this.#away = false;
      this.#returnsUntil = Date.now() + RETURN;
      if (!await this.#takeUp(this.#session !== null).catch(() => false)) {
        this.#returnsUntil = 0;
      }
    }
  }

  #answer() {
    this.#hear({ type: 'ANSWERS' });
    this.#session.answer(this.#media());
  }

  #media() {
    const { microphone } = this.#devices();
    return { mediaConstraints: { audio: microphone ? { deviceId: { ideal: microphone } } : true, video: false },
      pcConfig: { iceServers: takenServers(this.#account.now.iceServers) } };
  }

  /** @param {any} session */
  #follow(session) {
    this.#session = session;
    this.#keeper.begin();
    followCall(session, {
      hear: this.#hear, over: (problem) => this.#over(session, problem), listen: (connection) => this.#listen(session, connection),
      sounded: () => this.#keeper.sounds, muted: () => this.#muted, relayed: haveRelay(this.#account.now.iceServers),
    });
  }

  /**
   * @param {any} session
   * @param {Problem} [problem]
   */
  #over(session, problem) {
    if (this.#session === session) {
      this.#session = null;
      this.#sound.srcObject = null;
      this.#hear({ type: 'ENDS', problem });
      if (problem === 'CALL_LOST') {
        this.#askBack(); // a new call may find another way
      } else if (problem === 'NO_PATH') {
        this.#explain();
      }
    }
  }

  /** The page says what exactly kept the sound away, unless a call has come meanwhile. */
  async #explain() {
    const problem = await whyNoPath(this.#account.now.iceServers);
    if (!this.#session) {
      this.#hear({ type: 'ENDS', problem });
    }
  }

  /**
   * @param {any} session
   * @param {RTCPeerConnection} connection
   */
  #listen(session, connection) {
    connection.addEventListener('track', ({ track, streams }) => {
      this.#sound.srcObject = streams[0] ?? new MediaStream([track]);
      this.useSpeaker();
    });
    this.#keeper.listen(session, connection);
    measureSound(connection, () => this.#session === session, (mos) => this.#hear({ type: 'QUALITY', mos })).then(this.#measured);
  }
}
