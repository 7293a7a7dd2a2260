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
import { labelsOf } from '../../../webapp/asterisk/js/common/labels.js';
import { RequestFailed } from '../../../webapp/asterisk/js/common/requestFailed.js';
import { emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';
import { createVoicemail, isNew, soundUrl } from '../../../webapp/asterisk/js/voicemail/voicemail.js';
import { hintOf } from '../../../webapp/asterisk/js/voicemail/voicemailList.js';
import { callerOf } from '../../../webapp/asterisk/js/voicemail/voicemailRow.js';

/** @type {import('../../../webapp/asterisk/js/voicemail/types.js').Message} */
const MESSAGE = {
  boxId: 'G.SUPPORT', messageId: '17-1', leftAt: '2026-11-29T09:00:00Z', number: '+3725550101', display: '555 0101', name: 'Mari', partyId: null,
  url: null, callbackTaskId: null, seconds: 7, folder: 'INBOX',
};
/** @type {import('../../../webapp/asterisk/js/voicemail/types.js').Box} */
const BOX = { boxId: 'G.SUPPORT', name: 'Support', ofGroup: true, mailbox: '2000@default', fresh: 1, heard: 0, readable: true, support: 'GIVEN' };
const labels = labelsOf(new Map());

/** @param {boolean} refused */
function requests(refused = false) {
  /** @type {string[]} */
  const asked = [];
  return {
    asked,
    voicemail: async () => {
      asked.push('voicemail');
      return { boxes: [BOX], messages: [MESSAGE], total: 1 };
    },
    voicemailTargets: async (/** @type {string} */ boxId) => {
      asked.push(`targets ${boxId}`);
      return { targets: [{ boxId: 'P.1002', name: 'Peeter', ofGroup: false }] };
    },
    forwardVoicemail: async (/** @type {Record<string, string>} */ fields) => {
      asked.push(Object.values(fields).join(' '));
    },
    changeVoicemail: async (/** @type {Record<string, string>} */ fields) => {
      asked.push(Object.values(fields).join(' '));
      if (refused) {
        throw new RequestFailed('NO_SUCH_MESSAGE', 'gone');
      }
    },
  };
}

test('given a message, when it is forwarded, then the request names it and the mailbox, and targets are asked for its mailbox', async () => {
  const all = requests();
  const voicemail = createVoicemail(all, () => undefined);
  assert.deepEqual(await voicemail.targets(MESSAGE), [{ boxId: 'P.1002', name: 'Peeter', ofGroup: false }]);
  await voicemail.forward(MESSAGE, 'P.1002');
  assert.deepEqual(all.asked, ['targets G.SUPPORT', 'G.SUPPORT 17-1 2026-11-29T09:00:00Z P.1002']);
});

test('given a message of the server, when mailboxes change, then they are loaded once for several changes', async () => {
  const all = requests();
  /** @type {(() => void)[]} */
  const waiting = [];
  const voicemail = createVoicemail(all, () => undefined, (task) => waiting.push(task));
  const signedIn = { ...emptyState(), user: { userLoginId: 'liis', partyId: 'L', name: 'Liis' } };
  const once = reduce(signedIn, { type: 'VOICEMAIL' });
  voicemail.follow(once, signedIn);
  voicemail.follow(reduce(once, { type: 'VOICEMAIL' }), once);
  voicemail.follow(reduce(once, { type: 'CALLBACKS' }), once);
  assert.equal(waiting.length, 1);
  waiting[0]();
  await new Promise((resolve) => { setImmediate(resolve); });
  assert.equal(voicemail.show().answer?.total, 1);
  voicemail.follow(emptyState(), signedIn);
  assert.equal(voicemail.show().answer, null);
});

test('given a message, when it is changed, then the request names it by id and time, and the list is loaded again, refused or not', async () => {
  const all = requests();
  await createVoicemail(all, () => undefined).change(MESSAGE, 'DELETED');
  assert.deepEqual(all.asked, ['G.SUPPORT 17-1 2026-11-29T09:00:00Z DELETED', 'voicemail']);
  const refused = requests(true);
  await assert.rejects(createVoicemail(refused, () => undefined).change(MESSAGE, 'HEARD'), RequestFailed);
  assert.equal(refused.asked[1], 'voicemail');
});

test('given a message, then its sound is asked for by what it is known by', () => {
  assert.equal(soundUrl({ ...MESSAGE, messageId: '1&x=2' }), 'voicemailSound?boxId=G.SUPPORT&messageId=1%26x%3D2&leftAt=2026-11-29T09%3A00%3A00Z');
  assert.deepEqual(['INBOX', 'URGENT', 'OLD', 'DELETED'].map((folder) => isNew({ ...MESSAGE, folder: /** @type {any} */ (folder) })),
    [true, true, false, false]);
  assert.equal(callerOf({ ...MESSAGE, name: '' }, labels), '555 0101');
  assert.equal(callerOf({ ...MESSAGE, name: '', display: '' }, labels), 'withheld');
});

test('given a mailbox, then what is not possible with it is said', () => {
  assert.equal(hintOf(BOX, labels), '');
  assert.equal(hintOf({ ...BOX, readable: false }, labels), 'voicemailElsewhere');
  assert.equal(hintOf({ ...BOX, readable: false, fresh: null }, labels), 'voicemailUnknown');
  assert.equal(hintOf({ ...BOX, support: 'NOT_OFFERED' }, labels), 'voicemailOnPhone');
  assert.equal(hintOf({ ...BOX, support: 'NOT_PERMITTED' }, labels), 'voicemailNotPermitted');
});
