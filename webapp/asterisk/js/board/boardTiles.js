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
/** @import {Board, BoardGroup} from '../state/types.js' */
import { el, setText } from '../common/dom.js';
import { duration } from '../common/time.js';
import { abandonedShare, earliest, occupation, serviceLevel, sum } from './boardFigures.js';

/** A service level below this is bad, and at or above the other one good, percent. */
const BAD_LEVEL = 70;
const GOOD_LEVEL = 80;

/**
 * The sums of all groups that the user sees.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {() => number} now  ms since 1970
 * @returns {(board: Board) => void}
 */
export function boardTiles(root, labels, now) {
  const waiting = tile(labels('boardWaiting'));
  const level = tile(labels('boardServiceLevel'));
  const answered = tile(labels('boardAnswered'));
  const abandoned = tile(labels('boardAbandoned'));
  const times = tile(labels('boardAverageTimes'));
  const agents = tile(labels('boardFreeInCallAway'));
  root.append(...[waiting, level, answered, abandoned, times, agents].map(({ element }) => element));
  return (board) => {
    const today = sum(board.groups.map((group) => group.today));
    const recent = sum(board.groups.map((group) => group.recent));
    const longest = earliest(board.groups.map((group) => group.longest));
    const callers = board.groups.reduce((count, group) => count + group.waiting, 0);
    waiting.show(String(callers), longest
      ? labels('boardLongest', { time: duration(now() - new Date(longest).getTime()) }) : labels('boardNobodyWaits'),
    waitingTone(board.groups));
    level.show(percent(serviceLevel(today)), labels('boardRecent', { value: percent(serviceLevel(recent)) }), levelTone(serviceLevel(today)));
    answered.show(String(today.answered), labels('boardRecent', { value: recent.answered }));
    abandoned.show(String(today.abandoned), labels('boardAbandonedNote', { share: percent(abandonedShare(today)), short: today.shortAbandoned }));
    times.show(`${average(today.wait, today.answered)} / ${average(today.talk, today.answered)}`, labels('boardAverageNote'));
    const { free, inCall, away } = occupation(board.agents);
    agents.show(`${free} / ${inCall} / ${away}`, labels('boardSignedIn', { count: free + inCall + away }));
  };
}

/** @param {string} name */
function tile(name) {
  const value = el('dd', { class: 'wb-value' });
  const note = el('dd', { class: 'wb-note' });
  const element = el('div', { class: 'wb-tile' }, el('dt', { class: 'wb-note' }, name), value, note);
  return {
    element,
    /**
     * @param {string} text
     * @param {string} more
     * @param {string} [tone]
     */
    show(text, more, tone = '') {
      setText(value, text);
      setText(note, more);
      element.dataset.tone = tone;
    },
  };
}

/**
 * @param {number | null} value
 * @returns {string}
 */
export function percent(value) {
  return value === null ? '\u2013' : `${value}\u00a0%`;
}

/**
 * @param {number | null} value
 * @returns {'' | 'good' | 'warn' | 'bad'}
 */
export function levelTone(value) {
  return value === null ? '' : value < BAD_LEVEL ? 'bad' : value < GOOD_LEVEL ? 'warn' : 'good';
}

/** @param {BoardGroup[]} groups */
function waitingTone(groups) {
  const levels = groups.flatMap(({ levels: all }) => [all.WAITING, all.LONGEST_WAIT]);
  return levels.includes('ALARM') ? 'bad' : levels.includes('WARNING') ? 'warn' : '';
}

/**
 * @param {number} seconds
 * @param {number} count
 */
function average(seconds, count) {
  return count === 0 ? '\u2013' : duration(seconds * 1000 / count);
}
