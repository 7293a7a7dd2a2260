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
import { ANSWER, fakePhone } from './fakeSip.js';

/** Until what was promised is done. */
const soon = () => new Promise((resolve) => {
  setImmediate(resolve);
});

test('given a call, when another one comes, then that one hears busy, even if it were answered automatically', () => {
  const { calls, told } = fakePhone();
  const first = calls(ANSWER);
  assert.deepEqual(told(), ['RINGS', 'ANSWERS', 'TALKS']);
  assert.deepEqual(calls(ANSWER).did, ['terminate 486']);
  assert.deepEqual(first.did, ['answer']);
});

test('given a page that was reloaded in a call, when the phone is registered, then the call that comes back is muted as before', async () => {
  /** @type {boolean[]} */
  const asked = [];
  const { calls, ua, told } = fakePhone({ muted: true, takeUp: async (inCall) => asked.push(inCall) > 0 });
  ua.emit('registered');
  await soon();
  assert.deepEqual(asked, [false]);
  calls(ANSWER);
  assert.deepEqual(told(), ['READY', 'RINGS', 'ANSWERS', 'TALKS', 'MUTED true']);
});

test('given a call that was kept, when another one comes first, then its microphone is on', async () => {
  const { calls, ua, told } = fakePhone({ muted: true });
  ua.emit('registered');
  await soon();
  calls(ANSWER);
  assert.deepEqual(told(), ['READY', 'RINGS', 'ANSWERS', 'TALKS']);
});

test('given a call and a lost connection, when the phone is back, then the call that comes again takes the place of the old one', async () => {
  /** @type {boolean[]} */
  const asked = [];
  const { calls, ua, told } = fakePhone({ takeUp: async (inCall) => asked.push(inCall) > 0 });
  ua.emit('registered');
  await soon();
  const old = calls(ANSWER);
  old.mute();
  ua.emit('disconnected', {});
  ua.emit('registered');
  await soon();
  told();

  const back = calls(ANSWER);

  assert.deepEqual(asked, [false, true]);
  assert.deepEqual(old.did, ['answer', 'terminate']);
  assert.deepEqual(back.did, ['answer']);
  assert.deepEqual(told(), ['ENDS', 'RINGS', 'ANSWERS', 'TALKS', 'MUTED true']);
});

test('given a registration that is only renewed, then nobody is asked for a call', async () => {
  /** @type {boolean[]} */
  const asked = [];
  const { ua } = fakePhone({ takeUp: async (inCall) => asked.push(inCall) > 0 });
  ua.emit('registered');
  ua.emit('registered');
  await soon();
  assert.deepEqual(asked, [false]);
});

test('given a phone that fails, then the page says why', () => {
  const { ua, told } = fakePhone();
  ua.emit('disconnected', {});
  assert.deepEqual(told(), ['FAILED NO_GATEWAY']);
  ua.emit('connected', {});
  ua.emit('registrationFailed', { response: { status_code: 403 } });
  ua.emit('registrationFailed', {});
  ua.emit('disconnected', {});
  assert.deepEqual([...new Set(told())], ['CONNECTING', 'FAILED NOT_ACCEPTED', 'FAILED NO_SOCKET']);
});

test('given a new password that was lost on its way, when the PBX refuses the old one, then the phone asks once more', async (context) => {
  const timers = /** @type {any} */ (context.mock.timers);
  timers.enable({ apis: ['Date'] });
  let renewed = 0;
  const { ua, changed } = fakePhone({ renew: async () => {
    renewed += 1;
    assert.notEqual(renewed, 1, 'the answer is lost');
    return { password: `new ${renewed}`, iceServers: [] };
  } });
  const refused = async () => {
    ua.emit('registrationFailed', { response: { status_code: 403 } });
    await soon();
  };
  await refused();
  assert.equal(renewed, 0, 'a phone that was never accepted is left alone');
  timers.tick(7 * 3_600_000);
  ua.emit('registered');
  await soon();
  ua.emit('registrationFailed', {});
  await soon();
  assert.deepEqual([renewed, changed], [1, []], 'a lost connection says nothing of the password');

  await refused();

  assert.deepEqual(changed, ['password new 2', 'register']);
  await refused();
  assert.equal(renewed, 2, 'the new one is refused, too');
});

test('given a call that fails, then the page says why', () => {
  for (const [cause, problem] of [['Incompatible SDP', 'NO_CODEC'], ['WebRTC Error', 'NO_CODEC'], ['User Denied Media Access', 'MICROPHONE_REFUSED'],
    ['RTP Timeout', 'NO_PATH'], ['Canceled', '']]) {
    const { calls, told } = fakePhone();
    calls().emit('failed', { cause });
    assert.deepEqual(told(), ['RINGS', `ENDS ${problem}`.trim()], cause);
  }
});

