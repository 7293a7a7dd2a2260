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

/**
 * The user's preferences in this browser. `keys` maps the actions of shortcuts to key combinations in the format of shortcuts.js.
 *
 * @typedef {object} Preferences
 * @property {string} tone  one of ringTones.js, or SILENT
 * @property {number} volume  0 to 1
 * @property {boolean} notify  desktop notifications; the browser asks for permission when chosen
 * @property {'CLICK' | 'ANSWER' | 'RING'} pop  when the caller's page opens
 * @property {boolean} shortcuts
 * @property {string} phone  number of the phone beside this browser; '' for none
 * @property {Record<string, string>} keys
 */

const REMEMBERED = 'asterisk.preferences';

/** @type {Preferences} */
const DEFAULTS = Object.freeze({
  tone: 'CLASSIC', volume: 0.5, notify: false, pop: 'CLICK', shortcuts: true, phone: '',
  keys: Object.freeze({
    answer: 'Alt+A', hangUp: 'Alt+H', dial: 'Alt+D', profile: 'Alt+P', hold: 'Alt+O', transfer: 'Alt+T', park: 'Alt+G', keypad: 'Alt+K',
  }),
});

/**
 * Stores the preferences in the browser. If storage is disabled, they last until the page is closed.
 *
 * @param {() => Pick<Storage, 'getItem' | 'setItem'>} [storage]  may throw
 */
export function createPreferences(storage = () => localStorage) {
  let chosen = read(storage);
  globalThis.addEventListener?.('storage', (event) => { // another page of this browser changed them
    chosen = event.key === REMEMBERED ? read(storage) : chosen;
  });
  return {
    /** @returns {Preferences} */
    get now() {
      return chosen;
    },
    /** @param {Partial<Preferences>} changes */
    change(changes) {
      chosen = valid({ ...chosen, ...changes });
      try {
        storage().setItem(REMEMBERED, JSON.stringify(chosen));
      } catch {
        // full or disabled
      }
    },
  };
}

/**
 * @param {() => Pick<Storage, 'getItem'>} storage
 * @returns {Preferences}
 */
function read(storage) {
  try {
    return valid(JSON.parse(storage().getItem(REMEMBERED) ?? '{}') ?? {});
  } catch {
    return DEFAULTS; // disabled, or not valid
  }
}

/**
 * Replaces values that are not valid, as another version may have stored them.
 *
 * @param {Record<string, any>} stored
 * @returns {Preferences}
 */
function valid(stored) {
  const volume = Number(stored.volume ?? DEFAULTS.volume);
  const keys = Object.entries(DEFAULTS.keys)
    .map(([name, combination]) => [name, typeof stored.keys?.[name] === 'string' ? stored.keys[name] : combination]);
  return {
    tone: typeof stored.tone === 'string' ? stored.tone : DEFAULTS.tone,
    volume: volume >= 0 && volume <= 1 ? volume : DEFAULTS.volume,
    notify: stored.notify === true,
    pop: ['CLICK', 'ANSWER', 'RING'].includes(stored.pop) ? stored.pop : DEFAULTS.pop,
    shortcuts: stored.shortcuts !== false,
    phone: typeof stored.phone === 'string' ? stored.phone.slice(0, 40) : DEFAULTS.phone,
    keys: Object.fromEntries(keys),
  };
}
