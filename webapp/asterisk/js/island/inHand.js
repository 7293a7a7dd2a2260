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
/** @import {ShownCall, State} from '../state/types.js' */
import { writeUpForm } from '../calls/writeUpForm.js';
import { createWriteUps } from '../calls/writeUps.js';
import { el } from '../common/dom.js';
import { callControls } from '../inCall/callControls.js';
import { createControlActions } from '../inCall/controlActions.js';
import { createKeypad } from '../inCall/keypad.js';
import { createTransferDialog } from '../inCall/transferDialog.js';

/** @typedef {ReturnType<typeof createInHand>} InHand */

/**
 * What can be done with calls that go on, with its dialogs, and their notes.
 *
 * @param {import('../hub/client.js').HubClient} client
 * @param {ShadowRoot} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {ReturnType<typeof import('../common/requests.js').createRequests>} requests
 */
export function createInHand(client, root, labels, requests) {
  const editor = createWriteUps(client, requests, labels);
  const { control } = createControlActions(client, client, labels);
  const keypad = createKeypad(root, labels, (callId, keys) => control(callId, 'KEYS', { keys }));
  const transfer = createTransferDialog(root, labels, { find: requests, send: (callId, action, target) => control(callId, action, { target }) });
  const commands = { control, keypad: keypad.open, transfer: transfer.open };
  globalThis.addEventListener('pagehide', editor.leave);
  return {
    /** @param {State} state */
    follow(state) {
      editor.follow(state);
      keypad.show(state);
      transfer.show(state);
    },
    /** @param {string} callId */
    of: (callId) => ofCall(callId, labels, commands, editor),
  };
}

/**
 * The buttons of a call, and its notes, folded until the user wants them.
 *
 * @param {string} callId
 * @param {import('../common/labels.js').Labels} labels
 * @param {import('../inCall/callControls.js').ControlCommands} commands
 * @param {import('../calls/writeUpForm.js').WriteUpEditor} editor
 */
function ofCall(callId, labels, commands, editor) {
  const controls = el('div', { class: 'actions', role: 'group', 'aria-label': labels('callControls'), hidden: true });
  const showControls = callControls(controls, callId, labels, commands);
  const form = writeUpForm(callId, labels, editor, 'island-');
  const notes = el('details', { class: 'notes', hidden: true }, el('summary', {}, labels('writeUp')), form.element);
  return {
    elements: [controls, notes],
    /**
     * @param {ShownCall} call
     * @param {State} state
     */
    show(call, { controls: offered, writeUps, agent }) {
      const ended = call.state === 'ENDED';
      const wrapUp = agent?.wrapUp?.callId === callId ? agent.wrapUp : null;
      controls.hidden = ended;
      showControls(ended ? undefined : offered[callId]);
      notes.hidden = !writeUps[callId];
      // they have their place from the beginning: buttons that move would be missed
      notes.classList.toggle('loading', writeUps[callId]?.saving === 'LOADING');
      form.show(writeUps[callId], wrapUp?.dispositionRequired ?? false);
    },
  };
}
