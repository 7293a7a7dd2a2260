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
import { createPopTimes } from '../../../webapp/asterisk/js/offers/popTimes.js';
import { emptyState, reduce } from '../../../webapp/asterisk/js/state/store.js';
import { AGAIN, HELLO, OFFER } from './messages.js';

const SCHEMA = JSON.parse(readFileSync('docs/push-protocol.schema.json', 'utf8'));

/** A page whose frames, timers and clock the test moves. */
function page() {
  /** @type {(() => void)[]} */
  let frames = [];
  /** @type {(() => void)[]} */
  let timers = [];
  /** @type {{type: string, fields: any}[]} */
  const sent = [];
  const world = {
    visible: true, time: 0,
    frame: () => {
      const due = frames;
      frames = [];
      due.forEach((task) => task());
    },
    passes: (/** @type {number} */ ms) => {
      world.time += ms;
    },
    timerRings: () => {
      const due = timers;
      timers = [];
      due.forEach((task) => task());
    },
    sent,
  };
  const follow = createPopTimes((type, fields) => {
    sent.push({ type, fields });
    return Promise.resolve();
  }, {
    nextFrame: (task) => frames.push(task), later: (task) => timers.push(task), elapsed: () => world.time, visible: () => world.visible,
  });
  let state = reduce(reduce(emptyState(), { type: 'LINK', link: { phase: 'CONNECTED' } }), HELLO);
  const hears = (/** @type {import('../../../webapp/asterisk/js/state/types.js').Change} */ change) => {
    const before = state;
    state = reduce(state, change);
    follow(state, before);
  };
  return Object.assign(world, { hears });
}

test('given a page that is looked at, when a call is offered, then it says how long ago its card was painted: at the second frame', () => {
  const tab = page();
  tab.hears(OFFER);
  tab.frame();
  tab.passes(16);
  tab.frame();
  tab.passes(1_000);
  tab.timerRings();
  assert.deepEqual(tab.sent, [{ type: 'SHOWN', fields: { calls: [{ callId: OFFER.callId, ago: 1_000 }] } }]);
});

test('given many calls at once, when they are painted, then one report tells of the first twenty', () => {
  const tab = page();
  for (let call = 0; call < 50; call += 1) {
    tab.hears({ ...OFFER, callId: `pbx:${call}` });
  }
  tab.frame();
  tab.frame();
  tab.timerRings();
  assert.equal(tab.sent.length, 1);
  assert.equal(tab.sent[0].fields.calls.length, 20);
  const check = new Ajv2020({ strict: false, validateFormats: false }).addSchema(SCHEMA).compile({ $ref: `${SCHEMA.$id}#/$defs/SHOWN` });
  assert.ok(check({ type: 'SHOWN', id: '1', ...tab.sent[0].fields }), JSON.stringify(check.errors));
});

test('given a page that nobody sees, when a call is offered, then it says nothing', () => {
  const tab = page();
  tab.visible = false;
  tab.hears(OFFER);
  tab.visible = true;
  tab.frame();
  tab.frame();
  tab.timerRings();
  tab.hears({ ...OFFER, again: AGAIN });
  tab.visible = false;
  tab.frame();
  tab.frame();
  tab.timerRings();
  assert.deepEqual(tab.sent, []);
});
