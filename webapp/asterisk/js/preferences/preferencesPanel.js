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
import { disclosure } from '../common/disclosure.js';
import { el, setHidden, setText } from '../common/dom.js';
import { iconButton } from '../common/parts.js';
import { RING_TONES } from '../offers/ringTones.js';
import { pinForm } from './pinForm.js';
import { combination } from './shortcuts.js';

/**
 * The preferences of this browser: sound, desktop notifications, screen pop and shortcuts.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {ReturnType<typeof import('./preferences.js').createPreferences>} preferences
 * @param {ReturnType<typeof import('../offers/ringer.js').createRinger>} ringer
 * @param {import('../offers/desktopNotifications.js').Desktop} desktop
 * @param {(fields: {agentNumber: string, pin: string}) => Promise<unknown>} savePin
 * @returns {() => void} shows whether the browser allows sound
 */
export function preferencesPanel(root, labels, preferences, ringer, desktop, savePin) {
  const muted = el('p', { class: 'ac-hint' });
  const unlock = iconButton('volume-x', labels('soundLocked'), { class: 'ac-button ac-icon-only ac-unlock', onclick: playRingTone }, true);
  const test = el('button', { type: 'button', class: 'ac-button ac-small', onclick: playRingTone }, labels('testSound'));
  const panel = el('div', { class: 'ac-menu ac-preferences', role: 'group', 'aria-label': labels('preferences') },
    group(labels('settingsSound'), soundChoice(labels, preferences), el('p', { class: 'ac-ringer' }, test, ' ', muted)),
    group(labels('settingsNotifications'), notificationChoice(labels, preferences, desktop)),
    group(labels('settingsContact'), pageChoice(labels, preferences)),
    group(labels('pinGroup'), pinForm(labels, savePin)),
    group(labels('shortcuts'), shortcutChoice(labels, preferences)));
  const opener = iconButton('settings', labels('preferences'), { class: 'ac-button ac-quiet ac-icon-only ac-settings' }, true);
  root.append(unlock, disclosure(opener, panel).element);

  async function playRingTone() {
    await ringer.test();
    show();
  }

  function show() {
    setText(muted, ringer.muted ? labels('soundLocked') : '');
    setHidden(unlock, !ringer.muted);
  }
  return show;
}

/**
 * @param {string} title
 * @param {...HTMLElement} parts
 */
function group(title, ...parts) {
  return el('section', { class: 'ac-setting-group' }, el('h3', {}, title), ...parts);
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {ReturnType<typeof import('./preferences.js').createPreferences>} preferences
 */
function soundChoice(labels, preferences) {
  const tones = [...Object.keys(RING_TONES), 'SILENT'].map((tone) => [tone, labels(`tone${tone}`)]);
  const tone = choice('asterisk-tone', tones, preferences.now.tone, (value) => preferences.change({ tone: value }));
  const volume = el('input', {
    type: 'range', id: 'asterisk-volume', min: '0', max: '1', step: '0.05', value: String(preferences.now.volume),
    onchange: () => preferences.change({ volume: Number(volume.value) }),
  });
  return el('div', { class: 'ac-choices' },
    el('label', { for: 'asterisk-tone' }, labels('ringTone')), tone,
    el('label', { for: 'asterisk-volume' }, labels('volume')), volume);
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {ReturnType<typeof import('./preferences.js').createPreferences>} preferences
 * @param {import('../offers/desktopNotifications.js').Desktop} desktop
 */
function notificationChoice(labels, preferences, desktop) {
  const refused = el('p', { class: 'ac-error', role: 'alert', hidden: true });
  const box = el('input', { type: 'checkbox', id: 'asterisk-notify', onchange: chosen });
  box.checked = preferences.now.notify;

  async function chosen() {
    const allowed = box.checked && await desktop.ask();
    setText(refused, box.checked && !allowed ? labels('notifyRefused') : '');
    box.checked = allowed;
    preferences.change({ notify: allowed });
  }
  return el('div', {}, el('label', { class: 'ac-choice' }, box, ' ', labels('notify')), refused);
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {ReturnType<typeof import('./preferences.js').createPreferences>} preferences
 */
function pageChoice(labels, preferences) {
  const moments = ['CLICK', 'ANSWER', 'RING'].map((moment) => [moment, labels(`pop${moment}`)]);
  const pop = choice('asterisk-pop', moments, preferences.now.pop,
    (value) => preferences.change({ pop: /** @type {'CLICK' | 'ANSWER' | 'RING'} */ (value) }));
  return el('div', { class: 'ac-choices' }, el('label', { for: 'asterisk-pop' }, labels('openPage')), pop);
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {ReturnType<typeof import('./preferences.js').createPreferences>} preferences
 */
function shortcutChoice(labels, preferences) {
  const box = el('input', { type: 'checkbox', id: 'asterisk-shortcuts', onchange: () => preferences.change({ shortcuts: box.checked }) });
  box.checked = preferences.now.shortcuts;
  const taken = el('p', { class: 'ac-error', role: 'alert', hidden: true });
  const rows = Object.keys(preferences.now.keys).flatMap((name) => shortcutRow(name, labels, preferences, taken));
  return el('div', {}, el('label', { class: 'ac-choice' }, box, ' ', labels('shortcutsOn')), el('div', { class: 'ac-choices' }, ...rows), taken);
}

/**
 * A field that takes the next key combination pressed in it. Tab leaves it.
 *
 * @param {string} name
 * @param {import('../common/labels.js').Labels} labels
 * @param {ReturnType<typeof import('./preferences.js').createPreferences>} preferences
 * @param {HTMLElement} refusal  shows that a combination is taken
 */
function shortcutRow(name, labels, preferences, refusal) {
  const id = `asterisk-key-${name}`;
  const field = el('input', { type: 'text', id, readonly: true, size: '12', value: preferences.now.keys[name], onkeydown: take });

  /** @param {Event} event */
  function take(event) {
    const pressed = combination(/** @type {KeyboardEvent} */ (event));
    const { keys } = preferences.now;
    if (!pressed) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const other = Object.keys(keys).find((known) => known !== name && keys[known] === pressed);
    setText(refusal, other ? labels('shortcutTaken', { keys: pressed, name: labels(`shortcut${other}`) }) : '');
    if (!other) {
      preferences.change({ keys: { ...keys, [name]: pressed } });
      field.value = pressed;
    }
  }
  return [el('label', { for: id }, labels(`shortcut${name}`)), field];
}

/**
 * @param {string} id
 * @param {string[][]} values  pairs of value and text
 * @param {string} chosen
 * @param {(value: string) => void} change
 */
function choice(id, values, chosen, change) {
  const options = values.map(([value, text]) => el('option', { value, selected: value === chosen }, text));
  const select = el('select', { id, onchange: () => change(select.value) }, ...options);
  return select;
}
