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
import { addMeasure, measureOf, mosOf, noQuality } from './quality.js';

const BROKEN_STATES = ['disconnected', 'failed'];
const CONNECTED_STATES = ['connected', 'completed'];
/** Time between two measures of the quality, ms. */
const MEASURING = 2_000;

/** @param {RTCPeerConnection | null | undefined} connection */
export function isBroken(connection) {
  return BROKEN_STATES.includes(connection?.iceConnectionState ?? '');
}

/** @param {RTCPeerConnection} connection */
export function isConnected(connection) {
  return CONNECTED_STATES.includes(connection.iceConnectionState);
}

/**
 * Measures the sound of a call to its end.
 *
 * @param {RTCPeerConnection} connection
 * @param {() => boolean} goesOn
 * @param {(mos: number | null) => void} hear
 * @returns {Promise<import('./quality.js').Quality>} what it was like in all
 */
export async function measureSound(connection, goesOn, hear) {
  let quality = noQuality();
  /** @type {import('./quality.js').Measure | null} */
  let before = null;
  while (goesOn()) {
    const now = measureOf((await connection.getStats()).values());
    if (before && now && goesOn()) {
      hear(mosOf(before, now));
      quality = addMeasure(quality, before, now, MEASURING / 1_000);
    }
    before = now;
    await new Promise((resolve) => {
      setTimeout(resolve, MEASURING);
    });
  }
  return quality;
}
