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
import { el, keyedList, setText } from '../common/dom.js';
import { duration } from '../common/time.js';
import { serviceLevel, worstLevel } from './boardFigures.js';
import { levelTone, percent } from './boardTiles.js';

/**
 * A row for each group.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {() => number} now  ms since 1970
 * @returns {(board: Board) => void}
 */
export function groupTable(root, labels, now) {
  const heads = [labels('boardGroup'), labels('boardWaiting'), labels('boardLongestHead'), labels('boardFree'), labels('boardInCall'),
    labels('boardPaused'), labels('boardAnswered'), labels('boardAbandoned'), labels('boardServiceLevel'), labels('boardRecentHead')];
  const body = el('tbody');
  const table = el('table', { class: 'wb-table', 'aria-label': labels('boardGroups') },
    el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))), body);
  root.append(table);
  const show = keyedList(body, (/** @type {BoardGroup} */ group) => group.id, () => groupRow(heads, labels, now));
  return (board) => show(board.groups);
}

/**
 * @param {string[]} heads
 * @param {import('../common/labels.js').Labels} labels
 * @param {() => number} now
 */
function groupRow(heads, labels, now) {
  const name = el('th', { scope: 'row' });
  const cells = heads.slice(1).map((head) => el('td', { 'data-head': head }));
  const [waiting, longest, free, inCall, paused, answered, abandoned, level, recent] = cells;
  const bar = el('i');
  const levelText = el('span');
  level.append(el('span', { class: 'wb-meter', 'aria-hidden': 'true' }, bar), levelText);
  const element = el('tr', {}, name, ...cells);

  /** @param {BoardGroup} group */
  function show(group) {
    const today = serviceLevel(group.today);
    element.dataset.group = group.id;
    element.dataset.level = worstLevel(group);
    write(name, group.name);
    mark(waiting, group.levels.WAITING, String(group.waiting));
    mark(longest, group.levels.LONGEST_WAIT, group.longest ? duration(now() - new Date(group.longest).getTime()) : '\u2013');
    mark(free, group.levels.AVAILABLE, String(group.agents.AVAILABLE ?? 0));
    write(inCall, String((group.agents.TALKING ?? 0) + (group.agents.RINGING ?? 0)));
    write(paused, String((group.agents.PAUSED ?? 0) + (group.agents.WRAP_UP ?? 0)));
    write(answered, String(group.today.answered));
    mark(abandoned, group.levels.ABANDONED, String(group.today.abandoned));
    level.title = labels(`boardFormula${group.formula}`, { seconds: group.target, short: group.shortAbandon });
    setText(levelText, percent(today));
    bar.dataset.tone = levelTone(today);
    bar.style.width = `${today ?? 0}%`;
    mark(recent, group.levels.SERVICE_LEVEL, `${percent(serviceLevel(group.recent))} ${['\u2193', '', '\u2191'][group.trend + 1]}`.trim());
    recent.title = group.trend ? labels(group.trend > 0 ? 'boardRising' : 'boardFalling') : '';
  }
  return { element, show };
}

/**
 * @param {HTMLElement} cell
 * @param {string} text
 */
function write(cell, text) {
  if (cell.textContent !== text) {
    cell.textContent = text;
  }
}

/**
 * @param {HTMLElement} cell
 * @param {string | undefined} level
 * @param {string} text
 */
function mark(cell, level, text) {
  write(cell, text);
  cell.dataset.level = level ?? 'NONE';
}
