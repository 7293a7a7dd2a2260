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
import { createBell, outputOn } from '../../../webapp/asterisk/js/phone/bell.js';
import { answersItself, microphoneProblem, noPhone, reducePhone } from '../../../webapp/asterisk/js/phone/phoneState.js';
import { createPhoneTabs } from '../../../webapp/asterisk/js/phone/phoneTabs.js';
import { addMeasure, barsOf, measureOf, mosOf, noQuality, sentQuality } from '../../../webapp/asterisk/js/phone/quality.js';

/** @typedef {import('../../../webapp/asterisk/js/phone/phoneState.js').PhoneChange} PhoneChange */

/** @param {PhoneChange[]} changes */
const after = (...changes) => changes.reduce(reducePhone, noPhone());

/** @type {PhoneChange} */
const CHOSEN = { type: 'CHOSEN', peerId: 'PAGE' };
/** @type {PhoneChange} */
const RINGS = { type: 'RINGS', caller: 'Anna Kask', automatic: false };

test('given another phone, then the page has none, whatever comes late from the one before', () => {
  assert.deepEqual(after({ type: 'READY' }, RINGS), noPhone());
  assert.deepEqual(after(CHOSEN, { type: 'READY' }, RINGS, { type: 'CHOSEN', peerId: '' }, { type: 'READY' }), noPhone());
});

test('given the page as phone, then it is ready once the PBX has it, and says what went wrong until it is ready again', () => {
  assert.equal(after(CHOSEN).status, 'STARTING');
  assert.equal(after(CHOSEN, { type: 'LEADS' }, { type: 'CONNECTING' }).status, 'CONNECTING');
  const failed = after(CHOSEN, { type: 'READY' }, { type: 'FAILED', problem: 'NO_SOCKET' });
  assert.deepEqual([failed.status, failed.problem], ['FAILED', 'NO_SOCKET']);
  const again = reducePhone(failed, { type: 'READY' });
  assert.deepEqual([again.status, again.problem], ['READY', '']);
});

test('given a call, then it rings, is answered, muted and held, and a second one changes nothing', () => {
  const talking = after(CHOSEN, { type: 'READY' }, RINGS, { type: 'ANSWERS' }, { type: 'TALKS' }, { type: 'MUTED', muted: true },
    { type: 'HELD', held: true }, { type: 'QUALITY', mos: 4.2 }, { type: 'RINGS', caller: 'Somebody', automatic: true });
  assert.deepEqual(talking.call, { phase: 'TALKING', caller: 'Anna Kask', automatic: false, muted: true, held: true, broken: false, quality: 4.2 });
  assert.equal(reducePhone(talking, { type: 'ENDS' }).call, null);
});

test('given a call, when the connection to the PBX is lost, then the call goes on', () => {
  const lost = after(CHOSEN, { type: 'READY' }, RINGS, { type: 'TALKS' }, { type: 'FAILED', problem: 'NO_SOCKET' }, { type: 'BROKEN', broken: true });
  assert.equal(lost.call?.phase, 'TALKING');
  assert.equal(lost.call?.broken, true);
});

test('given a call that fails for want of a codec, then the page says so until the next one', () => {
  const failed = after(CHOSEN, { type: 'READY' }, RINGS, { type: 'ENDS', problem: 'NO_CODEC' });
  assert.deepEqual([failed.call, failed.callProblem, reducePhone(failed, { type: 'READY' }).callProblem], [null, 'NO_CODEC', 'NO_CODEC']);
  assert.equal(reducePhone(failed, RINGS).callProblem, '');
});

test('given a tab without the sound, then it shows the state of the tab that has it, and of that phone only', () => {
  const leading = after(CHOSEN, { type: 'LEADS' }, { type: 'READY' }, RINGS);
  const following = reducePhone(after(CHOSEN), { type: 'FOLLOWS', state: leading });
  assert.deepEqual(following, { ...leading, leads: false });
  assert.equal(reducePhone(leading, { type: 'FOLLOWS', state: after(CHOSEN) }), leading);
  assert.equal(after({ type: 'CHOSEN', peerId: 'OTHER' }, { type: 'FOLLOWS', state: leading }).status, 'STARTING');
});

