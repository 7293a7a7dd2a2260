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
/** @import {PhoneChange, PhoneState, Problem} from './phoneState.js' */
import { failureMessage } from '../common/requestFailed.js';
import { microphoneProblem, noPhone, reducePhone } from './phoneState.js';
import { createPhoneTabs } from './phoneTabs.js';
import { sentQuality } from './quality.js';
import { SipClient } from './sipClient.js';

/** The library, beside the scripts: `npm run phone` puts it there. */
const LIBRARY = '../../lib/jssip.js';

/** @type {Readonly<Record<string, (client: SipClient, value: string) => void>>} */
const COMMANDS = Object.freeze({
  ANSWER: (client) => client.answer(),
  HANG_UP: (client) => client.hangUp(),
  MUTE: (client, value) => client.mute(value === 'Y'),
  TEST: (client, value) => client.test(value),
  HOLD: (client, value) => client.hold(value === 'Y'),
  KEYS: (client, value) => client.send(value),
  DEVICES: (client) => client.useSpeaker(),
});

/** Whether the phone was muted when the page was left, in the tab. */
const MUTED = 'asterisk.phone.muted';

/**
 * @typedef {object} PhoneRequests  to the server, about the phone of this peerId
 * @property {(peerId: string) => Promise<{account: import('./sipClient.js').Account}>} openPagePhone  asks for the account
 * @property {(peerId: string) => Promise<any>} leavePagePhone
 * @property {(peerId: string, inCall: boolean) => Promise<{callId?: string | null}>} takeUpPagePhone
 * @property {(peerId: string, callId: string, measured: Record<string, string>) => Promise<any>} keepPagePhoneQuality  as sentQuality
 *   has it
 *
 * @typedef {object} PhoneTools
 * @property {HTMLAudioElement} sound
 * @property {PhoneRequests} requests
 * @property {string[]} phones  peerIds of the user's phones in the page
 * @property {() => import('./sipClient.js').Devices} devices
 * @property {(state: PhoneState) => void} changed
 * @property {import('../common/labels.js').Labels} labels
 */

/**
 * The phone in the page: is there as long as the user has chosen it as the phone that rings. One tab of the browser registers and has the sound.
 */
export class PagePhone {
  #state = noPhone();
  /** @type {SipClient | null} */
  #client = null;
  /** The call that the user talked in last; '' before the first. */
  #callId = '';
  /** What that was when the phone's last call ended. */
  #endedCallId = '';
  #tools;
  #tabs;

  /** @param {PhoneTools} tools */
  constructor(tools) {
    this.#tools = tools;
    this.#tabs = createPhoneTabs({
      lead: () => this.#lead(), follow: (told) => this.#hear({ type: 'FOLLOWS', state: told }), told: () => this.#state,
      obey: (command, value) => this.#obey(command, value),
    });
    globalThis.addEventListener?.('beforeunload', (event) => {
      if (this.#talks()) {
        event.preventDefault(); // the browser asks: with the page, the sound goes
      }
    });
    globalThis.addEventListener?.('pagehide', () => this.#leave());
  }

  get state() {
    return this.#state;
  }

  /** @param {import('../state/types.js').State} shown */
  follow({ extension, calls }) {
    this.#callId = calls.find((one) => one.state === 'TALKING')?.callId ?? this.#callId;
    const peerId = extension && this.#tools.phones.includes(extension.peerId) ? extension.peerId : '';
    if (peerId !== this.#state.peerId) {
      this.#client?.stop();
      this.#client = null;
      this.#tabs.leave();
      this.#hear({ type: 'CHOSEN', peerId });
      if (peerId !== '') {
        this.#start();
      }
    }
  }

  /**
   * Does what the user wants, in the tab that has the sound.
   *
   * @param {string} name
   * @param {string} [value]
   */
  command(name, value) {
    this.#tabs.command(name, value);
  }

  #talks() {
    return this.#state.leads && this.#state.call !== null && this.#state.call.phase !== 'RINGING';
  }

  /** A call isn't ended: the server keeps it for the page that comes next. */
  #leave() {
    if (!this.#talks()) {
      this.#client?.stop();
      return;
    }
    this.#keep();
    remember(this.#state.call?.muted ?? false);
  }

  /** Without it, the server notices later. */
  #keep() {
    return this.#tools.requests.leavePagePhone(this.#state.peerId).catch(() => {});
  }

  /**
   * @param {string} peerId
   * @param {import('./quality.js').Quality} quality
   */
  #measured(peerId, quality) {
    if (this.#endedCallId !== '' && quality.seconds > 0) {
      this.#tools.requests.keepPagePhoneQuality(peerId, this.#endedCallId, sentQuality(quality)).catch(() => {}); // nothing depends on it
    }
  }

  #start() {
    if (globalThis.isSecureContext && navigator.mediaDevices) {
      this.#tabs.join();
    } else {
      this.#fail('INSECURE');
    }
  }

  /** @param {PhoneChange} change */
  #hear(change) {
    const before = this.#state;
    this.#state = reducePhone(before, change);
    this.#endedCallId = change.type === 'ENDS' ? this.#callId : this.#endedCallId;
    if (this.#state !== before) {
      this.#tabs.tell(this.#state);
      this.#tools.changed(this.#state);
    }
  }

  /**
   * @param {Problem} problem
   * @param {string} [message]
   */
  #fail(problem, message) {
    this.#hear({ type: 'FAILED', problem, message });
  }

  async #lead() {
    const { peerId } = this.#state;
    this.#hear({ type: 'LEADS' });
    const problem = await findMicrophone();
    const library = problem ? null : await import(LIBRARY).catch(() => null);
    if (problem || !library) {
      this.#fail(problem || 'NO_LIBRARY');
      return;
    }
    try {
      const { account } = await this.#tools.requests.openPagePhone(peerId);
      if (this.#state.peerId === peerId && this.#state.leads && !this.#client) {
        const takeUp = (/** @type {boolean} */ inCall) => this.#tools.requests.takeUpPagePhone(peerId, inCall)
          .then(({ callId }) => Boolean(callId));
        this.#client = new SipClient(library.default, account, { ...this.#tools, takeUp, leave: () => this.#keep(), muted: wasMuted(),
          renew: () => this.#tools.requests.openPagePhone(peerId).then((opened) => opened.account),
          measured: (/** @type {import('./quality.js').Quality} */ quality) => this.#measured(peerId, quality) }, (change) => this.#hear(change));
        this.#client.start();
      }
    } catch (failure) {
      this.#fail('SERVER', failureMessage(this.#tools.labels, failure));
    }
  }

  /**
   * @param {string} command
   * @param {string} value
   */
  #obey(command, value) {
    if (command === 'RESTART') {
      this.#client?.stop();
      this.#client = null;
      this.#lead();
    } else if (this.#client) {
      COMMANDS[command]?.(this.#client, value);
    }
  }
}

/** @param {boolean} muted */
function remember(muted) {
  try {
    sessionStorage.setItem(MUTED, String(muted));
  } catch {
    // disabled
  }
}

function wasMuted() {
  try {
    const muted = sessionStorage.getItem(MUTED) === 'true';
    sessionStorage.removeItem(MUTED);
    return muted;
  } catch {
    return false;
  }
}

/** @returns {Promise<Problem>} what keeps the page from a microphone; '' for nothing */
async function findMicrophone() {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    stream.getTracks().forEach((track) => track.stop());
    return '';
  } catch (failure) {
    return microphoneProblem(failure);
  }
}
