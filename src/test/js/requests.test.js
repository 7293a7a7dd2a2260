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
import { after, before, test } from 'node:test';
import { createRequests } from '../../../webapp/asterisk/js/common/requests.js';

const BASE = 'http://localhost/asterisk/control/console';
/** @type {any} */
const page = globalThis;

before(() => {
  page.document = { querySelector: () => ({ getAttribute: () => 'token-1' }) };
});
after(() => {
  delete page.document;
});

/** @param {Response} response */
function given(response) {
  /** @type {{url: string, options: any}[]} */
  const sent = [];
  /** @type {Date[]} */
  const times = [];
  const send = async (/** @type {any} */ url, /** @type {any} */ options) => {
    sent.push({ url: String(url), options });
    return response;
  };
  return { sent, times, requests: createRequests(BASE, (date) => times.push(date), send) };
}

test('given a number in human form, when it is dialled, then it goes as typed, beside the token, to the neighbour of the page', async () => {
  const { sent, requests } = given(Response.json({ ok: true, callId: 'c' }));
  assert.equal((await requests.originate('+49 (30) 12')).callId, 'c');
  assert.equal(sent[0].url, 'http://localhost/asterisk/control/originateCall');
  assert.equal(sent[0].options.method, 'POST');
  assert.equal(sent[0].options.body.get('number'), '+49 (30) 12');
  assert.equal(sent[0].options.headers['X-CSRF-Token'], 'token-1');
});

test('given a refusal, then its code and words come back', async () => {
  const { requests } = given(Response.json({ ok: false, code: 'NUMBER_INVALID', message: 'Not a number' }));
  await assert.rejects(requests.originate('x'), { code: 'NUMBER_INVALID', message: 'Not a number' });
});

test('given a session that is over, when the log-in page comes instead of an answer, then that is what is said', async () => {
  await assert.rejects(given(new Response('<html>', { status: 200 })).requests.hangup('c'), { code: 'SIGNED_OUT' });
  await assert.rejects(given(new Response('<html>', { status: 401 })).requests.hangup('c'), { code: 'SIGNED_OUT' });
  await assert.rejects(given(new Response('<html>', { status: 500 })).requests.hangup('c'), { code: 'FAILED' });
});

test('given no network, then the request fails as offline', async () => {
  const requests = createRequests(BASE, () => {}, async () => Promise.reject(new TypeError('network')));
  await assert.rejects(requests.pastCalls({}), { code: 'OFFLINE' });
});

test('given an answer with the server\'s time, then the clock hears it', async () => {
  const { times, requests } = given(Response.json({ agents: [] }, { headers: { Date: 'Thu, 15 Jan 2026 10:00:00 GMT' } }));
  assert.deepEqual(await requests.callAgents(), []);
  assert.equal(times[0].toISOString(), '2026-01-15T10:00:00.000Z');
});

test('given a filter and a text, when they are asked for, then they stand in the address, whatever is in them', async () => {
  const past = given(Response.json({ ok: true, calls: [] }));
  await past.requests.pastCalls({ text: 'a&b=c #d', from: '2026-01-15T22:00:00.000Z' });
  assert.equal(new URL(past.sent[0].url).searchParams.get('text'), 'a&b=c #d');
  assert.equal(past.sent[0].options.method, 'GET');
  const found = given(Response.json({ ok: true, entries: [] }));
  await found.requests.findNumbers('+372 5', new AbortController().signal);
  assert.equal(new URL(found.sent[0].url).searchParams.get('text'), '+372 5');
});

test('given a party whose number is called, then the call is asked for with whom it is meant to reach', async () => {
  const { sent, requests } = given(Response.json({ ok: true, callId: 'c' }));
  await requests.originate('1', { partyId: 'ANNA' });
  assert.equal(String(sent[0].options.body), 'number=1&partyId=ANNA');
});

test('given a page that was open when OFBiz was restarted, when the user hangs up, then it is done with the token of a new page', async () => {
  /** @type {string[]} */
  const tokens = [];
  const send = async (/** @type {any} */ url, /** @type {any} */ options) => {
    if (options.method !== 'POST') {
      return new Response('<html><head><meta name="csrf-token" content="token-2"/></head></html>');
    }
    tokens.push(options.headers['X-CSRF-Token']);
    return tokens.length === 1 ? new Response('<html>invalid token</html>', { status: 403 }) : Response.json({ ok: true });
  };
  const requests = createRequests(BASE, () => {}, send);
  page.document = { querySelector: () => ({ getAttribute: () => 'token-1', setAttribute: () => {} }) };
  assert.deepEqual(await requests.hangup('c'), { ok: true });
  assert.deepEqual(tokens, ['token-1', 'token-2']);
});
