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
/** @import {Change, State, WriteUpFields} from '../state/types.js' */
import { RequestFailed, failureMessage } from '../common/requestFailed.js';
import { writableCalls } from '../state/writeUpState.js';

/** Notes are saved when the user has not typed for this time, ms. */
const QUIET = 600;
/** Delay before retrying after a failure, ms. */
const RETRY = 5_000;
/** Codes of temporary failures. */
const TEMPORARY = ['OFFLINE', 'LOST', 'SILENT', 'FAILED'];

/**
 * @typedef {object} Tools
 * @property {{state: State, apply: (change: Change) => void}} store
 * @property {Pick<ReturnType<typeof import('../common/requests.js').createRequests>, 'writeUp' | 'saveWriteUp'>} requests
 * @property {import('../common/labels.js').Labels} labels
 * @property {(task: () => void, ms: number) => void} later
 */

/**
 * Loads and saves the notes of the calls on the page. Only changed fields are saved, so that two pages editing at the same time do not
 * overwrite each other, and with one request at a time for each call, so that none overtakes another.
 *
 * @param {Tools['store']} store
 * @param {Tools['requests']} requests
 * @param {Tools['labels']} labels
 * @param {Tools['later']} [later]
 */
export function createWriteUps(store, requests, labels, later = setTimeout) {
  const tools = { store, requests, labels, later };
  const load = createReader(tools);
  const { save, unsent } = createSender(tools);
  /** @type {Set<string>} callIds whose fields have the focus on this page */
  const edited = new Set();
  let typed = 0;

  return {
    save,

    /** Saves all notes when the page is closed, and releases its fields. */
    leave() {
      [...unsent.keys()].forEach(save);
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
      later(() => mine === typed && [...unsent.keys()].forEach(save), QUIET);
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
 * @param {Tools} tools
 * @returns {(callId: string) => Promise<void>} loads once, and again after a temporary failure
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
      const { subject, note, reason, disposition, accountCode, accountCodes, freeAccountCodes, ...others } = await requests.writeUp(callId);
      store.apply({
        type: 'WRITE_UP', callId, fields: { subject, note, reason, disposition, accountCode: accountCode ?? '' },
        accounts: { free: freeAccountCodes === true, codes: accountCodes ?? [] },
        reasons: others.reasons, dispositions: others.dispositions, call: others.call,
      });
    } catch (failure) {
      store.apply({ type: 'WRITE_UP_FAILED', callId, message: failureMessage(labels, failure) });
      if (isTemporary(failure)) {
        later(() => asked.delete(callId), RETRY);
      }
    }
  };
}

/** @param {Tools} tools */
function createSender({ store, requests, labels, later }) {
  /** @type {Map<string, Partial<WriteUpFields>>} unsaved changes by callId */
  const unsent = new Map();
  /** @type {Map<string, Promise<void>>} requests in progress by callId */
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
      store.apply({ type: 'WRITE_REFUSED', callId, message: failureMessage(labels, failure) });
      if (isTemporary(failure)) {
        later(() => save(callId), RETRY);
      }
    }
  }

  /**
   * Saves the changes of a call, after the request in progress.
   *
   * @param {string} callId
   * @returns {Promise<void>} resolved when they have been sent; never rejected
   */
  async function save(callId) {
    await sending.get(callId);
    if (unsent.has(callId) && !sending.has(callId)) {
      sending.set(callId, send(callId));
      await sending.get(callId);
      sending.delete(callId);
    }
  }
  return { save, unsent };
}

/** @param {unknown} failure */
function isTemporary(failure) {
  return failure instanceof RequestFailed && TEMPORARY.includes(failure.code);
}
