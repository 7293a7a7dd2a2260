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
/** @import {BoardAgent, BoardCall, BoardGroup, Choice} from '../state/types.js' */
import { el, setText, showOptions } from '../common/dom.js';
import { failureMessage } from '../common/requestFailed.js';

/** The lengths that the services take. */
const LONGEST_REASON = 200;
const LONGEST_TEXT = 200;
const LONGEST_TARGET = 60;
/** How a supervisor can take part in a call, by action. */
const MONITOR = ['LISTEN', 'WHISPER', 'BARGE', 'TAKE_OVER'];

/**
 * @typedef {object} BoardTools
 * @property {(request: string, fields: Record<string, string>) => Promise<unknown>} supervise
 * @property {() => {groups: BoardGroup[], pauseReasons: Choice[]}} known
 */

/**
 * What a supervisor can do with an agent, and with a call. Both stay open and tell what came of it.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {BoardTools} tools
 * @returns {{ofAgent: (agent: BoardAgent) => void, ofCall: (call: BoardCall, title: string) => void}}
 */
export function createBoardDialogs(root, labels, tools) {
  const agents = agentDialog(root, labels, tools);
  const calls = callDialog(root, labels, tools);
  return { ofAgent: agents.open, ofCall: calls.open };
}

/**
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {BoardTools} tools
 */
function agentDialog(root, labels, tools) {
  /** @type {BoardAgent} */
  let agent;
  const frame = frameOf(root, labels, 'asterisk-board-agent');
  const group = select('asterisk-board-group');
  const pause = select('asterisk-board-pause');
  const from = select('asterisk-board-from');
  const to = select('asterisk-board-to');
  const penalty = el('input', { id: 'asterisk-board-penalty', type: 'number', min: '0', max: '1000' });
  const text = el('input', { id: 'asterisk-board-text', type: 'text', maxlength: String(LONGEST_TEXT), autocomplete: 'off' });
  /** @param {string} request @param {Record<string, string>} fields */
  const send = (request, fields) => frame.run(() => tools.supervise(request, given({ agentPartyId: agent.partyId, ...fields })));
  /** @param {string} state */
  const become = (state) => send('superviseAgent', { state, callCenterGroupId: group.value, reason: frame.reason(),
    pauseReasonEnumId: state === 'PAUSED' ? pause.value : '' });
  const states = el('fieldset', {}, el('legend', {}, labels('boardChangeState')),
    el('label', { for: group.id }, labels('boardGroup')), group, el('label', { for: pause.id }, labels('boardPauseReason')), pause,
    el('div', { class: 'ac-actions' }, button(labels('boardMakeAvailable'), () => become('AVAILABLE')),
      button(labels('boardPause'), () => become('PAUSED')), button(labels('boardSignOut'), () => become('SIGNED_OUT'))));
  const call = el('fieldset', {}, el('legend', {}, labels('boardCurrentCall')), el('div', { class: 'ac-actions' },
    ...[...MONITOR, 'HANG_UP'].map((action) => button(labels(`boardDo${action}`),
      () => send('superviseCall', { callId: agent.call?.callId ?? '', action, reason: frame.reason() }), action === 'HANG_UP'))));
  const move = el('fieldset', {}, el('legend', {}, labels('boardMove')), el('label', { for: from.id }, labels('boardMoveFrom')), from,
    el('label', { for: to.id }, labels('boardMoveTo')), to, el('label', { for: penalty.id }, labels('boardPenalty')), penalty,
    el('div', { class: 'ac-actions' }, button(labels('boardMoveNow'),
      () => send('moveAgent', { fromGroupId: from.value, toGroupId: to.value, penalty: penalty.value, reason: frame.reason() }))));
  const message = el('fieldset', {}, el('legend', {}, labels('boardMessage')), el('label', { for: text.id }, labels('boardText')), text,
    el('div', { class: 'ac-actions' }, button(labels('boardSend'), async () => {
      if (text.value.trim() && await send('messageAgent', { text: text.value.trim() })) {
        text.value = '';
      }
    })));
  frame.body.append(call, states, move, message);

  return {
    /** @param {BoardAgent} chosen */
    open(chosen) {
      agent = chosen;
      const { groups, pauseReasons } = tools.known();
      const all = groups.map(({ id, name }) => ({ id, name }));
      const none = { id: '', name: '\u2013' };
      const own = all.filter(({ id }) => chosen.groups.includes(id));
      showOptions(group, [{ id: '', name: labels('boardAllGroups') }, ...own]);
      showOptions(pause, pauseReasons);
      showOptions(from, [none, ...own]);
      showOptions(to, [none, ...all]);
      call.hidden = !chosen.call;
      frame.open(chosen.name);
    },
  };
}

