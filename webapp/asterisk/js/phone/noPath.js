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
/** @import {Problem} from './phoneState.js' */

/** A TURN server that hasn't answered after this time, ms, isn't reached from here. */
const PATIENCE = 4_000;
/** What browsers report of a TURN server that can't be reached; the codes below are the server's own. */
const UNREACHABLE = 700;

/** @param {RTCIceServer} server */
const relays = ({ urls }) => [urls].flat().some((url) => url.startsWith('turn'));

/** @param {RTCIceServer[]} servers */
export function haveRelay(servers) {
  return servers.some(relays);
}

/** @param {RTCConfiguration} configuration */
const connectionOf = (configuration) => new RTCPeerConnection(configuration);

/**
 * Those that the browser takes: of one that it doesn't, as for its port, it makes no connection at all.
 *
 * @param {RTCIceServer[]} servers
 * @param {(configuration: RTCConfiguration) => RTCPeerConnection} [open]
 */
export function takenServers(servers, open = connectionOf) {
  return servers.filter((server) => {
    try {
      open({ iceServers: [server] }).close();
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Why the sound of a call found no way. Asks the TURN servers for what the call needed of them.
 *
 * @param {RTCIceServer[]} servers  of the call
 * @param {(configuration: RTCConfiguration) => RTCPeerConnection} [open]
 * @returns {Promise<Problem>}
 */
export async function whyNoPath(servers, open = connectionOf) {
  if (!haveRelay(servers)) {
    return 'NO_PATH';
  }
  const taken = takenServers(servers.filter(relays), open);
  if (taken.length === 0) {
    return 'NO_RELAY';
  }
  const connection = open({ iceServers: taken, iceTransportPolicy: 'relay' });
  try {
    return await gathered(connection);
  } finally {
    connection.close();
  }
}

/**
 * @param {RTCPeerConnection} connection  for relays only
 * @returns {Promise<Problem>}
 */
function gathered(connection) {
  return new Promise((resolve) => {
    let refused = false;
    const without = () => resolve(refused ? 'RELAY_REFUSED' : 'NO_RELAY');
    setTimeout(without, PATIENCE);
    connection.addEventListener('icecandidateerror', ({ errorCode }) => {
      refused ||= errorCode < UNREACHABLE;
    });
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.candidate) {
        resolve('RELAY_BLOCKED'); // the server works, so the fault is behind it
      }
    });
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState === 'complete') {
        without();
      }
    });
    connection.createDataChannel('relay');
    connection.setLocalDescription().catch(without);
  });
}
