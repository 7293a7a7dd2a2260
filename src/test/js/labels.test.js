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
import { labelsOf, loadLabels } from '../../../webapp/asterisk/js/common/labels.js';
import { RING_TONES } from '../../../webapp/asterisk/js/offers/ringTones.js';

const SCRIPTS = 'webapp/asterisk/js/';
const scripts = readdirSync(SCRIPTS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))
  .map((name) => readFileSync(SCRIPTS + name, 'utf8')).join('\n');
/** What the server sends: LabelRequests takes all labels with this prefix, and the rest of their names as keys. */
const sent = [...readFileSync('config/AsteriskUiLabels.xml', 'utf8').matchAll(/<property key="AsteriskConsole(\w+)"/g)]
  .map(([, name]) => name[0].toLowerCase() + name.slice(1));

/** Keys that scripts put together, from the codes of the protocol. */
const PUT_TOGETHER = {
  boardDo: ['COMING', 'LISTEN', 'WHISPER', 'BARGE', 'TAKE_OVER', 'HANG_UP', 'SEND'],
  boardFormula: ['WITHOUT_SHORT_ABANDONS', 'ALL_OFFERED', 'WITHOUT_ABANDONS', 'ANSWERED_ONLY'],
  boardScope: ['SOME', 'OWN'],
  boardAlarm: ['WAITING', 'LONGEST_WAIT', 'SERVICE_LEVEL', 'ABANDONED', 'AVAILABLE'],
  link: ['CONNECTING', 'CONNECTED', 'WAITING', 'SIGNED_OUT', 'REPLACED', 'REFUSED', 'LOCKED'],
  agent: ['SIGNED_OUT', 'AVAILABLE', 'PAUSED', 'RINGING', 'TALKING', 'WRAP_UP'],
  queue: ['PAUSED', 'JOIN_PENDING', 'PAUSE_PENDING', 'RESUME_PENDING', 'REMOVED_ON_PBX', 'REFUSED'],
  phone: ['UNREGISTERED', 'UNAVAILABLE', 'IDLE', 'RINGING', 'IN_USE', 'BUSY', 'ON_HOLD'],
  pagePhone: ['OFF', 'STARTING', 'CONNECTING', 'READY', 'FAILED'],
  pageProblem: ['INSECURE', 'NO_MICROPHONE', 'MICROPHONE_REFUSED', 'MICROPHONE_BUSY', 'NO_LIBRARY', 'NO_GATEWAY', 'NO_SOCKET', 'NOT_ACCEPTED',
    'NO_CODEC', 'NO_PATH', 'NO_RELAY', 'RELAY_REFUSED', 'RELAY_BLOCKED', 'CALL_LOST', 'NO_ECHO'],
  pbx: ['CONNECTED', 'AWAY'],
  cannot: ['OFFLINE', 'WATCHING', 'SUPERVISING', 'QUEUE_DECIDES', 'TALKING', 'SIGNED_OUT', 'PAUSED', 'WRAP_UP', 'NO_PHONE', 'PHONE_OFFLINE',
    'PBX_AWAY'],
  kept: ['LOADING', 'SAVED', 'DIRTY', 'SAVING', 'FAILED'],
  over: ['CLAIMED', 'ABANDONED', 'TIMEOUT', 'WITHDRAWN'],
  state: ['DIALING', 'RINGING', 'WAITING', 'TALKING', 'HELD'],
  direction: ['INBOUND', 'OUTBOUND', 'INTERNAL'],
  outcome: ['ANSWERED', 'UNANSWERED', 'ABANDONED', 'NOT_REACHED', 'VOICEMAIL', 'QUEUE_TIMEOUT', 'FORWARDED', 'CONFERENCE'],
  tone: [...Object.keys(RING_TONES), 'SILENT'],
  pop: ['CLICK', 'ANSWER', 'RING'],
  shortcut: ['answer', 'hangUp', 'dial', 'profile', 'hold', 'transfer', 'park', 'keypad'],
  matchedOn: ['E164', 'DIGITS', 'NATIONAL', 'INTERNAL_EXTENSION', 'CORRECTED', 'IGNORED'],
  callback: ['REACHED', 'NOT_REACHED', 'NOT_NEEDED', 'WRONG_NUMBER'],
  callbackByHand: ['ATTEMPTS', 'NUMBER', 'REOPENED'],
  error: ['OFFLINE', 'LOST', 'SILENT', 'SIGNED_OUT', 'FAILED'],
};

