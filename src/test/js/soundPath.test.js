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
import { followCall } from '../../../webapp/asterisk/js/phone/callEvents.js';
import { haveRelay, takenServers, whyNoPath } from '../../../webapp/asterisk/js/phone/noPath.js';
import { ANSWER, FakeSession, fakePhone } from './fakeSip.js';

const TURN = [{ urls: ['turn:turn.example.com?transport=tcp'], username: '1:a', credential: 'x' }];

/** Until what was promised is done. */
const soon = () => new Promise((resolve) => {
  setImmediate(resolve);
});

/** Looks for the reason, with a connection to which this happens. @param {(connection: any) => void} happens */
async function reason(happens) {
  /** @type {any[]} */
  const asked = [];
  const connection = Object.assign(new EventTarget(), { iceGatheringState: 'gathering', closed: false, createDataChannel: () => {}, close() {
    this.closed = true;
  }, setLocalDescription: async () => happens(connection) });
  const problem = await whyNoPath([{ urls: 'stun:x' }, ...TURN], (configuration) => {
    asked.push(configuration);
    return /** @type {any} */ (connection);
  });
  assert.deepEqual(asked, [{ iceServers: TURN }, { iceServers: TURN, iceTransportPolicy: 'relay' }]);
  assert.equal(connection.closed, true);
  return problem;
}

/** @param {any} connection */
function completes(connection) {
  connection.iceGatheringState = 'complete';
  connection.dispatchEvent(new Event('icegatheringstatechange'));
}

/** @param {any} connection @param {number} errorCode */
const fails = (connection, errorCode) => connection.dispatchEvent(Object.assign(new Event('icecandidateerror'), { errorCode }));

test('given no sound and no TURN server, then there is no more to find out', async () => {
  assert.equal(haveRelay([{ urls: 'stun:x' }]), false);
  assert.equal(haveRelay([{ urls: 'stun:x' }, { urls: 'turns:y' }]), true);
  assert.equal(await whyNoPath([{ urls: 'stun:x' }]), 'NO_PATH');
});

test('given servers of which the browser does not take one, then calls go on with the others', async () => {
  /** @param {any} configuration */
  const open = ({ iceServers: [{ urls }] }) => {
    assert.notEqual(urls, 'turn:x:9', 'a port that is not allowed');
    return /** @type {any} */ ({ close: () => {} });
  };
  assert.deepEqual(takenServers([{ urls: 'stun:x' }, { urls: 'turn:x:9' }], open), [{ urls: 'stun:x' }]);
  assert.equal(await whyNoPath([{ urls: 'stun:x' }, { urls: 'turn:x:9' }], open), 'NO_RELAY');
});

