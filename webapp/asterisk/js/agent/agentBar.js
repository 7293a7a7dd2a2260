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
import { callerName } from '../common/callerName.js';
import { disclosure } from '../common/disclosure.js';
import { el, keyedList, setAttribute, setHidden, setLabel, setText, showOptions } from '../common/dom.js';
import { icon } from '../common/icon.js';
import { iconButton } from '../common/parts.js';
import { duration } from '../common/time.js';
import { agentTimes, requested } from '../state/agentState.js';
import { liveCall } from '../state/shownCalls.js';
import { workplaceForm } from './workplace.js';

/**
 * @typedef {object} Commands
 * @property {(state: import('../state/types.js').ChosenState, reason?: string) => void} choose
 * @property {(extension: string) => void} useExtension
 * @property {() => number} now
 * @property {import('../common/confirmation.js').Confirm} confirm
 * @property {(number: string, takeOver: boolean) => Promise<string>} workAt
 * @property {Pick<ReturnType<typeof import('../preferences/preferences.js').createPreferences>, 'now' | 'change'>} preferences
 */

/**
 * The agent's state, which opens the choice of another, and the phone that rings.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {Commands} commands
 * @returns {(state: State) => void}
 */
export function agentBar(root, labels, commands) {
  const dot = el('span', { class: 'ac-dot', 'aria-hidden': 'true' });
  const status = el('strong', { class: 'ac-agent-state' });
  const timer = el('span', { class: 'ac-agent-time' });
  const then = el('span', { class: 'ac-agent-then' });
  const button = el('button', { type: 'button', class: 'ac-button ac-agent' }, dot, status, ' ', timer, ' ', then, icon('chevron-down'));
  const choice = stateChoice(labels, commands, () => menu.close());
  const menu = disclosure(button, choice.element);
  const error = el('p', { class: 'ac-error', role: 'alert' });
  const phone = phoneChoice(labels, commands.useExtension);
  const workplace = workplaceForm(labels, commands);
  root.append(menu.element, phone.element, workplace.element, error);

  return (state) => {
    const { agent, agentRequest, extension, extensions, user } = state;
    setHidden(menu.element, !agent);
    setText(error, agentRequest.refusal);
    phone.show(user !== null, extension, extensions);
    workplace.show(state);
    if (!agent) {
      return;
    }
    choice.show(state);
    setAttribute(button, 'data-agent', agent.state);
    const pending = requested(state);
    setAttribute(button, 'data-pending', pending);
    setText(status, pending ? labels(`queue${pending}`) : agentText(labels, agent));
    setText(timer, timerText(labels, agent, commands.now()));
    const later = agent.choice.state === agent.state || agent.choice.state === 'AVAILABLE' ? '' : choiceText(labels, agent);
    setText(then, later && labels('agentThen', { state: later }));
  };
}

/**
 * The states that the user can choose, each a button.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {Commands} commands
 * @param {() => void} close
 */
function stateChoice(labels, commands, close) {
  /** @type {State} */
  let state;
  /**
   * @param {import('../state/types.js').ChosenState} chosen
   * @param {string} [reason]
   */
  const choose = (chosen, reason) => {
    close();
    commands.choose(chosen, reason);
  };
  const available = el('button', { type: 'button', class: 'ac-button ac-primary', onclick: () => choose('AVAILABLE') });
  const reasons = el('ul', { class: 'ac-reasons' });
  const signOut = iconButton('log-out', labels('signOut'), { class: 'ac-button ac-quiet ac-sign-out', onclick: leave });
  const showReasons = keyedList(reasons, (/** @type {import('../state/types.js').Choice} */ reason) => reason.id, ({ id }) => {
    const button = el('button', { type: 'button', class: 'ac-button ac-quiet', 'data-reason': id, onclick: () => choose('PAUSED', id) });
    const text = el('span');
    button.append(icon('circle-pause'), text);
    return {
      element: el('li', {}, button),
      show: (reason) => {
        setText(text, labels('pauseFor', { reason: reason.name }));
        button.disabled = state.agentRequest.busy;
      },
    };
  });

  async function leave() {
    close();
    const call = liveCall(state);
    const name = call ? callerName(labels, call.party, call.party.parties ?? []).name : '';
    if (!call || await commands.confirm({ title: labels('signOutInCall'), text: labels('signOutInCallWith', { name }), action: labels('signOut') })) {
      commands.choose('SIGNED_OUT');
    }
  }

  return {
    element: el('div', { class: 'ac-menu ac-choose' }, available, reasons, signOut),
    /** @param {State} next */
    show(next) {
      state = next;
      const chosen = next.agent?.choice.state;
      setLabel(available, labels(chosen === 'SIGNED_OUT' ? 'signIn' : 'available'));
      setHidden(available, chosen === 'AVAILABLE');
      setHidden(signOut, chosen === 'SIGNED_OUT');
      showReasons(next.pauseReasons);
      [available, signOut].forEach((button) => {
        button.disabled = next.agentRequest.busy;
      });
    },
  };
}

/**
 * Returns the state; a pause by the name of its reason.
 *
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
    case 'PAUSED': case 'TALKING': case 'AVAILABLE': return duration(passed);
    default: return '';
  }
}

/**
 * The extension that rings: a select if there are several, else its name.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {(extension: string) => void} use
 */
function phoneChoice(labels, use) {
  const select = el('select', { id: 'asterisk-extension', 'aria-label': labels('ringsPhone'), onchange: () => use(select.value) });
  const only = el('span', { class: 'ac-extension' });
  const short = el('span', { class: 'ac-extension-short', 'aria-hidden': 'true' });
  const element = el('div', { class: 'ac-phone' }, icon('phone'), select, only, short);

  /**
   * @param {boolean} known
   * @param {State['extension']} current
   * @param {Extension[]} extensions
   */
  function show(known, current, extensions) {
    setHidden(element, !known);
    setHidden(select, extensions.length < 2);
    const [first] = extensions;
    const alone = first ? phoneText(labels, first, labels('extension', { name: first.name })) : labels('noExtension');
    setText(only, extensions.length < 2 ? alone : '');
    setText(short, extensions.length === 1 ? phoneText(labels, first, first.name) : only.textContent);
    const mine = extensions.find((phone) => phone.peerId === current?.peerId);
    setAttribute(element, 'data-phone', mine?.state ?? 'NONE');
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
  const [shown] = name.split('@'); // a number outside comes with the context that dials it
  return phone.state === 'UNKNOWN' ? shown : `${shown}, ${labels(`phone${phone.state}`)}`;
}