test('given labels, when a script asks for a key, then placeholders are filled in, and values are never taken for placeholders', () => {
  const labels = labelsOf(new Map([['over', '{name} took {what}']]));
  assert.equal(labels('over', { name: '{what}' }), '{what} took {what}');
  assert.equal(labels('missing'), 'missing');
});

test('given a page, when it loads labels, then it asks in its language, and any answer but the labels is an error', async () => {
  /** @type {string[]} */
  const asked = [];
  /** @param {number} status */
  const answering = (status) => /** @type {typeof fetch} */ (async (address) => {
    asked.push(String(address));
    return Response.json({ over: 'vorbei' }, { status });
  });
  const labels = await loadLabels('https://ofbiz.example/asterisk/control/console', 'de', 'default', answering(200));
  assert.equal(labels('over'), 'vorbei');
  assert.deepEqual(asked, ['https://ofbiz.example/asterisk/control/uiLabels?language=de']);
  await assert.rejects(loadLabels('https://ofbiz.example/asterisk/control/console', 'de', 'default', answering(429)));
});

test('given the scripts, then the server sends every key that they use', () => {
  const literal = [...scripts.matchAll(/labels\('(\w+)'/g)].map(([, key]) => key);
  const together = Object.entries(PUT_TOGETHER).flatMap(([prefix, words]) => words.map((word) => prefix + word));
  assert.ok(literal.length > 80);
  assert.deepEqual([...literal, ...together].filter((key) => !sent.includes(key)), []);
});

test('given the labels that the server sends, then the scripts use each', () => {
  const unused = sent.filter((key) => !scripts.includes(`'${key}'`) && !Object.entries(PUT_TOGETHER)
    .some(([prefix, words]) => words.includes(key.slice(prefix.length)) && key.startsWith(prefix) && scripts.includes(`labels(\`${prefix}\${`)));
  assert.deepEqual(unused, []);
});

test('given German and French, then working hours and the session of OFBiz have different words', () => {
  const xml = readFileSync('config/AsteriskUiLabels.xml', 'utf8');
  /**
   * @param {string} key
   * @param {string} language
   */
  const text = (key, language) => new RegExp(`key="${key}">[^]*?xml:lang="${language}">([^<]*)<`).exec(xml)?.[1] ?? '';
  const ofAgents = ['AsteriskConsoleSignIn', 'AsteriskConsoleSignOut', 'AsteriskConsoleSignOutInCall', 'AsteriskConsoleAgentSIGNED_OUT',
    'AsteriskConsoleCannotSIGNED_OUT', 'AsteriskPresent', 'AsteriskIsPresent', 'AsteriskNotPresent', 'AsteriskMemberSummary',
    'AsteriskRefusal_NOT_AVAILABLE', 'AsteriskWizardGroupHint'];
  const ofSessions = ['AsteriskConsoleLogIn', 'AsteriskConsoleLogOutInCall', 'AsteriskConsoleErrorSIGNED_OUT', 'AsteriskRefusal_NOT_SIGNED_IN'];
  ofAgents.forEach((key) => {
    assert.match(text(key, 'de'), /Dienst/, key);
    assert.match(text(key, 'fr'), /poste|présent|absent/i, key);
    assert.doesNotMatch(text(key, 'de') + text(key, 'fr'), /[Aa]n(ge)?meld|[Aa]b(ge)?meld|connect/, key);
  });
  ofSessions.forEach((key) => {
    assert.match(text(key, 'de'), /(an|ab)melden|Melden Sie sich|Anmelden/, key);
    assert.match(text(key, 'fr'), /connect/i, key);
  });
});
