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
/** @import {State} from '../state/types.js' */
import { agentBar } from '../agent/agentBar.js';
import { actionPages } from '../actionPages/actionPages.js';
import { callbackViews } from '../callbacks/pastTabs.js';
import { callList } from '../calls/callList.js';
import { workArea } from '../calls/workArea.js';
import { createConfirmation } from '../common/confirmation.js';
import { moment } from '../common/time.js';
import { customerCard } from '../customer/customerCard.js';
import { createCustomerDialogs } from '../customer/customerDialogs.js';
import { dialField } from '../dialing/dialField.js';
import { historyForm } from '../history/historyForm.js';
import { historyList } from '../history/historyList.js';
import { createKeypad } from '../inCall/keypad.js';
import { parkedCalls } from '../inCall/parkedCalls.js';
import { createTransferDialog } from '../inCall/transferDialog.js';
import { createFavicon } from '../offers/favicon.js';
import { offerList } from '../offers/offerList.js';
import { queueList, waitingFigure } from '../offers/queueList.js';
import { preferencesPanel } from '../preferences/preferencesPanel.js';
import { createContactChange } from './contactChange.js';
import { speedDials } from '../team/speedDials.js';
import { teamList } from '../team/teamList.js';
import { voicemailList } from '../voicemail/voicemailList.js';
import { countRows, narrowTabs } from './layout.js';
import { messageBar } from './messageBar.js';
import { statusLine } from './statusLine.js';

/**
 * What the views need of the page.
 *
 * @typedef {object} Tools
 * @property {HTMLElement} page
 * @property {(name: string) => HTMLElement} part  an element of the template, by its `data-part`
 * @property {import('../common/labels.js').Labels} labels
 * @property {ReturnType<typeof import('../calls/callActions.js').createActions>
 *   & ReturnType<typeof import('../agent/agentActions.js').createAgentActions>
 *   & ReturnType<typeof import('../inCall/controlActions.js').createControlActions>} actions
 * @property {import('../calls/writeUpForm.js').WriteUpEditor} editor
 * @property {{apply: (change: import('../state/types.js').Change) => void, connect: () => void}} hub
 * @property {ReturnType<typeof import('../dialing/dialSearch.js').createDialSearch>} search
 * @property {{more: () => void}} history
 * @property {ReturnType<typeof import('../preferences/preferences.js').createPreferences>} preferences
 * @property {ReturnType<typeof import('../offers/ringer.js').createRinger>} ringer
 * @property {import('../offers/desktopNotifications.js').Desktop} desktop
 * @property {(filter: import('../state/historyFilter.js').Filter) => void} filtered
 * @property {() => Promise<{partyId: string, name: string}[]>} agents
 * @property {import('../inCall/transferDialog.js').TransferTools['find']} find
 * @property {ReturnType<typeof import('../customer/customers.js').createCustomers>} customers
 * @property {Omit<import('../customer/customerDialogs.js').DialogTools, 'reload'>} customerRequests
 * @property {Pick<import('../customer/contactDialog.js').ContactTools, 'correct' | 'create'>} contactRequests
 * @property {import('../team/speedDials.js').DialRequests} dialRequests
 * @property {ReturnType<typeof import('../callbacks/callbacks.js').createCallbacks>} callbacks
 * @property {ReturnType<typeof import('../voicemail/voicemail.js').createVoicemail>} voicemail
 * @property {(fields: {agentNumber: string, pin: string}) => Promise<unknown>} savePin
 * @property {() => number} now  ms since 1970
 * @property {import('../history/pastNotes.js').NotesTools['requests']} noteRequests
 * @property {string} loginUrl
 * @property {() => void} changed  renders the page again
 */

/**
 * The views of the console, each of which renders its part of the page; those that an agent waits for come first.
 *
 * @param {Tools} tools
 * @returns {((state: State) => void)[]}
 */
