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
/** @import {Board, BoardAgent, BoardGroup} from '../state/types.js' */
/** @import {Tone} from '../common/parts.js' */
import { el, keyedList, setText } from '../common/dom.js';
import { chip } from '../common/parts.js';
import { duration } from '../common/time.js';
import { moreButton } from './moreButton.js';

/** @type {Record<BoardAgent['state'], Tone>} */
const TONES = { AVAILABLE: 'good', TALKING: 'info', RINGING: 'info', WRAP_UP: 'warn', PAUSED: 'bad', SIGNED_OUT: 'plain' };
/** Who can take a call comes first, then who talks. */
const ORDER = ['AVAILABLE', 'RINGING', 'TALKING', 'WRAP_UP', 'PAUSED', 'SIGNED_OUT'];

/**
 * A card for each agent.
 *
 * @param {HTMLElement} root  with a heading
 * @param {import('../common/labels.js').Labels} labels
 * @param {() => number} now  ms since 1970
 * @param {(agent: BoardAgent) => void} act  opens what can be done with the agent
 * @returns {(board: Board) => void}
 */
export function agentGrid(root, labels, now, act) {
  const count = chip();
  const list = el('ul', { class: 'wb-agents' });
  root.querySelector('h2')?.append(count.element);
  root.append(list);
  /** @type {BoardGroup[]} */
  let groups = [];
  const show = keyedList(list, (/** @type {BoardAgent} */ agent) => agent.partyId, () => agentCard(labels, now, () => groups, act));
  return (board) => {
    groups = board.groups;
    count.show(String(board.agents.filter(({ state }) => state !== 'SIGNED_OUT').length), 'plain');
    show([...board.agents].sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state)));
  };
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {() => number} now
 * @param {() => BoardGroup[]} groups
 * @param {(agent: BoardAgent) => void} act
 */
function agentCard(labels, now, groups, act) {
  /** @type {BoardAgent} */
  let shown;
  const more = moreButton(() => act(shown));
  const name = el('span', { class: 'wb-agent-name' });
  const state = chip();
  const doing = el('p', { class: 'wb-note' });
  const day = el('p', { class: 'wb-note' });
  const element = el('li', { class: 'wb-agent' }, el('div', { class: 'wb-agent-head' }, name, state.element, more), doing, day);

  /** @param {BoardAgent} agent */
  function show(agent) {
    shown = agent;
    more.setAttribute('aria-label', labels('boardActions', { name: agent.name }));
    element.dataset.agent = agent.partyId;
    element.dataset.state = agent.state;
    setText(name, agent.name);
    const word = agent.state === 'PAUSED' && agent.reason ? agent.reason : labels(`agent${agent.state}`);
    state.show(agent.call?.held ? labels('stateHELD') : word, TONES[agent.state]);
    const group = groups().find(({ id }) => id === agent.call?.group);
    const time = agent.since && agent.state !== 'SIGNED_OUT' ? duration(now() - new Date(agent.since).getTime()) : '';
    setText(doing, [time, agent.call?.with, group?.name, leftToWrite(agent)].filter(Boolean).join(' \u00b7 ') || '\u2013');
    setText(day, [labels('boardAgentCalls', { count: agent.calls }),
      ...(agent.calls ? [labels('boardAgentTalk', { time: duration(agent.talk * 1000) })] : []),
      ...(agent.missed ? [labels('boardAgentMissed', { count: agent.missed })] : [])].join(' \u00b7 '));
  }

  /** @param {BoardAgent} agent */
  function leftToWrite({ wrapUp }) {
    return wrapUp ? labels('boardWrapUpLeft', { time: duration(new Date(wrapUp).getTime() - now()) }) : '';
  }
  return { element, show };
}
