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
/** @import {State} from './types.js' */
import { RING_TONES } from './ringTones.js';
import { shouldRing } from './waiting.js';

/**
 * Rings while somebody waits, on the one page of this browser that is to ring.
 *
 * @param {{now: import('./preferences.js').Preferences}} preferences
 * @param {ReturnType<typeof import('./ringTones.js').createPlayer>} player
 * @param {() => boolean} awake  false where the page has slept, and what it knows of callers may be old
 * @param {{later?: (task: () => void, ms: number) => any, cancel?: (timer: any) => void}} [world]
 */
export function createBell(preferences, player, awake, { later = setTimeout, cancel = clearTimeout } = {}) {
  let ringing = false;
  /** @type {any} */
  let next = null;

  function ring() {
    if (!awake()) {
      return; // it was stopped by that, and rings again once we know that somebody still waits
    }
    const tone = RING_TONES[preferences.now.tone];
    if (tone) {
      player.play(tone, preferences.now.volume);
    }
    next = later(ring, (tone?.period ?? 1) * 1000);
  }

  return {
    /** @param {State} state */
    follow(state) {
      const wanted = shouldRing(state);
      if (wanted && !ringing) {
        ring();
      } else if (!wanted && ringing) {
        cancel(next);
        player.stop();
      }
      ringing = wanted;
    },
    /** What the user hears with the choices made, once. Call it inside a click: from then on the browser lets the bell be heard. */
    async test() {
      await player.unlock();
      const tone = RING_TONES[preferences.now.tone];
      if (tone) {
        player.play(tone, preferences.now.volume);
      }
    },
    /** Whether the user wants to hear the bell and the browser does not let them yet. */
    get muted() {
      return preferences.now.tone in RING_TONES && !player.audible;
    },
  };
}
