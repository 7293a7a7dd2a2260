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
import { emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';
import { duringCall, withoutCall } from '../../../webapp/asterisk/js/team/teamList.js';

/**
 * @param {string} partyId
 * @param {string} name
 * @param {import('../../../webapp/asterisk/js/state/types.js').AgentStatus} state
 */
const member = (partyId, name, state = 'AVAILABLE') => ({ partyId, name, number: '1001', state, reason: null, since: null, with: null, rings: null });
const ANN = { userLoginId: 'ann', partyId: 'P1', name: 'Ann' };

test('given a team, when members change, then they replace themselves and the others stay, by name', () => {
  const all = reduce({ ...emptyState(), user: ANN }, {
    type: 'TEAM', all: true, members: [member('P3', 'Zoe'), member('P2', 'Bob'), member('P1', 'Ann')],
  });
  assert.deepEqual(all.team.map(({ name }) => name), ['Bob', 'Zoe'], 'without the user');
  const changed = reduce(all, { type: 'TEAM', all: false, members: [member('P3', 'Zoe', 'TALKING'), member('P4', 'Kim')] });
  assert.deepEqual(changed.team.map(({ name, state }) => `${name} ${state}`), ['Bob AVAILABLE', 'Kim AVAILABLE', 'Zoe TALKING']);
  assert.equal(changed.team[0], all.team[0]);
  assert.deepEqual(reduce(changed, { type: 'TEAM', all: true, members: [] }).team, []);
});

test('given a user who is signed out, when the next page opens, then nothing of the team is left', () => {
  const all = reduce({ ...emptyState(), user: ANN }, { type: 'TEAM', all: true, members: [member('P2', 'Bob')] });
  assert.deepEqual(reduce(all, { type: 'LINK', link: { phase: 'SIGNED_OUT' } }).team, []);
});

test('given a colleague, when their phone rings, then the call can be picked up by who has none', () => {
  const quiet = member('P2', 'Bob');
  assert.equal(withoutCall(quiet), 'CALL');
  assert.equal(withoutCall({ ...quiet, rings: 'PBX:7' }), 'PICK_UP');
  assert.equal(withoutCall({ ...quiet, number: '' }), '');
  assert.equal(duringCall({ ...quiet, rings: 'PBX:7' }, ['HOLD']), '');
  assert.equal(duringCall(quiet, ['HOLD', 'TRANSFER']), 'TRANSFER');
});
