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
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHeadset } from '../../../webapp/asterisk/js/phone/headset.js';
import { noPhone } from '../../../webapp/asterisk/js/phone/phoneState.js';

/** Until what was promised is done. */
const soon = () => new Promise((resolve) => {
  setImmediate(resolve);
});

/** A headset with a hook switch and a mute button in the bits 0 and 3 of report 8, and three lamps. */
class FakeHeadset extends EventTarget {
  opened = false;
  /** @type {any[]} */
  lamps = [];
  collections = [{
    inputReports: [{ reportId: 8, items: [
      { isRange: false, usages: [0x0b0020], reportSize: 1, reportCount: 1 }, { isRange: false, usages: [], reportSize: 2, reportCount: 1 },
      { isRange: false, usages: [0x0b002f], reportSize: 1, reportCount: 1 }] }],
    outputReports: [{ reportId: 9, items: [{ isRange: false, usages: [0x080017, 0x080009], reportSize: 1, reportCount: 2 },
      { isRange: true, usageMinimum: 0x080018, usageMaximum: 0x080018, reportSize: 1, reportCount: 1 }] }],
  }];

  async open() {
    this.opened = true;
  }

  /**
   * @param {number} reportId
   * @param {Uint8Array} bytes
   */
  async sendReport(reportId, bytes) {
    this.lamps.push([reportId, ...bytes]);
  }

  /** @param {number} bits */
  sends(bits) {
    this.dispatchEvent(Object.assign(new Event('inputreport'), { reportId: 8, data: new DataView(Uint8Array.of(bits).buffer) }));
  }
}

/**
 * @param {any} call
 * @param {boolean} [leads]
 */
const phone = (call, leads = true) => /** @type {any} */ ({ ...noPhone(), peerId: 'PAGE', status: 'READY', leads, call });
const RINGING = { phase: 'RINGING', muted: false };
const TALKING = { phase: 'TALKING', muted: false };

test('given a headset that the user has chosen, then its buttons answer, mute and hang up, and its lamps follow the call', async () => {
  const device = new FakeHeadset();
  /** @type {string[]} */
  const done = [];
  const headset = createHeadset((command, value = '') => done.push(`${command} ${value}`.trim()), { hid: { getDevices: async () => [device] } });
  headset.follow(phone(null));
  await soon();
  assert.deepEqual([device.opened, device.lamps.splice(0)], [true, [[9, 0]]]);
  device.sends(1);
  device.sends(0);
  headset.follow(phone(RINGING));
  device.sends(1);
  headset.follow(phone(TALKING));
  device.sends(1 | 8);
  device.sends(1);
  headset.follow(phone({ ...TALKING, muted: true }));
  device.sends(1 | 8);
  device.sends(0);
  assert.deepEqual(done, ['ANSWER', 'MUTE Y', 'MUTE N', 'HANG_UP']);
  assert.deepEqual(device.lamps, [[9, 4], [9, 1], [9, 3]]);
});

test('given a tab without the sound, then it leaves headsets alone', async () => {
  const device = new FakeHeadset();
  const headset = createHeadset(() => assert.fail('a command'), { hid: { getDevices: async () => [device] } });
  headset.follow(phone(RINGING, false));
  await soon();
  device.sends(1);
  assert.equal(device.opened, false);
});

test('given a browser without WebHID or with unknown actions, then nothing is offered, and media keys do what they can', () => {
  const handlers = new Map();
  const mediaSession = {
    setActionHandler: (/** @type {string} */ name, /** @type {any} */ action) => {
      if (name === 'hangup') {
        throw new TypeError(name);
      }
      handlers.set(name, action);
    },
  };
  /** @type {string[]} */
  const done = [];
  const headset = createHeadset((command, value = '') => done.push(`${command} ${value}`.trim()), { mediaSession });
  assert.equal(headset.possible, false);
  headset.follow(phone(TALKING));
  handlers.get('togglemicrophone')();
  headset.follow(phone(RINGING));
  handlers.get('play')();
  assert.equal(handlers.get('togglemicrophone'), null);
  headset.follow(phone(null));
  assert.equal(handlers.get('play'), null);
  assert.deepEqual(done, ['MUTE Y', 'ANSWER']);
  createHeadset(() => {}, {}).follow(phone(RINGING));
});
