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
 * Returns the key combination of an event. The defaults are combinations with Alt that common browsers and screen readers do not use.
 *
 * @param {Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'shiftKey' | 'metaKey'>} event
 * @returns {string} such as `Alt+A`; '' for a modifier key alone, or a key that types text
 */
export function combination(event) {
  const modifiers = [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', event.metaKey && 'Meta'].filter(Boolean);
  const functionKey = /^F\d{1,2}$/.test(event.key);
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1] ?? /^Digit(\d)$/.exec(event.code)?.[1];
  const key = functionKey ? event.key : letter;
  if (!key || !functionKey && modifiers.length === 0) {
    return '';
  }
  return [...modifiers, event.shiftKey && 'Shift', key].filter(Boolean).join('+');
}

/**
 * Runs the action of a pressed key combination. Combinations without a modifier are never shortcuts, so typing is not affected.
 *
 * @param {{now: import('./preferences.js').Preferences}} preferences
 * @param {Record<string, () => void>} actions  by the names in `keys` of the preferences
 * @param {Pick<EventTarget, 'addEventListener'>} [page]
 */
export function listenForShortcuts(preferences, actions, page = document) {
  page.addEventListener('keydown', (event) => {
    const pressed = combination(/** @type {KeyboardEvent} */ (event));
    const { shortcuts, keys } = preferences.now;
    const name = Object.keys(keys).find((known) => keys[known] === pressed);
    if (shortcuts && pressed && name && !event.defaultPrevented && !(/** @type {KeyboardEvent} */ (event).repeat)) {
      event.preventDefault();
      actions[name]?.();
    }
  });
}
