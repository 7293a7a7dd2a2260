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
import { EventEmitter } from 'node:events';
import { SipClient } from '../../../webapp/asterisk/js/phone/sipClient.js';

class FakeConnection extends EventTarget {
  iceConnectionState = 'new';

  /** Nothing is ever measured. */
  getStats() {
    return new Promise(() => {});
  }
}

/** A call of the library, without any sound. */
export class FakeSession extends EventEmitter {
  direction = 'incoming';
  ended = false;
  /** @type {any[]} */
  did = [];
  remote_identity = { display_name: 'Anna Kask', uri: { user: '3725551234' } };
  /** @type {any} */
  connection = null;
  #muted = false;

  isInProgress() {
    return !this.did.includes('answer');
  }

  answer() {
    this.did.push('answer');
    this.connection = new FakeConnection();
    this.emit('peerconnection', { peerconnection: this.connection });
    this.emit('confirmed', {});
  }

  /** Its sound is so from now on. @param {string} state  of ICE */
  soundIs(state) {
    this.connection.iceConnectionState = state;
    this.connection.dispatchEvent(new Event('iceconnectionstatechange'));
  }

  /** @param {any} [how] */
  terminate(how = {}) {
    this.did.push(`terminate ${how.status_code ?? ''}`.trim());
    this.emit('ended', {});
  }

  isMuted() {
    return { audio: this.#muted };
  }

  mute() {
    this.#muted = true;
    this.emit('muted');
  }

  /** @param {any} options */
  renegotiate(options) {
    this.did.push(options);
  }
}

/**
 * A phone with the library faked.
 *
 * @param {{takeUp?: (inCall: boolean) => Promise<boolean>, leave?: () => void, muted?: boolean, measured?: (quality: any) => void,
 *   renew?: () => Promise<any>, iceServers?: RTCIceServer[]}} [tools]
 */
export function fakePhone({ takeUp = async () => false, leave = () => {}, muted = false, measured = () => {}, renew = async () => ({}),
  iceServers = [] } = {}) {
  /** @type {import('../../../webapp/asterisk/js/phone/phoneState.js').PhoneChange[]} */
  const heard = [];
  /** @type {any} */
  let ua = null;
  /** @type {any[]} */
  const asks = [];
  /** @type {string[]} */
  const placed = [];
  /** @type {string[]} */
  const changed = [];
  const JsSIP = {
    UA: class extends EventEmitter {
      constructor() {
        super();
        ua = this;
      }

      start() {}

      stop() {}

      /**
       * @param {string} name
       * @param {string} value
       */
      set(name, value) {
        changed.push(`${name} ${value}`);
      }

      register() {
        changed.push('register');
      }

      isRegistered() {
        return true;
      }

      isConnected() {
        return true;
      }

      /** @param {string} target */
      call(target) {
        placed.push(target);
        const session = new FakeSession();
        session.direction = 'outgoing';
        session.connection = new FakeConnection();
        this.emit('newRTCSession', { originator: 'local', session });
        return session;
      }

      /**
       * @param {string} target
       * @param {string} body
       * @param {any} options
       */
      sendOptions(target, body, { eventHandlers }) {
        asks.push(eventHandlers);
      }
    },
    WebSocketInterface: class {
      isConnected() {
        return true;
      }

      disconnect() {
        asks.splice(0);
      }

      ondisconnect() {
        ua.emit('disconnected', {});
      }
    },
  };
  const client = new SipClient(JsSIP, /** @type {any} */ ({ iceServers, echoNumber: '#43', uri: 'sip:1101@pbx' }), /** @type {any} */ ({
    devices: () => ({ microphone: '', speaker: '', ringer: '' }), sound: {}, takeUp, leave, muted, measured, renew,
  }), (change) => heard.push(change));
  return {
    client,
    ua,
    heard,
    placed,
    /** Settings of the library, and registrations that it was asked for, since its start. */
    changed,
    /** The PBX answers what it was asked. */
    pbxAnswers: () => asks.splice(0).forEach((handlers) => handlers.failed({ response: { status_code: 404 } })),
    /** What the page was told since the last time. */
    told: () => heard.splice(0).map(({ type, ...rest }) => ['problem', 'muted'].reduce((text, name) => (
      /** @type {any} */ (rest)[name] === undefined ? text : `${text} ${/** @type {any} */ (rest)[name]}`), type)),
    /** @param {string} [callInfo] */
    calls(callInfo) {
      const session = new FakeSession();
      ua.emit('newRTCSession', { originator: 'remote', session, request: { getHeader: () => callInfo } });
      return session;
    },
  };
}

/** The header with which the PBX has the page answer. */
export const ANSWER = '<sip:ofbiz>;answer-after=0';
