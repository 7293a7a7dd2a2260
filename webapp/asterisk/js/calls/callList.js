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
/** @import {ShownCall, State} from '../state/types.js' */
import { el, keyedList, setHidden, setLabel, setText } from '../common/dom.js';
import { icon } from '../common/icon.js';
import { currentCall, orderedCalls } from '../state/shownCalls.js';
import { callCard } from './callCard.js';

/**
 * The user's calls: the current one in full, the others as rows below it. Without calls there is a card of the same height, so that the page
 * doesn't move when a call arrives.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {import('./callCard.js').Commands} commands
 * @param {{callId: string | null}} selection  the call that the user has chosen
 * @returns {(state: State) => void}
 */
export function callList(root, labels, commands, selection) {
  const list = el('ul', { class: 'ac-cards' });
  const nothing = idleCard(labels, () => commands.choose('AVAILABLE'));
  root.append(list, nothing.element);
  /** @type {State} */
  let state;
  const show = keyedList(list, (/** @type {ShownCall} */ call) => call.callId,
    (call) => callCard(call, labels, commands, () => ({ state, current: currentCall(state, selection.callId)?.callId === call.callId })));

  return (next) => {
    state = next;
    const calls = orderedCalls(state);
    const current = currentCall(state, selection.callId);
    show(current ? [current, ...calls.filter((call) => call !== current)] : []);
    setHidden(list, calls.length === 0);
    // where :has() depends on the calls, browsers look at the styles of the whole page after each change of a text
    root.parentElement?.classList.toggle('ac-in-call', list.querySelector('.ac-call:not(.ac-over)') !== null);
    nothing.show(state, calls.length === 0);
  };
}

/**
 * What is shown instead of a call: whether calls reach the user, and how to change that.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {() => void} goAvailable
 */
function idleCard(labels, goAvailable) {
  const text = el('p', { class: 'ac-idle-text' });
  const available = el('button', { type: 'button', class: 'ac-button ac-primary', onclick: goAvailable });
  const element = el('div', { class: 'ac-idle' }, icon('headphones'), text, available);

  return {
    element,
    /**
     * @param {State} state
     * @param {boolean} visible
     */
    show({ agent, agentRequest, extension, user }, visible) {
      setHidden(element, !visible);
      const chosen = agent?.choice.state ?? 'AVAILABLE';
      setText(text, idleText(labels, user !== null, chosen, extension !== null));
      setLabel(available, labels(chosen === 'SIGNED_OUT' ? 'signIn' : 'available'));
      setHidden(available, chosen === 'AVAILABLE');
      available.disabled = agentRequest.busy;
    },
  };
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {boolean} known
 * @param {import('../state/types.js').ChosenState} chosen
 * @param {boolean} phone
 */
function idleText(labels, known, chosen, phone) {
  if (!known) {
    return labels('linkCONNECTING');
  }
  if (!phone) {
    return labels('idleNoPhone');
  }
  return labels(chosen === 'AVAILABLE' ? 'idle' : 'idleAway');
}