test('given a call whose sound is lost, then its other end is kept, and comes back when the sound does', async (context) => {
  const timers = /** @type {any} */ (context.mock.timers); // the types are those of an older Node.js
  timers.enable({ apis: ['setTimeout', 'Date'] });
  /** @type {string[]} */
  const asked = [];
  const { calls, ua, pbxAnswers } = fakePhone({ leave: () => asked.push('leave'), takeUp: async (inCall) => asked.push(`take up ${inCall}`) > 0 });
  ua.emit('registered');
  const call = calls(ANSWER);
  call.soundIs('connected');
  call.soundIs('disconnected');
  timers.tick(2_000);
  assert.deepEqual(call.did.splice(1), []);
  pbxAnswers();
  await soon();
  assert.deepEqual([asked.splice(0), call.did.splice(1)], [['take up false'], [{ rtcOfferConstraints: { iceRestart: true } }]]);
  timers.tick(5_000);
  assert.deepEqual(asked.splice(0), ['leave']);
  call.soundIs('connected');
  assert.deepEqual(asked, ['take up true']);
});

test('given a call whose sound is lost for good, then the page says so and asks for the call again', () => {
  /** @type {boolean[]} */
  const asked = [];
  const { calls, ua, told } = fakePhone({ takeUp: async (inCall) => asked.push(inCall) > 0 });
  ua.emit('registered');
  const call = calls(ANSWER);
  call.soundIs('connected');
  ua.emit('disconnected', {});
  told();
  call.emit('ended', { cause: 'RTP Timeout' });
  assert.deepEqual(told(), ['ENDS CALL_LOST']);
  assert.deepEqual(asked, [false, false]);
});

test('given a call whose sound is lost and a PBX that answers nothing, then only a new connection repairs it', async (context) => {
  const timers = /** @type {any} */ (context.mock.timers);
  timers.enable({ apis: ['setTimeout', 'Date'] });
  const { calls, ua, told } = fakePhone();
  ua.emit('connecting');
  ua.emit('connected', {});
  ua.emit('registered');
  const call = calls(ANSWER);
  call.soundIs('connected');
  call.soundIs('disconnected');
  timers.tick(2_000);
  told();
  timers.tick(4_000);
  await soon();
  assert.deepEqual([told(), call.did], [['FAILED NO_SOCKET'], ['answer']]);
  ua.emit('registered');
  assert.deepEqual(call.did, ['answer', { rtcOfferConstraints: { iceRestart: true } }]);
});

test('given a network that takes connections and lets nothing through, then the next one is tried soon', (context) => {
  const timers = /** @type {any} */ (context.mock.timers);
  timers.enable({ apis: ['setTimeout'] });
  const { ua, told } = fakePhone();
  ua.emit('connecting');
  timers.tick(3_999);
  assert.deepEqual(told(), []);
  timers.tick(1);
  assert.deepEqual(told(), ['FAILED NO_GATEWAY']);
  ua.emit('connecting');
  ua.emit('connected', {});
  timers.tick(60_000);
  assert.deepEqual(told(), ['CONNECTING']);
  ua.emit('registrationFailed', {});
  assert.deepEqual(told(), ['FAILED NO_SOCKET', 'FAILED NO_SOCKET']);
});

test('given a call whose sound is lost for so long that others get it, then it is over here, too, and the page says so', async (context) => {
  const timers = /** @type {any} */ (context.mock.timers);
  timers.enable({ apis: ['setTimeout', 'Date'] });
  const { calls, told, pbxAnswers } = fakePhone();
  const call = calls(ANSWER);
  call.soundIs('connected');
  call.soundIs('disconnected');
  timers.tick(2_000);
  pbxAnswers();
  await soon();
  call.did.pop();
  timers.tick(5_000);
  told();
  timers.tick(11_999);
  assert.deepEqual(told(), []);
  timers.tick(1);
  assert.deepEqual([told(), call.did], [['ENDS CALL_LOST'], ['answer', 'terminate']]);
});

test('given a call whose sound is lost, when the PBX ends it, then the page says so', () => {
  const { calls, told } = fakePhone();
  const call = calls(ANSWER);
  call.soundIs('connected');
  call.soundIs('disconnected');
  told();
  call.emit('ended', { cause: 'Terminated', originator: 'remote' });
  assert.deepEqual(told(), ['ENDS CALL_LOST']);
});

test('given a number for test calls, then the phone calls it unless it has a call, and says so if the PBX refuses it', () => {
  const { client, calls, told, placed, ua } = fakePhone();
  /** @type {any} */
  let session = null;
  ua.on('newRTCSession', (/** @type {any} */ event) => {
    session = event.session;
  });
  client.test('Test call');
  session.emit('confirmed', {});
  assert.deepEqual([placed, told()], [['sip:%2343@pbx'], ['RINGS', 'ANSWERS', 'TALKS']]);
  client.test('Test call');
  session.emit('ended', {});
  client.test('Test call');
  session.emit('failed', { cause: 'Not Found', originator: 'remote' });
  assert.deepEqual([placed.length, told()], [2, ['ENDS', 'RINGS', 'ANSWERS', 'ENDS NO_ECHO']]);
  client.test('Test call');
  told();
  const echo = session;
  assert.deepEqual(calls().did, ['terminate 486']);
  assert.deepEqual([calls(ANSWER).did, echo.did, told()], [['answer'], ['terminate'], ['ENDS', 'RINGS', 'ANSWERS', 'TALKS']]);
  client.test('Test call');
  assert.equal(placed.length, 3);
});
