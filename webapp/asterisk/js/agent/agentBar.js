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
/** @import {Agent, Extension, State} from '../state/types.js' */
import { el, setText, showOptions } from '../common/dom.js';
import { duration } from '../common/time.js';
import { agentTimes } from '../state/agentState.js';

/**
 * @typedef {object} AgentCommands
 * @property {(state: import('../state/types.js').ChosenState, reason?: string) => void} choose
 * @property {(peerId: string) => void} useExtension
 * @property {() => number} now
 */

/**
 * The agent's state and buttons to change it: available, pause with a reason, sign out, choose the extension.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {AgentCommands} commands
 * @returns {(state: State) => void}
 */
export function agentBar(root, labels, commands) {
  const dot = el('span', { class: 'ac-dot', 'aria-hidden': 'true' });
  const status = el('strong', { class: 'ac-agent-state' });
  const timer = el('span', { class: 'ac-agent-time' });
  const then = el('span', { class: 'ac-agent-then' });
  const available = el('button', { type: 'button', class: 'ac-button ac-small ac-primary', onclick: () => commands.choose('AVAILABLE') });
  const reasons = el('select', { 'aria-label': labels('pauseReason') });
  const pause = el('button', { type: 'button', class: 'ac-button ac-small', onclick: () => commands.choose('PAUSED', reasons.value) },
    labels('pause'));
  const signOut = el('button', { type: 'button', class: 'ac-button ac-small', onclick: () => commands.choose('SIGNED_OUT') }, labels('signOut'));
  const error = el('p', { class: 'ac-error', role: 'alert' });
  const state = el('div', { class: 'ac-agent' }, el('p', { class: 'ac-doing' }, dot, status, ' ', timer, ' ', then),
    el('div', { class: 'ac-choose' }, available, el('span', { class: 'ac-pause' }, reasons, pause), signOut));
  const phone = phoneChoice(labels, commands.useExtension);
  root.append(state, phone.element, error);

  return ({ agent, pauseReasons, agentRequest, extension, extensions, user }) => {
    state.hidden = !agent;
    setText(error, agentRequest.refusal);
    phone.show(user !== null, extension, extensions);
    if (!agent) {
      return;
    }
    showOptions(reasons, pauseReasons);
    state.dataset.agent = agent.state;
    setText(status, agentText(labels, agent));
    setText(timer, timerText(labels, agent, commands.now()));
    const choice = agent.choice.state === agent.state || agent.choice.state === 'AVAILABLE' ? '' : choiceText(labels, agent);
    setText(then, choice && labels('agentThen', { state: choice }));
    setText(available, labels(agent.choice.state === 'SIGNED_OUT' ? 'signIn' : 'available'));
    available.hidden = agent.choice.state === 'AVAILABLE';
    signOut.hidden = agent.choice.state === 'SIGNED_OUT';
    [available, pause, signOut].forEach((button) => {
      button.disabled = agentRequest.busy;
    });
  };
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {Agent} agent
 */
function agentText(labels, agent) {
  return agent.state === 'PAUSED' ? choiceText(labels, agent) : labels(`agent${agent.state}`);
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {Agent} agent
 */
function choiceText(labels, { choice }) {
  return choice.reason ? labels('agentPausedFor', { reason: choice.reason.name }) : labels(`agent${choice.state}`);
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {Agent} agent
 * @param {number} now
 */
function timerText(labels, agent, now) {
  const { passed, left } = agentTimes(agent, now);
  switch (agent.state) {
    case 'WRAP_UP': return left > 0 ? labels('timeLeft', { time: duration(left + 999) }) : labels('timeOver');
    case 'PAUSED': case 'TALKING': return duration(passed);
    default: return '';
  }
}

/**
 * The extension that rings: a choice if there are several, else its state.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {(peerId: string) => void} use
 */
function phoneChoice(labels, use) {
  const select = el('select', { id: 'asterisk-extension', onchange: () => use(select.value) });
  const label = el('label', { for: 'asterisk-extension' }, labels('ringsPhone'));
  const choice = el('span', { class: 'ac-phones' }, label, ' ', select);
  const only = el('span', { class: 'ac-extension' });
  const element = el('div', { class: 'ac-phone' }, choice, only);

  /**
   * @param {boolean} known
   * @param {State['extension']} current
   * @param {Extension[]} extensions
   */
  function show(known, current, extensions) {
    choice.hidden = extensions.length < 2;
    const [first] = extensions;
    const alone = first ? phoneText(labels, first, labels('extension', { name: first.name })) : labels('noExtension');
    setText(only, known && extensions.length < 2 ? alone : '');
    showOptions(select, extensions.map((phone) => ({ id: phone.peerId, name: phoneText(labels, phone, phone.name) })), current?.peerId);
  }
  return { element, show };
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {Extension} phone
 * @param {string} name
 */
function phoneText(labels, phone, name) {
  return phone.state === 'UNKNOWN' ? name : `${name}, ${labels(`phone${phone.state}`)}`;
}
