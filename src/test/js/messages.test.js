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
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CallSocket } from '../../../webapp/asterisk/js/hub/socket.js';
import { FakeWorld } from './fakeWorld.js';
import { AGAIN, AGENT, CALL, HELLO, OFFER, PAUSED, QUEUES, TAKEN, WRAP_UP } from './messages.js';

const schema = JSON.parse(readFileSync('docs/push-protocol.schema.json', 'utf8'));
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).addSchema(schema);

/**
 * @param {string} side
 * @param {unknown} message
 */
function follows(side, message) {
  const check = ajv.compile({ $ref: `${schema.$id}#/$defs/${side}` });
  assert.ok(check(message), `${JSON.stringify(message)}: ${ajv.errorsText(check.errors)}`);
}

test('given the messages these tests play, then the server could have sent each of them', () => {
  const again = { ...OFFER, again: AGAIN };
  const earlier = { count: 4, last: { at: OFFER.since, direction: 'INBOUND', outcome: 'ANSWERED', reason: 'answered', with: 'Bob Agent' } };
  const phones = { type: 'EXTENSIONS', extension: null, extensions: [{ peerId: 'P1001', name: '1001', state: 'UNREGISTERED' }] };
  const quiet = { ...TAKEN, outcome: 'UNAVAILABLE', by: null };
  [AGENT, WRAP_UP, PAUSED, QUEUES, phones, { type: 'PBX', state: 'AWAY' }, quiet, { ...OFFER, earlier }, { ...HELLO, agent: null, pbx: null },
    OFFER, again, CALL, TAKEN, HELLO, { ...HELLO, extension: null, calls: [again, CALL] }].forEach((message) => follows('toClient', message));
});

test('given what the console sends, then the server understands each of them', () => {
  const world = new FakeWorld();
  const socket = new CallSocket('ws://pbx/ws', { message: () => {}, link: () => {} }, world);
  socket.connect();
  world.socket.says(HELLO);
  socket.request('RD', { callId: OFFER.callId }).catch(() => {});
  socket.request('GURL', { callId: OFFER.callId }).catch(() => {});
  socket.request('STATE', { state: 'PAUSED', reason: 'AST_PAUSE_LUNCH' }).catch(() => {});
  socket.request('EXTENSION', { extension: 'P1001' }).catch(() => {});
  socket.request('WRAPUP', { callId: OFFER.callId, action: 'EXTEND' }).catch(() => {});
  assert.equal(world.socket.sent.length, 5);
  world.socket.sent.forEach((message) => follows('toServer', message));
});
