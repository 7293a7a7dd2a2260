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
import { el, showOptions } from '../common/dom.js';

const REMEMBERED = 'asterisk.phone';
/** In place of a device: the browser's own window shows more of them. */
const OTHER = 'other';

/**
 * Which microphone and speaker the phone in the page uses, kept in the browser, with a level meter while the choice is open.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {() => void} changed
 */
export function createDevices(labels, changed) {
  let chosen = read();
  const usual = () => el('option', { value: '' }, labels('pagePhoneUsual')); // until the browser names others, which can take seconds
  const microphone = el('select', { id: 'asterisk-microphone', onchange: () => choose({ microphone: microphone.value }) }, usual());
  const speaker = el('select', { id: 'asterisk-speaker', onchange: () => chooseOutput('speaker', speaker) }, usual());
  const ringer = el('select', { id: 'asterisk-ringer', onchange: () => chooseOutput('ringer', ringer) }, usual());
  const level = createLevel(labels, () => chosen.microphone);
  const element = el('div', { class: 'ac-page-phone-devices' }, el('label', { for: microphone.id }, labels('pagePhoneMicrophone')), microphone,
    el('label', { for: speaker.id }, labels('pagePhoneSpeaker')), speaker,
    el('label', { for: ringer.id }, labels('pagePhoneRinger')), ringer, ...level.elements);

  /** @param {Partial<import('./sipClient.js').Devices>} changes */
  function choose(changes) {
    chosen = { ...chosen, ...changes };
    keep(chosen);
    level.restart();
    changed();
  }

  /**
   * @param {'speaker' | 'ringer'} use
   * @param {HTMLSelectElement} select
   */
  async function chooseOutput(use, select) {
    const id = select.value === OTHER ? await askForOutput() : select.value;
    if (id !== null) {
      choose({ [use]: id });
    }
    await show();
    select.value = shownOf(select, chosen[use]); // it has the focus, and shows what was clicked
  }

  async function show() {
    const { inputs, outputs } = await listDevices(labels);
    showDevices(microphone, inputs, chosen.microphone);
    showDevices(speaker, outputs, chosen.speaker);
    showDevices(ringer, outputs, chosen.ringer);
  }

  return { element, show, get chosen() {
    return chosen;
  } };
}

/**
 * A button that shows how loud the microphone is, until it is pressed again.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {() => string} microphone
 */
function createLevel(labels, microphone) {
  const meter = el('meter', { id: 'asterisk-level', min: '0', max: '1', low: '0.02', optimum: '0.5', value: '0' });
  const test = el('button', { type: 'button', class: 'ac-button', 'aria-pressed': 'false', onclick: () => (stop ? end() : listen()) },
    labels('pagePhoneTest'));
  /** @type {(() => void) | null} */
  let stop = null;

  async function listen() {
    try {
      stop = await measureLevel(microphone(), (level) => {
        meter.value = level;
      });
      test.setAttribute('aria-pressed', 'true');
    } catch {
      meter.value = 0; // the panel says what is wrong with the microphone when the phone starts
    }
  }

  function end() {
    stop?.();
    stop = null;
    meter.value = 0;
    test.setAttribute('aria-pressed', 'false');
  }

  return {
    elements: [test, el('label', { for: meter.id }, labels('pagePhoneLevel')), meter],
    /** Another microphone was chosen. */
    restart() {
      if (stop) {
        end();
        listen();
      }
    },
  };
}

/** @param {import('../common/labels.js').Labels} labels */
async function listDevices(labels) {
  const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? [];
  /** @param {MediaDeviceKind} kind */
  const ofKind = (kind) => [{ id: '', name: labels('pagePhoneUsual') }, ...devices.filter((one) => one.kind === kind && one.deviceId
    && one.deviceId !== 'default').map((one) => ({ id: one.deviceId, name: one.label || one.deviceId.slice(0, 8) }))];
  const others = 'selectAudioOutput' in (navigator.mediaDevices ?? {}) ? [{ id: OTHER, name: labels('pagePhoneOther') }] : [];
  return { inputs: ofKind('audioinput'), outputs: [...ofKind('audiooutput'), ...others] };
}

/**
 * Firefox lists only the speakers that were chosen in its own window.
 *
 * @returns {Promise<string | null>} null if the user closed the window
 */
async function askForOutput() {
  const device = await /** @type {any} */ (navigator.mediaDevices).selectAudioOutput().catch(() => null);
  return device?.deviceId ?? null;
}

/**
 * @param {HTMLSelectElement} select
 * @param {{id: string, name: string}[]} choices
 * @param {string} id
 */
function showDevices(select, choices, id) {
  showOptions(select, choices);
  showOptions(select, choices, shownOf(select, id));
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} id
 * @returns {string} '' for a device that isn't there, so that the browser chooses
 */
function shownOf(select, id) {
  return [...select.options].some(({ value }) => value === id) ? id : '';
}

/** @param {import('./sipClient.js').Devices} chosen */
function keep(chosen) {
  try {
    localStorage.setItem(REMEMBERED, JSON.stringify(chosen));
  } catch {
    // full or disabled: until the page is closed
  }
}

/** @returns {import('./sipClient.js').Devices} */
function read() {
  try {
    const { microphone, speaker, ringer } = JSON.parse(localStorage.getItem(REMEMBERED) ?? '{}');
    return { microphone: String(microphone ?? ''), speaker: String(speaker ?? ''), ringer: String(ringer ?? '') };
  } catch {
    return { microphone: '', speaker: '', ringer: '' };
  }
}

/**
 * @param {string} microphone
 * @param {(level: number) => void} show  0 to 1
 * @returns {Promise<() => void>} ends it
 */
async function measureLevel(microphone, show) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: microphone ? { deviceId: { ideal: microphone } } : true });
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    show(Math.min(1, Math.max(...samples.map(Math.abs))));
  }, 100);
  return () => {
    clearInterval(timer);
    stream.getTracks().forEach((track) => track.stop());
    context.close();
  };
}
