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
import { RequestFailed } from '../../../webapp/asterisk/js/common/requestFailed.js';
import { createDialSearch } from '../../../webapp/asterisk/js/dialing/dialSearch.js';
import { FakeWorld } from './fakeWorld.js';

function given() {
  const world = new FakeWorld();
  /** @type {any[]} */
  const asked = [];
  /** @type {any[]} */
  const changes = [];
  const findNumbers = (/** @type {string} */ text, /** @type {AbortSignal} */ signal) => new Promise((resolve, reject) => {
    asked.push({ text, signal, answers: (/** @type {string} */ name) => resolve({ entries: [{ name }], refusal: null }), fails: reject });
  });
  const timers = { later: world.later, cancel: world.cancel };
  const search = createDialSearch(/** @type {any} */ ({ findNumbers }), (change) => changes.push(change), timers);
  return { world, asked, changes, search };
}

const settled = () => new Promise((resolve) => { setImmediate(resolve); });

test('given somebody who types, when they pause, then the server is asked once, for what is in the field', async () => {
  const { world, asked, changes, search } = given();
  'anna'.split('').forEach((letter, index) => {
    search.type(' anna'.slice(0, index + 2));
    world.pass(100);
  });
  assert.equal(asked.length, 0);
  world.pass(200);
  assert.deepEqual(asked.map(({ text }) => text), ['anna']);
  asked[0].answers('Anna');
  await settled();
  assert.deepEqual(changes, [{ type: 'SUGGESTED', text: 'anna', entries: [{ name: 'Anna' }], warning: '' }]);
});

test('given a question under way, when the user types on, then it is given up, and its answer never shown', async () => {
  const { world, asked, changes, search } = given();
  search.type('an');
  world.pass(200);
  search.type('ann');
  assert.equal(asked[0].signal.aborted, true);
  world.pass(200);
  asked[1].answers('Ann');
  asked[0].answers('Antti');
  await settled();
  assert.deepEqual(changes.map(({ text }) => text), ['ann']);
});

test('given a number that is dialled, when the answer to it comes later, then nothing is suggested', async () => {
  const { world, asked, changes, search } = given();
  search.type('112');
  world.pass(200);
  search.stop();
  asked[0].answers('Help');
  await settled();
  assert.deepEqual(changes, []);
});

test('given an LDAP directory, when it answers later, then its people come behind the others, each once', async () => {
  const { world, changes } = given();
  const entry = (/** @type {string} */ name) => ({ name, display: '1', kind: 'DIRECTORY' });
  let asked = 0;
  const search = createDialSearch(/** @type {any} */ ({
    findNumbers: async () => ({ entries: [entry('Anna')], hasDirectory: true }),
    findDirectoryNumbers: async () => {
      asked += 1;
      if (asked === 2) {
        throw new RequestFailed('OFFLINE');
      }
      return { entries: [entry('Anna'), entry('Annika')] };
    },
  }), (change) => changes.push(change), { later: world.later, cancel: world.cancel });
  search.type('ann');
  world.pass(200);
  await settled();
  assert.deepEqual(changes.map(({ entries }) => entries.map((/** @type {any} */ found) => found.name)), [['Anna'], ['Anna', 'Annika']]);
  search.type('anna');
  world.pass(200);
  await settled();
  assert.equal(changes.length, 3, 'a directory that fails changes nothing');
  await search.recent();
  assert.equal(asked, 2, 'recent calls are not looked for in the directory');
});

test('given no network, when somebody types, then there are no suggestions and no words of failure', async () => {
  const { world, asked, changes, search } = given();
  search.type('an');
  world.pass(200);
  asked[0].fails(new RequestFailed('OFFLINE'));
  await settled();
  assert.deepEqual(changes, [{ type: 'SUGGESTED', text: 'an', entries: [], warning: '' }]);
});

test('given outbound services of the user, when the recent calls are asked for, then they come along, also when there are none', async () => {
  /** @type {any[]} */
  const changes = [];
  const answers = [{ entries: [], services: [{ id: 'SALES/00001', name: 'Sales' }] }, { entries: [], services: [] }, { entries: [] }];
  const search = createDialSearch(/** @type {any} */ ({ findNumbers: async () => answers.shift() }), (change) => changes.push(change));
  await search.recent();
  await search.recent();
  await search.recent();
  assert.deepEqual(changes.map(({ services }) => services), [[{ id: 'SALES/00001', name: 'Sales' }], [], undefined]);
});
