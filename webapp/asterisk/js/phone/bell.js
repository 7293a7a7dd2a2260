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
/** @import {PhoneState} from './phoneState.js' */
import { RING_TONES, createTonePlayer } from '../offers/ringTones.js';

/** Of full volume. */
const VOLUME = 0.6;

/**
 * Rings for calls that the page doesn't answer itself, on the device chosen for it: a headset on the table isn't heard.
 *
 * @param {() => string} device  id; '' for the browser's choice
 * @param {{open: () => AudioContext, output: (context: any) => AudioNode, later: (task: () => void, ms: number) => any,
 *   cancel: (timer: any) => void}} [world]
 * @returns {(state: PhoneState) => void}
 */
export function createBell(device, world = browser(device)) {
  const player = createTonePlayer(world.open, world.output);
  /** @type {any} */
  let next = null;

  function ring() {
    player.play(RING_TONES.CLASSIC, VOLUME);
    next = world.later(ring, RING_TONES.CLASSIC.period * 1000);
  }

  return ({ leads, call }) => {
    const wanted = leads && call?.phase === 'RINGING' && !call.automatic;
    if (wanted && next === null) {
      ring();
    } else if (!wanted && next !== null) {
      world.cancel(next);
      player.stop();
      next = null;
    }
  };
}

/** @param {() => string} device */
function browser(device) {
  return {
    open: () => new AudioContext(),
    output: outputOn(device, () => new Audio()),
    later: (/** @type {() => void} */ task, /** @type {number} */ ms) => setTimeout(task, ms),
    cancel: (/** @type {any} */ timer) => clearTimeout(timer),
  };
}

/**
 * Has tones heard on the device that is chosen now. Firefox chooses devices for elements only.
 *
 * @param {() => string} device
 * @param {() => any} element  makes one
 * @returns {(context: any) => AudioNode}
 */
export function outputOn(device, element) {
  /** @type {{node: any, sound: any} | null} */
  let detour = null;
  const choose = (/** @type {any} */ sink) => sink.setSinkId?.(device()).catch(() => {}); // a device that is gone: where it was heard before
  return (context) => {
    if (context.setSinkId) {
      choose(context);
      return context.destination;
    }
    detour ??= { node: context.createMediaStreamDestination(), sound: element() };
    if (!detour.sound.srcObject) {
      detour.sound.srcObject = detour.node.stream;
      detour.sound.play().catch(() => {}); // before the user has clicked on the page
    }
    choose(detour.sound);
    return detour.node;
  };
}
