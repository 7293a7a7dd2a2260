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
/** @import {Choice, WriteUpFields} from './types.js' */
import { RequestFailed } from './requestFailed.js';

/**
 * How the server calls fields that have another name here.
 *
 * @type {Readonly<Record<string, string>>}
 */
const WRITE_UP_NAMES = Object.freeze({ reason: 'reasonEnumId', disposition: 'dispositionEnumId' });

/** Where OFBiz writes the token of scripts. */
const TOKEN = 'meta[name="csrf-token"]';
/** What a request is that was answered with a page instead: nobody is signed in, or the token is none any more. */
const UNREADABLE = ['SIGNED_OUT', 'FAILED'];

/**
 * The ordinary requests of the console: small answers in JSON.
 *
 * @param {string} base  address of the console's own page; the other requests are its neighbours
 * @param {(date: Date) => void} heardTime  told the server's time of each answer
 * @param {typeof fetch} [send]
 * @param {() => string | Promise<string>} [token]  OFBiz's defence against forged requests, of the session that belongs to `base`
 */
export function createRequests(base, heardTime, send = (...args) => fetch(...args), token = () => csrfToken()) {
  /**
   * @param {string} name
   * @param {RequestInit} options
   * @returns {Promise<any>}
   */
  async function ask(name, options) {
    const response = await send(new URL(name, base), {
      credentials: 'same-origin', keepalive: options.method === 'POST', signal: AbortSignal.timeout(20_000), ...options,
      headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest', ...options.headers },
    }).catch(() => {
      throw new RequestFailed('OFFLINE');
    });
    const date = new Date(response.headers.get('Date') ?? '').getTime();
    if (date) {
      heardTime(new Date(date));
    }
    const answer = await response.json().catch(() => {
      // the log-in page instead of an answer: nobody is signed in any more
      throw new RequestFailed(response.ok || response.status === 401 ? 'SIGNED_OUT' : 'FAILED');
    });
    if (!response.ok || answer.ok === false) {
      throw new RequestFailed(answer.code ?? 'FAILED', answer.message);
    }
    return answer;
  }

  /**
   * @param {string} name
   * @param {Record<string, string>} fields
   * @param {RequestInit} [options]
   */
  function get(name, fields, options = {}) {
    return ask(`${name}?${new URLSearchParams(fields)}`, { method: 'GET', ...options });
  }

  /**
   * @param {string} name
   * @param {Record<string, string>} fields
   */
  async function post(name, fields) {
    const known = await token();
    /** @param {string} value */
    const sent = (value) => ask(name, { method: 'POST', body: new URLSearchParams(fields), headers: { 'X-CSRF-Token': value } });
    try {
      return await sent(known);
    } catch (failure) {
      const fresh = known && failure instanceof RequestFailed && UNREADABLE.includes(failure.code) ? await freshToken(base, send) : known;
      if (!fresh || fresh === known) {
        throw failure;
      }
      document.querySelector(TOKEN)?.setAttribute('content', fresh);
      return sent(fresh);
    }
  }

  return {
    /**
     * @param {string} number  in any form; the server decides what it means
     * @param {{partyId?: string, contactMechId?: string}} [whose]  whom it is meant to reach, where that is known
     */
    originate: (number, whose = {}) => post('originateCall', { number, ...whose }),
    /** @param {string} callId */
    hangup: (callId) => post('hangupCall', { callId }),
    /**
     * @param {string} text  '' for recent calls
     * @param {AbortSignal} signal
     * @returns {Promise<{entries: import('./types.js').DialEntry[], refusal?: string | null}>}
     */
    findNumbers: (text, signal) => get('findNumbers', { text }, { signal }),
    /**
     * @param {Record<string, string>} query  as historyFilter.js makes it
     * @returns {Promise<import('./types.js').CallPage>}
     */
    pastCalls: (query) => get('pastCalls', query),
    /** @returns {Promise<{partyId: string, name: string}[]>} who of us takes part in the calls that the user may see */
    callAgents: async () => (await get('callAgents', {})).agents,
    /**
     * @param {string} callId
     * @returns {Promise<WriteUpFields & {reasons: Choice[], dispositions: Choice[], call: import('./types.js').PastCall | null}>}
     */
    writeUp: (callId) => get('callWriteUp', { callId }),
    /**
     * @param {string} callId
     * @param {Partial<WriteUpFields>} fields  those that changed
     */
    saveWriteUp: (callId, fields) => post('saveCallWriteUp',
      { callId, ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [WRITE_UP_NAMES[name] ?? name, value])) }),
    /**
     * @param {string} callId
     * @param {string} partyId
     */
    correctParty: (callId, partyId) => post('correctParty', { callId, partyId }),
  };
}

/**
 * The token of a page as it would come now: a restart of OFBiz forgets those of the pages that are open.
 *
 * @param {string} base
 * @param {typeof fetch} send
 * @returns {Promise<string>} '' where there is none
 */
async function freshToken(base, send) {
  const page = await send(new URL(base), { credentials: 'same-origin', signal: AbortSignal.timeout(20_000) })
    .then((answer) => answer.text()).catch(() => '');
  return /<meta name="csrf-token" content="([^"]*)"/.exec(page)?.[1] ?? '';
}

/**
 * OFBiz writes the token of scripts into the head of each page; where the defence is off there is none.
 *
 * @param {Document} [page]
 */
export function csrfToken(page = document) {
  return page.querySelector(TOKEN)?.getAttribute('content') ?? '';
}
