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

/** @import {Box, Message} from './types.js' */
import { el, keyedList, setAttribute, setHidden, setText } from '../common/dom.js';
import { iconButton } from '../common/parts.js';
import { failureMessage } from '../common/requestFailed.js';
import { callerOf, voicemailRow } from './voicemailRow.js';

/**
 * @typedef {object} VoicemailTools
 * @property {ReturnType<typeof import('./voicemail.js').createVoicemail>} voicemail
 * @property {(number: string, whose: {partyId?: string | null}) => Promise<boolean>} dial
 * @property {(time: string) => string} moment
 */

/**
 * The messages of the user's mailboxes, the newest first. A row opens in place. Deleting one can be undone.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {VoicemailTools} tools
 * @returns {() => void}
 */
export function voicemailList(root, labels, tools) {
  const rows = el('ul', { class: 'ac-callback-rows ac-rows' });
  const hints = el('div', { role: 'status' });
  const words = el('p', { class: 'ac-none', role: 'status' });
  const { change, forwarding, notices } = changes(labels, tools.voicemail);
  const withDeleted = el('button', {
    type: 'button', class: 'ac-toggle', 'aria-pressed': 'false', 'data-do': 'showDeleted', onclick: () => {
      setAttribute(withDeleted, 'aria-pressed', String(withDeleted.getAttribute('aria-pressed') !== 'true'));
      render();
    },
  }, labels('voicemailDeleted'));
  root.append(el('div', { class: 'ac-scroll ac-callbacks ac-voicemail' }, el('p', { class: 'ac-toggles' }, withDeleted), ...notices, hints, rows,
    words));
  /** @type {string | null} */
  let open = null;
  let hinted = '';
  /** @type {Box[]} */
  let boxes = [];
  const show = keyedList(rows, keyOf, (message) => voicemailRow(message, labels, {
    dial: tools.dial, moment: tools.moment, change, forwarding, boxOf: ({ boxId }) => boxes.find((box) => box.boxId === boxId),
    isOpen: () => open === keyOf(message),
    toggle: () => {
      open = open === keyOf(message) ? null : keyOf(message);
      render();
    },
  }));

  function render() {
    const { answer, failed } = tools.voicemail.show();
    boxes = answer?.boxes ?? [];
    const shown = (answer?.messages ?? []).filter(({ folder }) => folder !== 'DELETED' || withDeleted.getAttribute('aria-pressed') === 'true')
      .sort((one, other) => other.leftAt.localeCompare(one.leftAt));
    show(shown);
    setHidden(rows, shown.length === 0);
    const texts = boxes.map((box) => hintOf(box, labels)).filter(Boolean);
    if (texts.join() !== hinted) {
      hinted = texts.join();
      hints.replaceChildren(...texts.map((text) => el('p', { class: 'ac-none' }, text)));
    }
    const none = shown.length === 0 && boxes.some(({ readable }) => readable);
    setText(words, failed ? labels('voicemailFailed') : none ? labels('noVoicemail') : '');
  }
  return render;
}

/**
 * Changes messages, and says what came of it.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {VoicemailTools['voicemail']} voicemail
 */
function changes(labels, voicemail) {
  const error = el('p', { class: 'ac-error ac-none', role: 'alert', hidden: true });
  const notice = deletedNotice(labels, (message) => change(message, 'RESTORED'));

  /**
   * @param {Message} message
   * @param {'HEARD' | 'DELETED' | 'RESTORED'} what
   */
  async function change(message, what) {
    setText(error, '');
    try {
      await voicemail.change(message, what);
      notice.show(what === 'DELETED' ? message : null);
    } catch (failure) {
      setText(error, failureMessage(labels, failure));
    }
  }
  const sent = el('p', { class: 'ac-none ac-sent', role: 'status' });
  const forwarding = {
    /** @param {Message} message */
    targets: (message) => voicemail.targets(message).catch(failed),
    /**
     * @param {Message} message
     * @param {import('./types.js').Target} target
     */
    async forward(message, target) {
      setText(error, '');
      setText(sent, '');
      await voicemail.forward(message, target.boxId).then(() => setText(sent, labels('messageForwarded', { name: target.name })), failed);
    },
  };

  /** @param {unknown} failure */
  function failed(failure) {
    setText(error, failureMessage(labels, failure));
    return [];
  }
  return { change, forwarding, notices: [error, notice.element, sent] };
}

/** @param {Message} message */
const keyOf = ({ boxId, messageId }) => `${boxId} ${messageId}`;

/**
 * Says what can't be done with a mailbox from here.
 *
 * @param {Box} box
 * @param {import('../common/labels.js').Labels} labels
 */
export function hintOf({ name, fresh, readable, support }, labels) {
  if (!readable) {
    return fresh === null ? labels('voicemailUnknown', { name }) : labels('voicemailElsewhere', { name, count: fresh });
  }
  if (support === 'NOT_OFFERED') {
    return labels('voicemailOnPhone', { name });
  }
  return support === 'NOT_PERMITTED' ? labels('voicemailNotPermitted', { name }) : '';
}

/**
 * Says which message was deleted last, and undoes it.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {(message: Message) => void} undo
 */
function deletedNotice(labels, undo) {
  /** @type {Message | null} */
  let deleted = null;
  const text = el('span');
  const element = el('p', { class: 'ac-none ac-notice', role: 'status', hidden: true }, text, ' ',
    iconButton('rotate-ccw', labels('undo'), { class: 'ac-button ac-small', 'data-do': 'undo', onclick: () => deleted && undo(deleted) }));
  return {
    element,
    /** @param {Message | null} message */
    show(message) {
      deleted = message;
      setText(text, message ? labels('messageDeleted', { name: callerOf(message, labels) }) : '');
      setHidden(element, !message);
    },
  };
}