export function createViews({ page, part, labels, actions, editor, hub, search, history, preferences, ringer, desktop, filtered, ...others }) {
  const { now } = others;
  const when = moment(document.documentElement.lang || navigator.language);
  /** @type {{callId: string | null}} */
  const selection = { callId: null };
  const { keypad, transfer, show: showDialogs } = callDialogs(page, labels, actions.control, others.find);
  /** @type {State} */
  let current;
  const changeContact = createContactChange(page, part('history'), labels, { find: others.find.findNumbers, ...others.contactRequests }, when);
  const ofCalls = {
    ...actions, keypad: keypad.open, transfer: transfer.open, editor, now, preferences, isCallback: others.callbacks.isCalled,
    confirm: createConfirmation(page, labels),
    dismiss: (/** @type {string} */ callId) => hub.apply({ type: 'EXPIRED', callId }),
    changeContact: (/** @type {string} */ callId) => changeContact(current, callId),
    select: (/** @type {string} */ callId) => {
      selection.callId = callId;
      others.changed();
    },
  };
  const { customers } = others;
  const dialogs = createCustomerDialogs(page, labels, { ...others.customerRequests, reload: customers.reload });
  const customer = customerCard(labels, { customers, now, ...dialogs }, selection);
  const toColleagues = {
    call: actions.dial, transfer: (/** @type {string} */ callId, /** @type {string} */ target) => actions.control(callId, 'TRANSFER', { target }),
  };
  return [
    (state) => {
      current = state;
    },
    showDialogs,
    callList(part('calls'), labels, ofCalls, selection),
    offerList(part('offers'), labels, { ...actions, now, moment: when }, countRows(page, others.changed)),
    agentBar(part('agent'), labels, ofCalls),
    ...sentViews(part, labels, hub),
    statusLine(part('state'), labels, { takeOver: () => hub.connect(), loginUrl: others.loginUrl }),
    waitingFigure(part('figures'), labels, now),
    dialField(part('dial'), labels, { dial: actions.dial, search, moment: when }),
    queueList(part('queues'), labels, { now, moment: when, pauseIn: actions.pauseIn }),
    parkedCalls(part('parked'), labels, { fetch: (callId) => actions.control(callId, 'FETCH'), now }),
    workArea(part('work'), labels, ofCalls, selection, customer),
    ...callbackViews(part, labels, { callbacks: others.callbacks, voicemail: others.voicemail, dial: actions.dial, moment: when, now }, page),
    voicemailList(part('history'), labels, { voicemail: others.voicemail, dial: actions.dial, moment: when }),
    teamList(part('team'), labels, { ...toColleagues, pickUp: (callId) => actions.control(callId, 'PICK_UP'), now }),
    speedDials(part('dials'), labels, { ...toColleagues, requests: others.dialRequests, changed: others.changed }),
    historyForm(part('history'), labels, filtered, others.agents),
    historyList(part('history'), labels, { callBack: actions.dial, more: history.more, moment: when, requests: others.noteRequests }),
    preferencesPanel(part('options'), labels, preferences, ringer, desktop, others.savePin),
    narrowTabs(page, part('bottom'), part('workTabs'), labels),
    createFavicon(),
  ];
}

/**
 * @param {HTMLElement} page
 * @param {import('../common/labels.js').Labels} labels
 * @param {Tools['actions']['control']} control
 * @param {Tools['find']} find
 */
function callDialogs(page, labels, control, find) {
  const keypad = createKeypad(page, labels, (callId, keys) => control(callId, 'KEYS', { keys }));
  const transfer = createTransferDialog(page, labels, { find, send: (callId, action, target) => control(callId, action, { target }) });
  /** @param {State} state */
  function show(state) {
    keypad.show(state);
    transfer.show(state);
  }
  return { keypad, transfer, show };
}

/**
 * What supervisors and call actions have sent.
 *
 * @param {(name: string) => HTMLElement} part
 * @param {import('../common/labels.js').Labels} labels
 * @param {Pick<Tools['hub'], 'apply'>} hub
 */
function sentViews(part, labels, hub) {
  return [
    messageBar(part('messages'), labels, (at) => hub.apply({ type: 'MESSAGE_SEEN', at })),
    actionPages(part('work'), labels, (number) => hub.apply({ type: 'OPENED_CLOSED', number })),
  ];
}
