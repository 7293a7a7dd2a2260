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
import { createCustomers } from '../../../webapp/asterisk/js/customer/customers.js';
import { emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';
import { OFFER } from './messages.js';

const WHOLE = { parts: { ORDERS: { rows: [], more: false } }, actions: {} };
const PARTLY = { parts: { ORDERS: { rows: [], more: false }, CREDIT: { failed: true } }, actions: {} };

/**
 * Customers of a server that gives these answers, one after the other.
 *
 * @param {any[]} answers
 */
function customersWith(answers) {
  const world = { now: 0, asked: 0 };
  const customers = createCustomers({
    customerCard: () => {
      world.asked += 1;
      return Promise.resolve(answers.shift());
    },
  }, () => {}, () => world.now);
  return {
    asked: () => world.asked,
    /** @param {number} ms */
    after: async (ms) => {
      world.now += ms;
      customers.show('AST_ANNA');
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      return customers.show('AST_ANNA');
    },
  };
}

test('given a call of a customer, when it arrives, then the card is asked for at once and once, if somebody sees the page', () => {
  /** @type {string[]} */
  const asked = [];
  const page = { hidden: true };
  const customers = createCustomers({
    customerCard: (partyId) => {
      asked.push(partyId);
      return new Promise(() => {});
    },
  }, () => {}, () => 0, () => page.hidden);
  const [none, one] = [emptyState(), reduce(emptyState(), { ...OFFER, parties: [{ partyId: 'AST_ANNA', name: 'Anna Kask', url: '' }] })];

  customers.follow(one, none);
  assert.deepEqual(asked, []);
  page.hidden = false;
  customers.follow(one, none);
  customers.follow(one, one);
  customers.show('AST_ANNA');
  assert.deepEqual(asked, ['AST_ANNA']);
});

test('a card of which a part could not be read is read again after five seconds', async () => {
  const world = customersWith([PARTLY, WHOLE]);
  assert.deepEqual(await world.after(0), { card: PARTLY, failed: false });
  await world.after(4_000);
  assert.equal(world.asked(), 1);
  assert.deepEqual(await world.after(1_001), { card: WHOLE, failed: false });
  await world.after(59_000);
  assert.equal(world.asked(), 2);
});
