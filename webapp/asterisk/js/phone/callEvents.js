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
import { problemOf } from './callProblem.js';
import { isBroken } from './callSound.js';
import { microphoneProblem } from './phoneState.js';

/** Of JsSIP, for a call whose sound was gone. */
const SOUND_LOST = 'RTP Timeout';
/** Candidates that come later than this after the first, ms, are left out: a STUN server that doesn't answer must not delay the call. */
const GATHERING = 500;
/** The same where a TURN server may be the only way: TCP, TLS and two requests to it take five round trips. */
const GATHERING_RELAYS = 2_500;

/** Without any candidate, the call goes on after this time, ms: Firefox may have none and never say so. */
const NO_CANDIDATES = 3_000;
/** A call without any sound for so long, ms, wasn't just ended quickly. */
const SOUNDLESS = 2_000;

/**
 * Tells what happens in a call of the library.
 *
 * @param {any} session
 * @param {object} tools
 * @param {(change: PhoneChange) => void} tools.hear
 * @param {(problem?: Problem) => void} tools.over
 * @param {(connection: RTCPeerConnection) => void} tools.listen
 * @param {() => boolean} tools.sounded  whether there was sound
 * @param {() => boolean} tools.muted  whether it begins muted
 * @param {boolean} tools.relayed  whether there is a TURN server
 */
export function followCall(session, { hear, over, listen, sounded, muted, relayed }) {
  const on = (/** @type {string} */ name, /** @type {(event: any) => void} */ listener) => session.on(name, listener);
  const connected = (/** @type {RTCPeerConnection} */ connection) => {
    endWaiting(connection);
    listen(connection);
  };
  if (session.connection) {
    connected(session.connection); // one of our own has it from the start
  } else {
    on('peerconnection', ({ peerconnection }) => connected(peerconnection));
  }
  on('icecandidate', ({ candidate, ready }) => (
    setTimeout(ready, relayed && candidate?.type !== 'relay' ? GATHERING_RELAYS : GATHERING)));
  on('confirmed', () => {
    hear({ type: 'TALKS' });
    if (muted()) {
      session.mute();
    }
  });
  on('muted', () => hear({ type: 'MUTED', muted: true }));
  on('unmuted', () => hear({ type: 'MUTED', muted: false }));
  on('hold', ({ originator }) => originator === 'local' && hear({ type: 'HELD', held: true }));
  on('unhold', ({ originator }) => originator === 'local' && hear({ type: 'HELD', held: false }));
  on('getusermediafailed', (failure) => over(microphoneProblem(failure)));
  on('ended', ({ cause, originator }) => {
    const taken = originator === 'remote' && isBroken(session.connection); // by the PBX, from a phone without sound
    const soundless = !sounded() && session.end_time - session.start_time > SOUNDLESS;
    over(problemOf(taken || soundless ? SOUND_LOST : cause, sounded()));
  });
  on('failed', ({ cause, originator }) => {
    const refused = session.direction === 'outgoing' && originator === 'remote'; // only test calls go out from here
    over(problemOf(cause, sounded()) ?? (refused ? 'NO_ECHO' : undefined));
  });
}

/**
 * The library waits for a candidate, or for the end of them.
 *
 * @param {RTCPeerConnection} connection
 */
function endWaiting(connection) {
  let found = false;
  connection.addEventListener('icecandidate', () => {
    found = true;
  });
  connection.addEventListener('signalingstatechange', () => {
    if (['stable', 'have-local-offer'].includes(connection.signalingState)) {
      setTimeout(() => found || connection.dispatchEvent(new Event('icecandidate')), NO_CANDIDATES); // one that is none tells their end
    }
  });
}
