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
/** @import {Change, State, WriteUpFields} from './types.js' */
import { failureWords } from './actions.js';
import { RequestFailed } from './requestFailed.js';
import { writableCalls } from './writeUpState.js';

/** What is typed is sent when nothing was typed for so long, ms. */
const QUIET = 600;
/** After a failure it is tried again, ms. */
const AGAIN = 5_000;
/** Failures that pass. */
const PASSING = ['OFFLINE', 'LOST', 'SILENT', 'FAILED'];

/**
 * @typedef {object} Desk
 * @property {{state: State, apply: (change: Change) => void}} store
 * @property {Pick<ReturnType<typeof import('./requests.js').createRequests>, 'writeUp' | 'saveWriteUp'>} requests
 * @property {import('./labels.js').Labels} labels
 * @property {(task: () => void, ms: number) => void} later
 */

/**
 * Reads what was written about the calls on the page, and keeps what is typed: field by field, so that of two pages that write at the
 * same time each keeps its own, and one request at a time for each call, so that none overtakes the other.
 *
 * @param {Desk['store']} store
 * @param {Desk['requests']} requests
 * @param {Desk['labels']} labels
 * @param {Desk['later']} [later]
 */
export function createWriteUps(store, requests, labels, later = setTimeout) {
  const desk = { store, requests, labels, later };
  const load = createReader(desk);
  const { keep, unsent } = createSender(desk);
  /** @type {Set<string>} callIds of those whose fields have the focus here */
  const edited = new Set();
  let typed = 0;

  return {
    keep,

    /** The page is about to be left: all that is typed is kept now, and nobody is in its fields any more. */
    leave() {
      [...unsent.keys()].forEach(keep);
      edited.forEach((callId) => store.apply({ type: 'EDITING', callId, editing: false }));
    },

    /**
     * @param {string} callId
     * @param {keyof WriteUpFields} field
     * @param {string} value
     */
    typed(callId, field, value) {
      store.apply({ type: 'WRITING', callId, field, value });
      unsent.set(callId, { ...unsent.get(callId), [field]: value });
      typed += 1;
      const mine = typed;
      later(() => mine === typed && [...unsent.keys()].forEach(keep), QUIET);
    },

    /**
     * @param {string} callId
     * @param {boolean} editing
     */
    editing(callId, editing) {
      edited[editing ? 'add' : 'delete'](callId);
      store.apply({ type: 'EDITING', callId, editing });
    },

    /** @param {State} state */
    follow(state) {
      writableCalls(state).filter((callId) => (state.writeUps[callId]?.saving ?? 'LOADING') === 'LOADING').forEach(load);
    },
  };
}

/**
 * @param {Desk} desk
 * @returns {(callId: string) => Promise<void>} reads once, and again where that failed in a way that passes
 */
function createReader({ store, requests, labels, later }) {
  /** @type {Set<string>} callIds */
  const asked = new Set();
  return async (callId) => {
    if (asked.has(callId)) {
      return;
    }
    asked.add(callId);
    if (!store.state.writeUps[callId]) {
      store.apply({ type: 'WRITE_UP_LOADING', callId });
    }
    try {
      const { subject, note, reason, disposition, reasons, dispositions, call } = await requests.writeUp(callId);
      store.apply({ type: 'WRITE_UP', callId, fields: { subject, note, reason, disposition }, reasons, dispositions, call });
    } catch (failure) {
      store.apply({ type: 'WRITE_UP_FAILED', callId, message: failureWords(labels, failure) });
      if (passes(failure)) {
        later(() => asked.delete(callId), AGAIN);
      }
    }
  };
}

/** @param {Desk} desk */
function createSender({ store, requests, labels, later }) {
  /** @type {Map<string, Partial<WriteUpFields>>} what is typed and not sent, by callId */
  const unsent = new Map();
  /** @type {Map<string, Promise<void>>} what is on its way, by callId */
  const sending = new Map();

  /** @param {string} callId */
  async function send(callId) {
    const fields = unsent.get(callId) ?? {};
    unsent.delete(callId);
    store.apply({ type: 'SAVING', callId });
    try {
      await requests.saveWriteUp(callId, fields);
      store.apply({ type: 'WRITTEN', callId });
    } catch (failure) {
      unsent.set(callId, { ...fields, ...unsent.get(callId) });
      store.apply({ type: 'WRITE_REFUSED', callId, message: failureWords(labels, failure) });
      if (passes(failure)) {
        later(() => keep(callId), AGAIN);
      }
    }
  }

  /**
   * Sends what is typed, after what is on its way.
   *
   * @param {string} callId
   * @returns {Promise<void>} settled when it has been sent; never rejected
   */
  async function keep(callId) {
    await sending.get(callId);
    if (unsent.has(callId) && !sending.has(callId)) {
      sending.set(callId, send(callId));
      await sending.get(callId);
      sending.delete(callId);
    }
  }
  return { keep, unsent };
}

/** @param {unknown} failure */
function passes(failure) {
  return failure instanceof RequestFailed && PASSING.includes(failure.code);
}
