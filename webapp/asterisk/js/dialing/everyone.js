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
/** @import {DialEntry} from '../state/types.js' */
import { RequestFailed } from '../common/requestFailed.js';

/**
 * @typedef {{entries: DialEntry[], refusal?: string | null, hasDirectory?: boolean | null,
 *   accounts?: import('../common/accountCode.js').Accounts | null,
 *   services?: import('./outboundService.js').OutboundService[] | null}} FoundNumbers
 *
 * @typedef {object} Sources
 * @property {(text: string, signal: AbortSignal) => Promise<FoundNumbers>} findNumbers  what OFBiz and the PBX know
 * @property {(text: string, signal: AbortSignal) => Promise<{entries: DialEntry[]}>} findDirectoryNumbers  what the LDAP directory knows
 */

/**
 * Tells who may be meant: at once those whom OFBiz knows, then those and the people of the LDAP directory, which may take longer or fail.
 *
 * @param {Sources} sources
 * @param {string} text
 * @param {AbortSignal} signal  after which nothing is told
 * @param {(found: FoundNumbers) => void} told
 */
export async function findEveryone(sources, text, signal, told) {
  const found = await sources.findNumbers(text, signal);
  if (signal.aborted) {
    return;
  }
  told(found);
  if (!found.hasDirectory || text === '') {
    return;
  }
  const { entries } = await sources.findDirectoryNumbers(text, signal).catch(nobody);
  const known = new Set(found.entries.map(({ name, display }) => `${name} ${display}`));
  const others = entries.filter(({ name, display }) => !known.has(`${name} ${display}`));
  if (!signal.aborted && others.length > 0) {
    told({ ...found, entries: [...found.entries, ...others] });
  }
}

/**
 * @param {unknown} failure
 * @returns {{entries: DialEntry[]}}
 */
function nobody(failure) {
  if (!(failure instanceof RequestFailed)) {
    throw failure;
  }
  return { entries: [] };
}
