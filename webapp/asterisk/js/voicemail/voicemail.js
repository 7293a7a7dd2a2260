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

/** @import {Message, Target, Voicemail} from './types.js' */
import { createLiveList } from '../common/liveList.js';

/**
 * @typedef {object} VoicemailRequests
 * @property {() => Promise<Voicemail>} voicemail
 * @property {(fields: Record<string, string>) => Promise<unknown>} changeVoicemail
 * @property {(boxId: string) => Promise<{targets: Target[]}>} voicemailTargets
 * @property {(fields: Record<string, string>) => Promise<unknown>} forwardVoicemail
 */

/**
 * The mailboxes that the user may hear.
 *
 * @param {VoicemailRequests} requests
 * @param {() => void} changed  renders the page again
 * @param {(task: () => void, ms: number) => void} [later]
 */
export function createVoicemail(requests, changed, later = setTimeout) {
  // a missed call is saved after its message was left, and messages name their callback
  const live = createLiveList(() => requests.voicemail(), (state) => state.voicemail + state.callbacks, changed, later);
  return {
    show: live.show,
    follow: live.follow,
    /**
     * Changes a message; the list is loaded again, also if the change was refused: a colleague may have been quicker.
     *
     * @param {Message} message
     * @param {'HEARD' | 'DELETED' | 'RESTORED'} change
     */
    async change({ boxId, messageId, leftAt }, change) {
      try {
        await requests.changeVoicemail({ boxId, messageId, leftAt, change });
      } finally {
        await live.load();
      }
    },
    /**
     * To whom a message can be forwarded.
     *
     * @param {Message} message
     */
    targets: async ({ boxId }) => (await requests.voicemailTargets(boxId)).targets,
    /**
     * Copies a message into the mailbox of a colleague or a group.
     *
     * @param {Message} message
     * @param {string} targetBoxId
     */
    forward: ({ boxId, messageId, leftAt }, targetBoxId) => requests.forwardVoicemail({ boxId, messageId, leftAt, targetBoxId }),
  };
}

/**
 * Messages that nobody has heard.
 *
 * @param {Message} message
 */
export const isNew = ({ folder }) => folder === 'INBOX' || folder === 'URGENT';

/**
 * The address of a message's sound.
 *
 * @param {Message} message
 */
export const soundUrl = ({ boxId, messageId, leftAt }) => `voicemailSound?${new URLSearchParams({ boxId, messageId, leftAt })}`;