test('given no sound, then a TURN server that refuses, one that is not reached, and one that works are told apart', async (context) => {
  assert.equal(await reason((connection) => {
    fails(connection, 701);
    fails(connection, 401);
    completes(connection);
  }), 'RELAY_REFUSED');
  assert.equal(await reason((connection) => {
    fails(connection, 701);
    completes(connection);
  }), 'NO_RELAY');
  assert.equal(await reason((connection) => connection.dispatchEvent(Object.assign(new Event('icecandidate'),
    { candidate: { candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ relay' } }))), 'RELAY_BLOCKED');
  const timers = /** @type {any} */ (context.mock.timers);
  timers.enable({ apis: ['setTimeout'] });
  const silent = reason(() => {});
  await soon();
  timers.tick(4_000);
  assert.equal(await silent, 'NO_RELAY');
});

test('given a call that never has sound, then its other end is kept, the call ends here, and the page says why', async (context) => {
  const timers = /** @type {any} */ (context.mock.timers);
  timers.enable({ apis: ['setTimeout', 'Date'] });
  /** @type {string[]} */
  const asked = [];
  const { calls, told, ua } = fakePhone({ leave: () => asked.push('leave'), takeUp: async () => asked.push('take up') > 0 });
  ua.emit('registered');
  await soon();
  const call = calls(ANSWER);
  call.soundIs('checking');
  timers.tick(5_999);
  told();
  assert.deepEqual(asked.splice(0), ['take up']);
  timers.tick(1);
  await soon();
  assert.deepEqual([asked.splice(0), told().slice(0, 2), call.did], [['leave'], ['BROKEN', 'ENDS NO_PATH'], ['answer', 'terminate']]);
  ua.emit('registered');
  await soon();
  assert.deepEqual(asked, [], 'the call would fail in the same way again');
});

test('given a call whose sound fails before there was any, then the library does not end it before the other end is kept', async () => {
  /** @type {string[]} */
  const did = [];
  const { calls, told } = fakePhone({ leave: () => did.push('leave') });
  const call = calls(ANSWER);
  call.terminate = () => did.push('terminate');
  told();
  call.soundIs('failed');
  await soon();
  assert.deepEqual(did, ['leave', 'terminate']);
  assert.equal(told().includes('ENDS NO_PATH'), true);
});

test('given a caller who hangs up because there is no sound, then the page says so', () => {
  const { calls, told } = fakePhone();
  const call = Object.assign(calls(ANSWER), { start_time: new Date(0), end_time: new Date(2_001) });
  told();
  call.emit('ended', { cause: 'Terminated', originator: 'remote' });
  assert.deepEqual(told(), ['ENDS NO_PATH']);
  const short = Object.assign(calls(ANSWER), { start_time: new Date(0), end_time: new Date(1_000) });
  told();
  short.emit('ended', { cause: 'Terminated', originator: 'remote' });
  assert.deepEqual(told(), ['ENDS']);
});

test('given a TURN server, then its candidate is waited for longer than others, but not for long', (context) => {
  const timers = /** @type {any} */ (context.mock.timers);
  timers.enable({ apis: ['setTimeout'] });
  /** @param {boolean} relayed @param {string} type */
  const readyAfter = (relayed, type) => {
    const session = new FakeSession();
    followCall(session, /** @type {any} */ ({ hear() {}, over() {}, listen() {}, sounded: () => true, muted: () => false, relayed }));
    let ready = false;
    session.emit('icecandidate', { candidate: { type }, ready: () => {
      ready = true;
    } });
    let waited = 0;
    for (; !ready; waited += 100) {
      timers.tick(100);
    }
    return waited;
  };
  assert.deepEqual([readyAfter(false, 'host'), readyAfter(true, 'host'), readyAfter(true, 'relay')], [500, 2_500, 500]);
});

test('given a browser that finds no candidate and does not say so, then the call is answered all the same', (context) => {
  const timers = /** @type {any} */ (context.mock.timers);
  timers.enable({ apis: ['setTimeout'] });
  const session = new FakeSession();
  followCall(session, /** @type {any} */ ({ hear() {}, over() {}, listen() {}, sounded: () => true, muted: () => false, relayed: true }));
  session.answer();
  let told = 0;
  session.connection.addEventListener('icecandidate', () => {
    told += 1;
  });
  session.connection.signalingState = 'stable';
  session.connection.dispatchEvent(new Event('signalingstatechange'));
  timers.tick(2_999);
  assert.equal(told, 0);
  timers.tick(1);
  assert.equal(told, 1);
  session.connection.dispatchEvent(new Event('signalingstatechange'));
  timers.tick(3_000);
  assert.equal(told, 1, 'it knows');
});

test('given a page that stays open, then it has a new account before the old one ends, and calls use it', async (context) => {
  const timers = /** @type {any} */ (context.mock.timers);
  timers.enable({ apis: ['Date'] });
  let renewed = 0;
  const { ua, changed } = fakePhone({ renew: async () => {
    renewed += 1;
    assert.notEqual(renewed, 1, 'the server is away');
    return { password: `new ${renewed}`, iceServers: TURN };
  } });
  ua.emit('registered');
  timers.tick(6 * 3_600_000);
  ua.emit('registered');
  await soon();
  assert.deepEqual(changed, []);
  timers.tick(1);
  for (let registrations = 0; registrations < 3; registrations += 1) {
    ua.emit('registered');
    ua.emit('registered');
    await soon();
  }
  assert.deepEqual(changed, ['password new 2']);
});