test('given a call, then it rings in the tab with the sound until it is answered, and not at all if the page answers it', () => {
  /** @type {string[]} */
  const seen = [];
  const param = { value: 0, setValueAtTime: () => {}, linearRampToValueAtTime: () => {} };
  const node = { gain: param, frequency: param, connect: () => {}, disconnect: () => seen.push('silent'), start: () => {}, stop: () => {} };
  const context = { currentTime: 0, state: 'running', destination: {}, createGain: () => node, createOscillator: () => node };
  const ring = createBell(() => '', {
    open: () => /** @type {any} */ (context), output: () => /** @type {any} */ ({}), later: () => seen.push('rings'), cancel: () => seen.push('ends'),
  });
  const ringing = after(CHOSEN, { type: 'LEADS' }, { type: 'READY' }, RINGS);

  ring({ ...ringing, leads: false });
  ring(after(CHOSEN, { type: 'LEADS' }, { ...RINGS, automatic: true }));
  assert.deepEqual(seen, []);
  ring(ringing);
  ring(ringing);
  ring(reducePhone(ringing, { type: 'ANSWERS' }));
  assert.deepEqual(seen, ['rings', 'ends', 'silent']);
});

test('given a device for ringing, then it rings there, also where browsers have devices for elements only, and where one is chosen later', () => {
  let device = 'loudspeaker';
  /** @type {string[]} */
  const heardOn = [];
  const sink = (/** @type {string} */ kind) => ({ setSinkId: async (/** @type {string} */ id) => heardOn.push(`${kind} ${id}`) });
  const output = outputOn(() => device, () => ({ ...sink('element'), play: async () => heardOn.push('plays') }));
  const node = { stream: {} };
  const firefox = { createMediaStreamDestination: () => node };
  assert.equal(output({ ...sink('context'), destination: 'own' }), 'own');
  assert.equal(output(firefox), node);
  device = 'headset';
  assert.equal(output(firefox), node);
  assert.deepEqual(heardOn, ['context loudspeaker', 'plays', 'element loudspeaker', 'element headset']);
});

test('given the header of automatic answer, then only that answers by itself', () => {
  assert.equal(answersItself('<sip:ofbiz>;answer-after=0'), true);
  assert.equal(answersItself('<sip:ofbiz>; answer-after = 0;x=y'), true);
  for (const other of [undefined, '', '<sip:ofbiz>', '<sip:ofbiz>;answer-after=05', '<sip:answer-after=0>', '<sip:ofbiz>;no-answer-after=0']) {
    assert.equal(answersItself(other), false, String(other));
  }
});

test('given a microphone that cannot be used, then the reason is told apart', () => {
  /** @param {string} name */
  const failure = (name) => Object.assign(new Error(), { name });
  assert.equal(microphoneProblem(failure('NotAllowedError')), 'MICROPHONE_REFUSED');
  assert.equal(microphoneProblem(failure('NotFoundError')), 'NO_MICROPHONE');
  assert.equal(microphoneProblem(failure('NotReadableError')), 'MICROPHONE_BUSY');
  assert.equal(microphoneProblem('whatever'), 'MICROPHONE_BUSY');
});

test('given totals of a call, then the score is that of the last seconds', () => {
  const start = { received: 1000, lost: 500, jitter: 0.005, roundTrip: 0.05 };
  const good = mosOf(start, { ...start, received: 1100 });
  const poor = mosOf(start, { ...start, received: 1090, lost: 510 });
  const bad = mosOf(start, { received: 1070, lost: 530, jitter: 0.2, roundTrip: 0.8 });
  assert.ok(good !== null && poor !== null && bad !== null);
  assert.ok(good > 4.2 && good <= 4.5, `${good}`);
  assert.ok(poor < good && bad < poor, `${good} ${poor} ${bad}`);
  assert.ok(bad >= 1, `${bad}`);
  assert.equal(mosOf(start, start), null);
  assert.deepEqual([barsOf(null), barsOf(bad), barsOf(3.3), barsOf(3.8), barsOf(good)], [0, 1, 2, 3, 4]);
});

