/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/** @import {State} from './types.js' */
import { RING_TONES } from './ringTones.js';
import { shouldRing } from './waiting.js';

/** The one tab of this browser that holds it rings. */
const LOCK = 'asterisk-bell';

/**
 * Rings while somebody waits. Of several consoles in one browser the one that was opened first rings, until it is closed.
 *
 * @param {{now: import('./preferences.js').Preferences}} preferences
 * @param {ReturnType<typeof import('./ringTones.js').createPlayer>} player
 * @param {{later?: (task: () => void, ms: number) => any, cancel?: (timer: any) => void, locks?: LockManager}} [world]
 *   without locks (a page that came without TLS) every tab rings
 */
export function createBell(preferences, player, { later = setTimeout, cancel = clearTimeout, locks = globalThis.navigator?.locks } = {}) {
  let ours = !locks;
  let ringing = false;
  /** @type {any} */
  let next = null;
  locks?.request(LOCK, () => {
    ours = true;
    return new Promise(() => {}); // held until the tab is gone
  });

  function ring() {
    const tone = RING_TONES[preferences.now.tone];
    if (ours && tone) {
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
