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
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readLabels } from '../../../webapp/asterisk/js/labels.js';
import { RING_TONES } from '../../../webapp/asterisk/js/ringTones.js';

const SCRIPTS = 'webapp/asterisk/js/';
const template = readFileSync('template/console.ftl', 'utf8');
const rendered = [...template.matchAll(/data-label="(\w+)">\$\{uiLabelMap\.(\w+)\}/g)].map(([, key, label]) => ({ key, label }));
const scripts = [SCRIPTS, `${SCRIPTS}views/`].flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.js'))
  .map((name) => readFileSync(folder + name, 'utf8'))).join('\n');

/** Keys that scripts put together, from the words of the protocol. */
const PUT_TOGETHER = {
  link: ['CONNECTING', 'CONNECTED', 'WAITING', 'SIGNED_OUT', 'REPLACED', 'REFUSED'],
  agent: ['SIGNED_OUT', 'AVAILABLE', 'PAUSED', 'RINGING', 'TALKING', 'WRAP_UP'],
  phone: ['UNREGISTERED', 'UNAVAILABLE', 'IDLE', 'RINGING', 'IN_USE', 'BUSY', 'ON_HOLD'],
  pbx: ['CONNECTED', 'AWAY'],
  kept: ['LOADING', 'SAVED', 'DIRTY', 'SAVING', 'FAILED'],
  over: ['CLAIMED', 'ABANDONED', 'TIMEOUT', 'WITHDRAWN'],
  state: ['DIALING', 'RINGING', 'WAITING', 'TALKING', 'HELD'],
  direction: ['INBOUND', 'OUTBOUND', 'INTERNAL'],
  outcome: ['ANSWERED', 'UNANSWERED', 'NOT_REACHED', 'VOICEMAIL', 'QUEUE_TIMEOUT', 'FORWARDED', 'CONFERENCE'],
  tone: [...Object.keys(RING_TONES), 'SILENT'],
  pop: ['CLICK', 'ANSWER', 'RING'],
  shortcut: ['answer', 'hangUp', 'dial', 'profile'],
  matchedOn: ['E164', 'DIGITS', 'NATIONAL', 'INTERNAL_EXTENSION', 'CORRECTED', 'IGNORED'],
  error: ['OFFLINE', 'LOST', 'SILENT', 'SIGNED_OUT', 'FAILED'],
};

/** @param {Record<string, string>} texts */
function pageWith(texts) {
  const elements = Object.entries(texts).map(([key, text]) => ({ getAttribute: () => key, textContent: text }));
  return /** @type {any} */ ({ querySelectorAll: () => elements });
}

test('given the page\'s words, when a script asks for a key, then places are filled in, and text is never taken for a place', () => {
  const labels = readLabels(pageWith({ over: ' {name} took {what} ' }));
  assert.equal(labels('over', { name: '{what}' }), '{what} took {what}');
  assert.equal(labels('missing'), 'missing');
});

test('given the scripts, then every key they use is on the page', () => {
  const literal = [...scripts.matchAll(/labels\('(\w+)'/g)].map(([, key]) => key);
  const together = Object.entries(PUT_TOGETHER).flatMap(([prefix, words]) => words.map((word) => prefix + word));
  const known = rendered.map(({ key }) => key);
  assert.deepEqual([...literal, ...together].filter((key) => !known.includes(key)), []);
});

test('given the page, then every key on it is used, and is named after its label', () => {
  const unused = rendered.filter(({ key }) => !scripts.includes(`'${key}'`)
    && !Object.keys(PUT_TOGETHER).some((prefix) => key.startsWith(prefix) && scripts.includes(`labels(\`${prefix}\${`)));
  assert.deepEqual(unused, []);
  rendered.forEach(({ key, label }) => assert.equal(label, `AsteriskConsole${key[0].toUpperCase()}${key.slice(1)}`));
});
