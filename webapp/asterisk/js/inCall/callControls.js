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
/** @import {ShownControls, State} from '../state/types.js' */
import { el, setAttribute, setHidden, setText } from '../common/dom.js';
import { iconButton } from '../common/parts.js';

/**
 * @typedef {object} ControlCommands
 * @property {(callId: string, action: string) => void} control
 * @property {(callId: string) => void} transfer  asks for the target
 * @property {(callId: string) => void} keypad
 */

/**
 * The buttons for a call that goes on. Each is there only while it can work now.
 *
 * @param {HTMLElement} root  the group of the call's card
 * @param {string} callId
 * @param {import('../common/labels.js').Labels} labels
 * @param {ControlCommands} commands
 * @param {HTMLElement} [said]  tells what goes on
 * @returns {(controls: ShownControls | undefined) => void}
 */
export function callControls(root, callId, labels, commands, said = root.appendChild(saidElement())) {
  const press = (/** @type {string} */ action) => () => commands.control(callId, action);
  /** @type {[string, HTMLButtonElement][]} */
  const buttons = [
    ['HOLD', button('pause', labels('holdCall'), press('HOLD'))],
    ['RESUME', button('play', labels('resumeCall'), press('RESUME'))],
    ['COMPLETE', button('check', labels('completeTransfer'), press('COMPLETE'))],
    ['SWAP', button('arrow-left-right', labels('swap'), press('SWAP'))],
    ['CONFERENCE', button('users', labels('conference'), press('CONFERENCE'))],
    ['TRANSFER', button('phone-forwarded', labels('transfer'), () => commands.transfer(callId))],
    ['PARK', button('square-parking', labels('park'), press('PARK'))],
    ['KEYS', button('grip', labels('keypad'), () => commands.keypad(callId))],
    ['RECORD', button('circle-dot', labels('record'), press('RECORD'))],
    ['PAUSE_RECORDING', button('circle-pause', labels('muteRecording'), press('PAUSE_RECORDING'))],
    ['RESUME_RECORDING', button('circle-dot', labels('unmuteRecording'), press('RESUME_RECORDING'))],
    ['OBJECT', button('circle-alert', labels('object'), press('OBJECT'))],
    ['HELP', button('headphones', labels('askForHelp'), press('HELP'))],
    ['HELP_OVER', button('check', labels('helpOver'), press('HELP_OVER'))],
    ['STOP_RECORDING', button('x', labels('stopRecording'), press('STOP_RECORDING'))],
  ];
  buttons.forEach(([action, element]) => {
    setAttribute(element, 'data-action', action);
  });
  const error = el('p', { class: 'ac-error', role: 'alert' });
  root.prepend(...buttons.map(([, element]) => element));
  root.append(error);

  return (controls) => {
    const offered = new Set(controls?.offered ?? []);
    buttons.forEach(([action, element]) => {
      setHidden(element, !offered.has(action));
      element.disabled = Boolean(controls?.busy);
    });
    setText(said, stateText(labels, controls));
    setText(error, controls?.refusal ?? '');
  };
}

/** An element that tells what goes on with a call. */
export function saidElement() {
  return el('span', { class: 'ac-meta ac-control-state', role: 'status' });
}

/**
 * @param {string} shape
 * @param {string} text
 * @param {() => void} onclick
 * @returns {HTMLButtonElement}
 */
function button(shape, text, onclick) {
  return /** @type {HTMLButtonElement} */ (iconButton(shape, text, { class: 'ac-button ac-control', title: text, onclick }));
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {ShownControls | undefined} controls
 */
export function stateText(labels, controls) {
  if (!controls) {
    return '';
  }
  const { consultation, conference, recording, space } = controls;
  /** @type {Record<string, string>} */
  const consulted = consultation ? {
    RINGING: labels('consultRINGING', { name: consultation.with }),
    TALKING: labels('consultTALKING', { name: consultation.with }),
    HELD: labels('consultHELD', { name: consultation.with }),
  } : {};
  /** @type {Record<string, string>} */
  const recorded = { ON: labels('recordingOn'), PAUSED: labels('recordingPaused'), REFUSED: labels('recordingRefused') };
  return [consultation ? consulted[consultation.state] : '', conference ? labels('inConference') : '',
    recorded[recording] ?? '', space ? labels('parkedOn', { space }) : ''].filter(Boolean).join(' · ');
}