test('given measures of a call, then what is kept of it is the mean, the worst and the share of lost packets', () => {
  const start = { received: 1000, lost: 0, jitter: 0.01, roundTrip: 0.1 };
  const next = { received: 1100, lost: 0, jitter: 0.02, roundTrip: 0.1 };
  const last = { received: 1190, lost: 10, jitter: 0.03, roundTrip: 0.2 };
  const first = addMeasure(noQuality(), start, next, 2);
  const both = addMeasure(first, next, last, 2);
  assert.equal(addMeasure(both, last, last, 2), both);
  assert.deepEqual([both.seconds, both.lost, both.packets], [4, 5, 200]);
  assert.deepEqual([both.jitter, both.roundTrip], [25, 150]);
  assert.equal(both.worstMos, mosOf(next, last));
  assert.ok(both.worstMos < both.mos && both.mos < first.mos, JSON.stringify(both));
  assert.deepEqual(sentQuality({ ...both, mos: 4.166, worstMos: 3.9 }), { soundSeconds: '4', score: '417', worstScore: '390', lostPerMille: '50',
    jitterMillis: '25', roundTripMillis: '150' });
});

test('given the reports of a browser, then the incoming sound and the pair in use count', () => {
  assert.equal(measureOf([{ type: 'codec' }]), null);
  assert.deepEqual(measureOf([{ type: 'inbound-rtp', kind: 'audio', packetsReceived: 7, packetsLost: -1, jitter: 0.01 },
    { type: 'candidate-pair', nominated: false, currentRoundTripTime: 9 }, { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.02 }]),
  { received: 7, lost: 0, jitter: 0.01, roundTrip: 0.02 });
});

/** One browser: a lock that its tabs wait for in turn, and a channel that reaches the other tabs. */
function browser() {
  /** @type {(() => void)[]} */
  const queue = [];
  let held = false;
  /** @type {any[]} */
  const channels = [];
  function next() {
    const grant = held ? undefined : queue.shift();
    if (grant) {
      held = true;
      grant();
    }
  }
  return {
    locks: {
      /**
       * @param {string} name
       * @param {{signal: AbortSignal}} options
       * @param {() => Promise<void>} work
       */
      request: (name, { signal }, work) => new Promise((resolve, reject) => {
        const grant = () => work().then(() => {
          held = false;
          next();
        });
        queue.push(grant);
        signal.addEventListener('abort', () => {
          if (queue.includes(grant)) {
            queue.splice(queue.indexOf(grant), 1);
            reject(new Error('aborted'));
          }
        });
        next();
      }),
    },
    open: () => {
      const channel = {
        onmessage: null,
        postMessage: (/** @type {any} */ data) => channels.filter((other) => other !== channel).forEach((other) => other.onmessage?.({ data })),
      };
      channels.push(channel);
      return channel;
    },
  };
}

test('given two tabs, then the first is the phone, the other follows and commands, and is the phone once the first has gone', async () => {
  const world = /** @type {any} */ (browser());
  /** @type {string[]} */
  const seen = [];
  /** @param {string} name */
  const tab = (name) => createPhoneTabs({
    lead: () => seen.push(`${name} leads`), follow: (state) => seen.push(`${name} follows ${state.peerId}`),
    obey: (command, value) => seen.push(`${name} ${command} ${value}`), told: () => after(CHOSEN),
  }, world);
  const [one, other] = [tab('one'), tab('other')];

  one.join();
  other.join();
  other.command('MUTE', 'Y');
  one.leave();
  await new Promise((resolve) => {
    setTimeout(resolve);
  });
  one.command('MUTE', 'N');

  assert.deepEqual(seen, ['one leads', 'other follows PAGE', 'one MUTE Y', 'other leads', 'other MUTE N']);
});
