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
/** @import {Board} from '../state/types.js' */
import { alarms } from './boardFigures.js';

/** Two notes, which no ring tone has. */
export const ALARM_TONE = Object.freeze({ period: 1, notes: [{ hertz: [880], from: 0, to: 0.25 }, { hertz: [587.33], from: 0.3, to: 0.7 }] });

const STORED = 'asterisk.wallboard.alarms';
const VOLUME = 0.6;

/**
 * Tells which figures have reached their alarm limit since the wallboard was told last. What is there at first is seen, and heard by nobody.
 *
 * @returns {(board: Board) => ReturnType<typeof alarms>}
 */
export function newAlarms() {
  /** @type {Set<string> | null} */
  let before = null;
  return (board) => {
    const now = alarms(board).filter(({ level }) => level === 'ALARM');
    const key = (/** @type {(typeof now)[0]} */ { group, figure }) => `${group.id} ${figure}`;
    const fresh = before ? now.filter((alarm) => !before?.has(key(alarm))) : [];
    before = new Set(now.map(key));
    return fresh;
  };
}

/**
 * Tells with which calls an agent asks for help since the wallboard was told last.
 *
 * @returns {(board: Board) => Board['calls']}
 */
export function newHelp() {
  /** @type {Set<string> | null} */
  let before = null;
  return (board) => {
    const now = board.calls.filter(({ help }) => help);
    const fresh = before ? now.filter(({ callId }) => !before?.has(callId)) : [];
    before = new Set(now.map(({ callId }) => callId));
    return fresh;
  };
}

/**
 * Sounds and shows a notification for each new alarm, once the user has switched that on; the browser remembers it.
 *
 * @param {HTMLElement} button
 * @param {import('../common/labels.js').Labels} labels
 * @param {object} world
 * @param {{unlock: () => Promise<void>, play: (tone: import('../offers/ringTones.js').Tone, volume: number) => void}} world.player
 * @param {(text: string, tag: string) => void} world.notify
 * @param {() => Promise<unknown>} world.ask  asks the user for permission; called in a click handler
 * @param {Pick<Storage, 'getItem' | 'setItem'>} world.storage
 * @returns {(board: Board) => void}
 */
export function alarmSound(button, labels, { player, notify, ask, storage }) {
  const fresh = newAlarms();
  const asking = newHelp();
  let on = storage.getItem(STORED) === 'on';
  const show = () => button.setAttribute('aria-pressed', String(on));
  show();
  if (on) { // browsers allow sound after the first click, wherever it is
    document.addEventListener('pointerdown', () => player.unlock(), { once: true });
  }
  button.addEventListener('click', async () => {
    on = !on;
    storage.setItem(STORED, on ? 'on' : 'off');
    show();
    if (on) {
      const allowed = ask();
      await player.unlock();
      player.play(ALARM_TONE, VOLUME);
      await allowed;
    }
  });
  return (board) => {
    const all = fresh(board);
    const help = asking(board);
    help.forEach(({ callId, agent }) => on && notify(labels('boardHelpOf', { name: agent }), `help ${callId}`));
    if (on && all.length + help.length > 0) {
      player.play(ALARM_TONE, VOLUME);
      all.forEach(({ group, figure }) => notify(labels(`boardAlarm${figure}`, { group: group.name }), `${group.id} ${figure}`));
    }
  };
}

/**
 * The browser's notifications, for a page that is open.
 *
 * @returns {{notify: (text: string, tag: string) => void, ask: () => Promise<unknown>}}
 */
export function pageNotifications() {
  const supported = 'Notification' in window;
  return {
    ask: async () => supported && Notification.requestPermission(),
    notify: (text, tag) => {
      if (supported && Notification.permission === 'granted') {
        new Notification(text, { tag, requireInteraction: true });
      }
    },
  };
}