/**
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {BoardTools} tools
 */
function callDialog(root, labels, tools) {
  let callId = '';
  const frame = frameOf(root, labels, 'asterisk-board-call');
  const target = el('input', { id: 'asterisk-board-target', type: 'text', maxlength: String(LONGEST_TARGET), autocomplete: 'off' });
  /** @param {string} action @param {Record<string, string>} [fields] */
  const send = (action, fields = {}) => frame.run(() => tools.supervise('superviseCall',
    given({ callId, action, reason: frame.reason(), ...fields })));
  const coming = button(labels('boardDoCOMING'), () => send('COMING'));
  frame.body.append(el('div', { class: 'ac-actions' }, coming, ...MONITOR.map((action) => button(labels(`boardDo${action}`), () => send(action))),
    button(labels('boardDoHANG_UP'), () => send('HANG_UP'), true)),
  el('label', { for: target.id }, labels('boardSendTo')), target,
  el('div', { class: 'ac-actions' }, button(labels('boardDoSEND'), () => send('SEND', { target: target.value.trim() }))));
  return {
    /**
     * @param {BoardCall} call
     * @param {string} title
     */
    open(call, title) {
      ({ callId } = call);
      coming.hidden = !call.help;
      target.value = '';
      frame.open(title);
    },
  };
}

/**
 * A dialog with a title, a reason and a line that tells what came of the last action.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {string} id
 */
function frameOf(root, labels, id) {
  const title = el('h2', { id });
  const body = el('div', { class: 'wb-actions' });
  const reason = el('input', { id: `${id}-reason`, type: 'text', maxlength: String(LONGEST_REASON), autocomplete: 'off' });
  const result = el('p', { class: 'ac-hint', role: 'status' });
  const dialog = el('dialog', { class: 'ac-dialog wb-dialog', 'aria-labelledby': id }, title,
    el('label', { for: reason.id }, labels('boardReason')), reason, body, result,
    el('div', { class: 'ac-actions' }, button(labels('close'), () => dialog.close())));
  root.append(dialog);
  return {
    body,
    reason: () => reason.value.trim(),
    /** @param {string} text */
    open(text) {
      setText(title, text);
      setText(result, '');
      reason.value = '';
      dialog.showModal();
    },
    /** @param {() => Promise<unknown>} work @returns {Promise<boolean>} */
    async run(work) {
      setText(result, labels('boardAsking'));
      try {
        await work();
        setText(result, labels('boardDone'));
        return true;
      } catch (failure) {
        setText(result, failureMessage(labels, failure));
        return false;
      }
    },
  };
}

/**
 * @param {string} text
 * @param {() => void} onclick
 * @param {boolean} [danger]
 */
function button(text, onclick, danger = false) {
  return el('button', { type: 'button', class: danger ? 'ac-button ac-danger' : 'ac-button', onclick }, text);
}

/** @param {string} id */
function select(id) {
  return el('select', { id });
}

/**
 * Fields that say something.
 *
 * @param {Record<string, string>} fields
 */
function given(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
