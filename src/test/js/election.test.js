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
import { electedHub } from '../../../webapp/asterisk/js/hub/election.js';

/** Pages of one browser without shared workers: they have a lock and a channel in common. */
function browserWithoutWorkers() {
  /** @type {{id: string, channel: any, granted: () => void}[]} */
  const waiting = [];
  /** @type {any[]} */
  const channels = [];
  /** @type {string[]} */
  const hubs = [];
  /** @param {string} id */
  function open(id, locked = true) {
    /** @type {any[]} */
    const heard = [];
    /** @type {any[]} */
    const received = [];
    /** @type {any} */
    const channel = {
      onmessage: null,
      postMessage: (/** @type {any} */ data) => channels.filter((other) => other !== channel).forEach((other) => other.onmessage?.({ data })),
    };
    channels.push(channel);
    const send = electedHub(() => {
      hubs.push(id);
      return { receive: (port, message) => { heard.push(message); port.postMessage({ type: 'PING' }); } };
    }, (message) => received.push(message), {
      id, open: () => channel, soon: (task) => task(),
      locks: locked ? /** @type {any} */ ({ request: (/** @type {string} */ name, /** @type {() => void} */ granted) => {
        waiting.push({ id, channel, granted });
        if (waiting.length === 1) {
          granted();
        }
      } }) : undefined,
    });
    return { send, heard, received };
  }
  return {
    open,
    hubs,
    closeLeader() {
      const [gone] = waiting.splice(0, 1);
      channels.splice(channels.indexOf(gone.channel), 1);
      waiting[0]?.granted();
    },
  };
}

test('given three pages, then one leads, hears all of them, and answers each alone', () => {
  const browser = browserWithoutWorkers();
  const [one, two, three] = ['1', '2', '3'].map((id) => browser.open(id));
  one.send({ type: 'PONG' });
  two.send({ type: 'CONNECT' });
  assert.deepEqual(browser.hubs, ['1']);
  assert.deepEqual(one.heard.map((message) => message.type), ['PONG', 'CONNECT']);
  assert.deepEqual([one, two, three].map(({ received }) => received.filter(({ type }) => type === 'PING').length), [1, 1, 0]);
});

test('given a leader, when its page is closed, then another leads, and all pages are told to ask it', () => {
  const browser = browserWithoutWorkers();
  const [, two, three] = ['1', '2', '3'].map((id) => browser.open(id));
  browser.closeLeader();
  assert.deepEqual(browser.hubs, ['1', '2']);
  assert.ok([two, three].every(({ received }) => received.some(({ type }) => type === 'HUB')));
  three.send({ type: 'PONG' });
  assert.deepEqual(two.heard.map((message) => message.type), ['PONG']);
});

test('given a page that came without TLS, then there are no locks, and each page leads itself', () => {
  const browser = browserWithoutWorkers();
  const [one, two] = [browser.open('1', false), browser.open('2', false)];
  two.send({ type: 'PONG' });
  assert.deepEqual(browser.hubs, ['1', '2']);
  assert.deepEqual([one.heard.length, two.heard.length], [0, 1]);
});
