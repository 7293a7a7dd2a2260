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
/** @import {State} from '../state/types.js' */
import { shouldRing } from '../state/offers.js';
import { RING_TONES } from './ringTones.js';

/**
 * Plays the ring tone while a call is waiting, on the active page of this browser.
 *
 * @param {{now: import('../preferences/preferences.js').Preferences}} preferences
 * @param {ReturnType<typeof import('./ringTones.js').createTonePlayer>} player
 * @param {() => boolean} checkAwake  returns false if the page was suspended and its state may be outdated
 * @param {{later?: (task: () => void, ms: number) => any, cancel?: (timer: any) => void}} [world]
 */
export function createRinger(preferences, player, checkAwake, { later = setTimeout, cancel = clearTimeout } = {}) {
  let ringing = false;
  /** @type {any} */
  let next = null;

  function ring() {
    if (!checkAwake()) {
      return; // rings again when the new state has a waiting call
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
    /** Plays the chosen ring tone once. Must be called in a click handler; from then on the browser allows sound. */
    async test() {
      await player.unlock();
      const tone = RING_TONES[preferences.now.tone];
      if (tone) {
        player.play(tone, preferences.now.volume);
      }
    },
    /** Whether a ring tone is chosen but the browser does not allow sound yet. */
    get muted() {
      return preferences.now.tone in RING_TONES && !player.audible;
    },
  };
}
