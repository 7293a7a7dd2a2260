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
import { closedUntil } from '../../../webapp/asterisk/js/state/hoursState.js';
import { emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';

const UNTIL = '2026-11-30T07:00:00.000Z';

test('given hours of groups, when they come again, then they replace those before, and HELLO without them ends them', () => {
  const user = { userLoginId: 'ann', partyId: 'P1', name: 'Ann' };
  const closed = reduce({ ...emptyState(), user }, {
    type: 'HOURS', groups: [{ id: 'A', open: false, until: UNTIL }, { id: 'B', open: true, until: UNTIL }],
  });
  assert.deepEqual(closedUntil(closed, 'A'), { closed: true, until: UNTIL });
  assert.deepEqual(closedUntil(closed, 'B'), { closed: false, until: null });
  assert.deepEqual(closedUntil(closed, 'C'), { closed: false, until: null }, 'a group without hours');
  const always = reduce(closed, { type: 'HOURS', groups: [{ id: 'A', open: false, until: null }] });
  assert.deepEqual(closedUntil(always, 'A'), { closed: true, until: null });
  assert.deepEqual(closedUntil(reduce(closed, { type: 'HELLO', protocol: 1, user, extension: null, groups: [], calls: [] }), 'A').closed, false);
});
