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
import { beforeEach, test } from 'node:test';
import { RequestFailed } from '../../../webapp/asterisk/js/common/requestFailed.js';
import { CallSocket } from '../../../webapp/asterisk/js/hub/socket.js';
import { FakeWorld } from './fakeWorld.js';
import { CALL, HELLO, OFFER } from './messages.js';

/** @type {FakeWorld} */
let world;
/** @type {any[]} */
let heard;
/** @type {import('../../../webapp/asterisk/js/state/types.js').Link[]} */
let links;
/** @type {CallSocket} */
let socket;

beforeEach(() => {
  world = new FakeWorld();
  heard = [];
  links = [];
  socket = new CallSocket('ws://pbx/ws', { message: (message) => heard.push(message), link: (link) => links.push(link) }, world);
  socket.connect();
});

const phases = () => links.map((link) => link.phase);
const connected = () => world.socket.says(HELLO);

/** @param {string} code */
const failsWith = (code) => (/** @type {unknown} */ failure) => failure instanceof RequestFailed && failure.code === code;

test('given a new page, when HELLO comes, then the state is told before the connection', () => {
  connected();
  assert.deepEqual(heard, [HELLO]);
  assert.deepEqual(phases(), ['CONNECTING', 'CONNECTED']);
});

test('given a connection, when the server speaks, then each message is passed on in order', () => {
  connected();
  world.socket.says(OFFER);
  world.socket.says(CALL);
  assert.deepEqual(heard.map((message) => message.type), ['HELLO', 'NC', 'CALL']);
});

test('given a server that has nothing to say, when time passes, then the connection stays', () => {
  connected();
  world.pass(600_000);
  assert.deepEqual(phases(), ['CONNECTING', 'CONNECTED']);
});

test('given a network that swallows everything, when time passes, then the page knows within half a minute and connects again', async () => {
  connected();
  world.pass(7_000);
  world.socket.says(OFFER);
  world.socket.dead = true;
  world.pass(15_000 + 10_000 - 1);
  assert.deepEqual(phases(), ['CONNECTING', 'CONNECTED']);
  world.pass(1);
  await Promise.resolve().then(() => {}); // the asker hears of it
  assert.deepEqual(phases(), ['CONNECTING', 'CONNECTED', 'WAITING']);
  world.pass(500);
  connected();
  assert.deepEqual(phases().slice(3), ['CONNECTING', 'CONNECTED']);
});

test('given a connection, when something comes that is no message, then nothing happens', () => {
  connected();
  ['', '{', 'null', '7', '[]', '{"type":1}'].forEach((text) => world.socket.says(text));
  assert.equal(heard.length, 1);
});

test('given a server that stays away, when the pauses pass, then they grow from half a second to fifteen', () => {
  /** @type {number[]} */
  const pauses = [];
  for (let i = 0; i < 8; i += 1) {
    world.socket.closes(1006);
    pauses.push((links[links.length - 1].retryAt ?? 0) - world.time);
    world.pass(pauses[i]);
  }
  assert.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
  assert.equal(world.sockets.length, 9);
});

test('given many browsers, when chance is low, then the pause is half as long and never less', () => {
  world.chance = 0;
  world.socket.closes(1006);
  assert.equal(links[links.length - 1].retryAt, 250);
});

test('given failures before, when HELLO comes, then the next loss starts with the first pause again', () => {
  world.socket.closes(1006);
  world.pass(500);
  world.socket.closes(1006);
  world.pass(1000);
  connected();
  world.socket.closes(1006);
  assert.equal((links[links.length - 1].retryAt ?? 0) - world.time, 500);
});

test('given a long pause, when the network is back or the page is looked at, then it connects at once', () => {
  world.socket.closes(1006);
  world.network.dispatchEvent(new Event('online'));
  assert.equal(world.sockets.length, 2);
  world.socket.closes(1006);
  socket.retryNow();
  assert.equal(world.sockets.length, 3);
  world.pass(60_000 - 1);
  assert.ok(world.sockets.length > 3, 'and goes on by itself after that');
});

test('given a connection, when the page is looked at, then the connection stays', () => {
  connected();
  socket.retryNow();
  assert.equal(world.sockets.length, 1);
});

test('given a connection, when the network goes, then the loss is known at once', () => {
  connected();
  world.network.dispatchEvent(new Event('offline'));
  assert.equal(phases().pop(), 'WAITING');
  assert.ok(world.socket.closed);
});

test('given a socket that opens but says nothing, when patience ends, then it is dropped and tried again', () => {
  world.pass(10_000);
  assert.equal(phases().pop(), 'WAITING');
  world.pass(500);
  assert.equal(world.sockets.length, 2);
});

for (const [code, phase] of /** @type {[number, string][]} */ ([[4401, 'SIGNED_OUT'], [4403, 'REFUSED'], [4409, 'REPLACED']])) {
  test(`given a connection, when the server closes it with ${code}, then it is ${phase} and no new one is tried`, () => {
    connected();
    world.socket.closes(code);
    world.pass(600_000);
    world.network.dispatchEvent(new Event('online'));
    assert.equal(phases().pop(), phase);
    assert.equal(world.sockets.length, 1);
  });
}

test('given a replaced console, when the user takes it back, then it connects', () => {
  connected();
  world.socket.closes(4409);
  socket.connect();
  connected();
  assert.equal(phases().pop(), 'CONNECTED');
});

test('given a server that has too much of us, when it closes with 4429, then the longest pause comes first', () => {
  connected();
  world.socket.closes(4429);
  assert.equal(links[links.length - 1].retryAt, 15_000);
});

test('given two requests, when answers come in any order, then each reaches its own', async () => {
  connected();
  const claim = socket.request('RD', { callId: 'a' });
  const look = socket.request('GURL', { callId: 'b' });
  const [rd, gurl] = world.socket.sent;
  assert.deepEqual([rd.type, rd.callId, gurl.type, gurl.callId], ['RD', 'a', 'GURL', 'b']);
  world.socket.says({ type: 'URL', re: gurl.id, callId: 'b', parties: [], url: '/b' });
  world.socket.says({ type: 'OK', re: rd.id });
  assert.equal((await look).url, '/b');
  assert.equal((await claim).type, 'OK');
  assert.equal(heard.length, 1, 'answers are nobody else\'s business');
});

test('given a request, when the server refuses it, then it fails with the server\'s words', async () => {
  connected();
  const claim = socket.request('RD', { callId: 'a' });
  world.socket.says({ type: 'ERROR', re: world.socket.sent[0].id, code: 'CALL_TAKEN', message: 'Bob took it' });
  await assert.rejects(claim, { code: 'CALL_TAKEN', message: 'Bob took it' });
});

test('given requests, when the socket is lost or the server silent or there is no socket, then they fail', async () => {
  connected();
  const lost = socket.request('RD', { callId: 'a' });
  world.socket.closes(1006);
  await assert.rejects(lost, failsWith('LOST'));
  await assert.rejects(socket.request('RD', { callId: 'a' }), failsWith('OFFLINE'));
  world.pass(500);
  connected();
  const silent = socket.request('RD', { callId: 'a' });
  world.pass(10_000);
  await assert.rejects(silent, failsWith('SILENT'));
});
