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
/** @import {PhoneCall, PhoneState} from './phoneState.js' */
import { bitsOf, isSet, reportWith } from './headsetReports.js';

/** Usages of the HID tables: the buttons and lamps of a headset. */
const HOOK = 0x0b_0020;
const MUTE = 0x0b_002f;
const OFF_HOOK_LAMP = 0x08_0017;
const MUTE_LAMP = 0x08_0009;
const RING_LAMP = 0x08_0018;
const HEADSETS = { filters: [{ usagePage: 0x0b }] };

/**
 * The buttons of headsets and of the system, in browsers that pass them on: answer, hang up, mute. In the tab with the sound only.
 *
 * @param {(command: string, value?: string) => void} command
 * @param {{hid?: any, mediaSession?: any}} [world]
 */
export function createHeadset(command, world = globalThis.navigator) {
  /** @type {PhoneState | null} */
  let state = null;
  /** @type {any[]} */
  const devices = [];
  let looked = false;

  /** @param {any} device */
  async function use(device) {
    const inputs = bitsOf(device, 'inputReports');
    if (devices.includes(device) || !inputs.has(HOOK) && !inputs.has(MUTE)) {
      return;
    }
    devices.push(device);
    let before = new Map();
    device.addEventListener('inputreport', (/** @type {any} */ { reportId, data }) => {
      const now = new Map([HOOK, MUTE].map((usage) => [usage, isSet(inputs.get(usage), reportId, data) ?? before.get(usage) ?? false]));
      commandsOf(state?.leads ? state.call : null, now, before).forEach(([name, value]) => command(name, value));
      before = now;
    });
    await (device.opened ? null : device.open());
    light(device, state?.call ?? null);
  }

  /** @param {any[]} found */
  const useAll = (found) => Promise.all(found.map((one) => use(one).catch(() => {}))); // another program has it

  return {
    /** Whether the browser can pass buttons of headsets on, once the user has allowed it. */
    possible: Boolean(world.hid),
    /** Has the user choose a headset. */
    connect: () => world.hid.requestDevice(HEADSETS).then(useAll).catch(() => {}),
    /** @param {PhoneState} shown */
    follow(shown) {
      state = shown;
      if (shown.leads && !looked) {
        looked = true;
        world.hid?.getDevices().then(useAll).catch(() => {}); // those that the user chose before
      }
      if (shown.leads) {
        devices.forEach((device) => light(device, shown.call));
        followSystem(world.mediaSession, shown.call, command);
      }
    },
  };
}

/**
 * What buttons that were pressed mean in a call.
 *
 * @param {PhoneCall | null} call
 * @param {Map<number, boolean>} now
 * @param {Map<number, boolean>} before
 * @returns {[string, string?][]} commands
 */
function commandsOf(call, now, before) {
  const [hook, mute] = [HOOK, MUTE].map((usage) => Number(now.get(usage) ?? false) - Number(before.get(usage) ?? false));
  /** @type {[string, string?][]} */
  const commands = [];
  if (call?.phase === 'RINGING' && hook > 0) {
    commands.push(['ANSWER']);
  }
  if (call?.phase === 'TALKING') {
    commands.push(.../** @type {[string, string?][]} */ ([['HANG_UP'], ['MUTE', call.muted ? 'N' : 'Y']]).filter(([name]) => (
      name === 'MUTE' ? mute > 0 : hook < 0)));
  }
  return commands;
}

/**
 * Many headsets send their buttons only while they know of a call.
 *
 * @param {any} device
 * @param {PhoneCall | null} call
 */
function light(device, call) {
  const lit = new Set([call && call.phase !== 'RINGING' && OFF_HOOK_LAMP, call?.muted && MUTE_LAMP, call?.phase === 'RINGING' && RING_LAMP]);
  reportWith(device, lit).forEach(([reportId, bytes]) => device.sendReport(reportId, bytes).catch(() => {})); // it was unplugged
}

/**
 * @param {any} session  of the browser's media keys
 * @param {PhoneCall | null} call
 * @param {(command: string, value?: string) => void} command
 */
function followSystem(session, call, command) {
  const talks = call?.phase === 'TALKING';
  /** @type {[string, (() => void) | null][]} */
  const actions = [
    ['hangup', talks ? () => command('HANG_UP') : null],
    ['togglemicrophone', talks ? () => command('MUTE', call.muted ? 'N' : 'Y') : null],
    ['play', call?.phase === 'RINGING' ? () => command('ANSWER') : null],
  ];
  actions.forEach(([name, action]) => {
    try {
      session?.setActionHandler(name, action);
    } catch {
      // not an action of this browser
    }
  });
  session?.setMicrophoneActive?.(!(talks && call.muted));
}
