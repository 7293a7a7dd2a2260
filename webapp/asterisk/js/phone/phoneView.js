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
import { el } from '../common/dom.js';
import { createBell } from './bell.js';
import { createDevices } from './devices.js';
import { createHeadset } from './headset.js';
import { PagePhone } from './pagePhone.js';
import { phonePanel } from './phonePanel.js';

/**
 * @param {string[]} phones  peerIds
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {import('./pagePhone.js').PhoneRequests} requests
 * @returns {(state: import('../state/types.js').State) => void}
 */
export function createPhoneView(phones, root, labels, requests) {
  const sound = el('audio', { autoplay: true });
  root.append(sound);
  const devices = createDevices(labels, () => phone.command('DEVICES'));
  const command = (/** @type {string} */ name, /** @type {string | undefined} */ value) => phone.command(name, value);
  const headset = createHeadset(command);
  const show = phonePanel(root, labels, command, devices, headset);
  const ring = createBell(() => devices.chosen.ringer);
  const changed = (/** @type {import('./phoneState.js').PhoneState} */ state) => {
    ring(state);
    headset.follow(state);
    show(state);
  };
  const phone = new PagePhone({ sound, requests, phones, devices: () => devices.chosen, changed, labels });
  show(phone.state);
  return (state) => phone.follow(state);
}
