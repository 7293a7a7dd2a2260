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
/** @import {Choice, WriteUpFields} from '../state/types.js' */
import { RequestFailed } from './requestFailed.js';

/**
 * Names of fields that are different on the server.
 *
 * @type {Readonly<Record<string, string>>}
 */
const WRITE_UP_NAMES = Object.freeze({ reason: 'reasonEnumId', disposition: 'dispositionEnumId' });

/** The element in which OFBiz sends the CSRF token for scripts. */
const TOKEN = 'meta[name="csrf-token"]';
/** Codes of a request that was answered with an HTML page: no one is signed in, or the token is no longer valid. */
const HTML_ANSWER = ['SIGNED_OUT', 'FAILED'];

/**
 * The HTTP requests of console and island, answered in JSON.
 *
 * @param {string} base  address of the console's page; the other requests are relative to it
 * @param {(date: Date) => void} serverTime  called with the server's time of each answer
 * @param {typeof fetch} [send]
 * @param {() => string | Promise<string>} [token]  the CSRF token of the session of `base`
 */
export function createRequests(base, serverTime, send = (...args) => fetch(...args), token = () => csrfToken()) {
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
    tellTime(response, serverTime);
    const answer = await response.json().catch(() => {
      // the login page: no one is signed in any more
      throw new RequestFailed(response.ok || response.status === 401 ? 'SIGNED_OUT' : 'FAILED');
    });
    if (!response.ok || answer.ok === false) {
      throw new RequestFailed(answer.code ?? 'FAILED', answer.message, answer);
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
      const fresh = known && failure instanceof RequestFailed && HTML_ANSWER.includes(failure.code) ? await freshToken(base, send) : known;
      if (!fresh || fresh === known) {
        throw failure;
      }
      document.querySelector(TOKEN)?.setAttribute('content', fresh);
      return sent(fresh);
    }
  }

  return {
    /**
     * @param {string} number  in any format
     * @param {{partyId?: string, contactMechId?: string, accountCode?: string, outboundService?: string}} [contact]  the party and contact
     *   mechanism of the number, if known, what the call is charged to and by what it goes out
     */
    originate: (number, contact = {}) => post('originateCall', { number, ...contact }),
    /**
     * What a supervisor does with an agent or a call.
     *
     * @param {string} request
     * @param {Record<string, string>} fields
     */
    supervise: (request, fields) => post(request, fields),
    /** @param {string} callId */
    hangup: (callId) => post('hangupCall', { callId }),
    /**
     * @param {string} text  '' for recent calls
     * @param {AbortSignal} signal
     * @returns {Promise<import('../dialing/everyone.js').FoundNumbers>}
     */
    findNumbers: (text, signal) => get('findNumbers', { text }, { signal }),
    /**
     * @param {string} text
     * @param {AbortSignal} signal
     * @returns {Promise<{entries: import('../state/types.js').DialEntry[]}>}
     */
    findDirectoryNumbers: (text, signal) => get('findDirectoryNumbers', { text }, { signal }),
    /**
     * @param {Record<string, string>} query  as returned by historyFilter.js
     * @returns {Promise<import('../state/types.js').CallPage>}
     */
    pastCalls: (query) => get('pastCalls', query),
    /** @returns {Promise<{partyId: string, name: string}[]>} agents of the calls that the user may see */
    callAgents: async () => (await get('callAgents', {})).agents,
    /**
     * @param {string} callId
     * @returns {Promise<WriteUpFields & {reasons: Choice[], dispositions: Choice[], call: import('../state/types.js').PastCall | null,
     *   accountCodes?: Choice[] | null, freeAccountCodes?: boolean | null,
     *   timeline?: import('../history/pastNotes.js').TimelineEntry[]}>}
     */
    writeUp: (callId) => get('callWriteUp', { callId }),
    /**
     * @param {string} callId
     * @param {Partial<WriteUpFields>} fields  the changed ones
     */
    saveWriteUp: (callId, fields) => post('saveCallWriteUp',
      { callId, ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [WRITE_UP_NAMES[name] ?? name, value])) }),
    /**
     * @param {string} callId
     * @param {string} partyId
     */
    correctParty: (callId, partyId) => post('correctParty', { callId, partyId }),
    /**
     * More requests, which only some pages need.
     *
     * @template T
     * @param {(read: typeof get, change: typeof post) => T} requests
     * @returns {T}
     */
    more: (requests) => requests(get, post),
  };
}

/**
 * Loads a new token: after a restart of OFBiz the tokens of open pages are not valid any more.
 *
 * @param {string} base
 * @param {typeof fetch} send
 * @returns {Promise<string>} '' if there is none
 */
async function freshToken(base, send) {
  const page = await send(new URL(base), { credentials: 'same-origin', signal: AbortSignal.timeout(20_000) })
    .then((answer) => answer.text()).catch(() => '');
  return /<meta name="csrf-token" content="([^"]*)"/.exec(page)?.[1] ?? '';
}

/**
 * Returns the CSRF token from the head of the page; '' if OFBiz has this protection off.
 *
 * @param {Document} [page]
 */
export function csrfToken(page = document) {
  return page.querySelector(TOKEN)?.getAttribute('content') ?? '';
}

/**
 * @param {Response} response
 * @param {(date: Date) => void} serverTime
 */
function tellTime(response, serverTime) {
  const date = new Date(response.headers.get('Date') ?? '').getTime();
  if (date) {
    serverTime(new Date(date));
  }
}
