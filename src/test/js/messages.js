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
/** @import {Again, Offer, Over} from '../../../webapp/asterisk/js/offers/types.js' */
/** @import {Call, Hello} from '../../../webapp/asterisk/js/state/types.js' */

/** Messages as the server sends them; messages.test.js holds them against the schema. */

/** @type {{type: 'NC'} & Offer} */
export const OFFER = {
  type: 'NC', callId: 'pbx:1000.1', group: { id: 'SUPPORT', name: 'Support' },
  caller: { number: '+4930123456', e164: '+4930123456', display: '+49 30 123456', name: '', matchedOn: 'E164' }, dialed: '5000',
  since: '2026-01-15T10:00:00.000Z', queue: null, parties: [{ partyId: 'ACME', name: 'Acme Ltd', url: '/partymgr/control/viewprofile?partyId=ACME' }],
  matchCount: 1, claimable: true, callsAtOnce: 1, earlier: null, again: null,
};

/** @type {{type: 'CALL'} & Call} */
export const CALL = {
  type: 'CALL', callId: 'pbx:1000.1', direction: 'INBOUND', state: 'TALKING',
  party: { number: '+4930123456', e164: '+4930123456', display: '+49 30 123456', name: '', matchedOn: 'E164',
    parties: [{ partyId: 'ACME', name: 'Acme Ltd', url: '/partymgr/control/viewprofile?partyId=ACME' }],
    url: '/partymgr/control/viewprofile?partyId=ACME' },
  startedAt: '2026-01-15T10:00:00.000Z', answeredAt: '2026-01-15T10:00:20.000Z', endedAt: null, outcome: null, reason: null,
};

/** @type {{type: 'AGENT'} & import('../../../webapp/asterisk/js/state/types.js').Agent} */
export const AGENT = {
  type: 'AGENT', state: 'AVAILABLE', since: '2026-01-15T09:00:00.000Z', choice: { state: 'AVAILABLE', reason: null }, pauses: [], wrapUp: null,
};

/** @type {{type: 'AGENT'} & import('../../../webapp/asterisk/js/state/types.js').Agent} */
export const WRAP_UP = {
  ...AGENT, state: 'WRAP_UP', since: '2026-01-15T10:01:00.000Z',
  wrapUp: { callId: 'pbx:1000.1', group: { id: 'SUPPORT', name: 'Support' }, until: '2026-01-15T10:01:30.000Z', dispositionRequired: true },
};

/** @type {{type: 'AGENT'} & import('../../../webapp/asterisk/js/state/types.js').Agent} */
export const PAUSED = {
  ...AGENT, state: 'PAUSED', since: '2026-01-15T12:00:00.000Z', choice: { state: 'PAUSED', reason: { id: 'AST_PAUSE_LUNCH', name: 'Lunch' } },
};

/** @type {Extract<import('../../../webapp/asterisk/js/state/types.js').Change, {type: 'QUEUES'}>} */
export const QUEUES = {
  type: 'QUEUES', queues: [{ group: 'SUPPORT', queue: 'support', state: 'PAUSE_PENDING' }, { group: 'SUPPORT', queue: 'help', state: 'PAUSED' }],
};

/** @type {Hello} */
export const HELLO = {
  type: 'HELLO', protocol: 1, language: 'en', user: { userLoginId: 'anna', partyId: 'ANNA', name: 'Anna Agent' },
  agent: AGENT, extension: { peerId: 'P1001', name: '1001' }, extensions: [{ peerId: 'P1001', name: '1001', state: 'IDLE' }], pbx: 'CONNECTED',
  pauseReasons: [{ id: 'AST_PAUSE_LUNCH', name: 'Lunch' }], groups: [{ id: 'SUPPORT', name: 'Support', role: 'AGENT' }], calls: [],
};

/** @type {Again} */
export const AGAIN = { by: { partyId: 'BOB', name: 'Bob Agent' }, outcome: 'EXTENSION_NO_ANSWER', reason: 'no answer' };

/** @type {{type: 'OC', callId: string} & Over} */
export const TAKEN = { type: 'OC', callId: OFFER.callId, outcome: 'CLAIMED', by: { partyId: 'BOB', name: 'Bob Agent' } };
