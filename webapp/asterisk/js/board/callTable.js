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
/** @import {Board, BoardCall, BoardGroup} from '../state/types.js' */
import { el, keyedList } from '../common/dom.js';
import { chip } from '../common/parts.js';
import { duration } from '../common/time.js';
import { moreButton } from './moreButton.js';

/**
 * The calls that go on, parked ones too.
 *
 * @param {HTMLElement} root  with a heading
 * @param {import('../common/labels.js').Labels} labels
 * @param {() => number} now  ms since 1970
 * @param {(call: BoardCall, title: string) => void} act  opens what can be done with the call
 * @returns {(board: Board) => void}
 */
export function callTable(root, labels, now, act) {
  const heads = [labels('boardFrom'), labels('boardTo'), labels('boardWho'), labels('boardGroup'), labels('boardState'), labels('boardTime'),
    labels('boardServer'), labels('boardActionsHead')];
  const count = chip();
  root.querySelector('h2')?.append(count.element);
  const body = el('tbody');
  const table = el('table', { class: 'wb-table wb-calls', 'aria-labelledby': 'asterisk-board-calls' },
    el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))), body);
  const nobody = el('p', { class: 'wb-note wb-empty' }, labels('boardNoCalls'));
  root.append(table, nobody);
  /** @type {BoardGroup[]} */
  let groups = [];
  const show = keyedList(body, (/** @type {BoardCall} */ call) => call.callId, () => callRow(heads, labels, now, () => groups, act));
  return (board) => {
    groups = board.groups;
    count.show(String(board.calls.length), 'plain');
    table.hidden = board.calls.length === 0;
    nobody.hidden = board.calls.length > 0;
    show(board.calls);
  };
}

/**
 * @param {string[]} heads
 * @param {import('../common/labels.js').Labels} labels
 * @param {() => number} now
 * @param {() => BoardGroup[]} groups
 * @param {(call: BoardCall, title: string) => void} act
 */
function callRow(heads, labels, now, groups, act) {
  /** @type {BoardCall} */
  let shown;
  const title = () => [shown.fromName || shown.from, shown.agent || shown.to].filter(Boolean).join(' \u2192 ');
  const more = moreButton(() => act(shown, title()));
  const from = el('th', { scope: 'row' });
  const cells = heads.slice(1).map((head) => el('td', { 'data-head': head }));
  const [to, who, group, state, time, server, actions] = cells;
  actions.append(more);
  const word = chip();
  const help = chip();
  state.append(word.element, ' ', help.element);
  const element = el('tr', {}, from, ...cells);

  /** @param {BoardCall} call */
  function show(call) {
    shown = call;
    more.setAttribute('aria-label', labels('boardActions', { name: title() }));
    element.dataset.call = call.callId;
    write(from, [call.fromName, call.from].filter(Boolean).join(' ') || '\u2013');
    write(to, call.to || '\u2013');
    write(who, call.agent || '\u2013');
    write(group, groups().find(({ id }) => id === call.group)?.name ?? '\u2013');
    element.dataset.help = String(Boolean(call.help));
    help.show(call.help ? labels('boardHelp') : '', 'bad');
    word.show(call.parked ? labels('boardParked', { space: call.parked }) : labels(`state${call.state}`),
      call.state === 'TALKING' ? 'good' : call.state === 'WAITING' ? 'warn' : 'info');
    write(time, duration(now() - new Date(call.answeredAt ?? call.since).getTime()));
    write(server, call.server);
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
