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
import { el, setText } from '../common/dom.js';
import { icon } from '../common/icon.js';
import { duration } from '../common/time.js';

const SPEEDS = [1, 1.25, 1.5, 2];
/** The recording is encrypted, and can't be decrypted. */
const REFUSED = 409;

/**
 * Plays a recording: play and pause, position, and speed. The recording is loaded when it is played.
 *
 * @param {string} url
 * @param {import('../common/labels.js').Labels} labels
 * @returns {HTMLElement}
 */
export function player(url, labels) {
  const audio = el('audio', { preload: 'none', src: url });
  const failed = el('p', { class: 'ac-error', role: 'alert', hidden: true });
  const position = el('input', {
    type: 'range', min: '0', max: '0', step: '0.1', value: '0', 'aria-label': labels('position'), oninput: () => {
      audio.currentTime = Number(position.value);
    },
  });
  const times = el('span', { class: 'ac-time' });
  const speed = el('select', { 'aria-label': labels('speed'), onchange: () => {
    audio.playbackRate = Number(speed.value);
  } }, ...SPEEDS.map((value) => el('option', { value: String(value) }, `${value}×`)));
  const button = el('button', { type: 'button', class: 'ac-button ac-icon-only ac-play', onclick: toggle });

  function fail() {
    setText(failed, labels('playFailed'));
    reason(url).then((text) => text && setText(failed, text));
  }

  function toggle() {
    if (audio.paused) {
      audio.play().catch(fail);
    } else {
      audio.pause();
    }
  }

  function show() {
    const length = Number.isFinite(audio.duration) ? audio.duration : 0;
    const text = labels(audio.paused ? 'listen' : 'pauseRecording');
    position.max = String(length);
    position.value = String(audio.currentTime);
    position.setAttribute('aria-valuetext', duration(audio.currentTime * 1_000));
    setText(times, `${duration(audio.currentTime * 1_000)} / ${length ? duration(length * 1_000) : '–'}`);
    if (button.getAttribute('aria-label') !== text) {
      button.setAttribute('aria-label', text);
      button.title = text;
      button.replaceChildren(icon(audio.paused ? 'play' : 'pause'));
    }
  }
  ['play', 'pause', 'ended', 'timeupdate', 'loadedmetadata', 'durationchange'].forEach((name) => audio.addEventListener(name, show));
  audio.addEventListener('error', fail);
  show();
  return el('div', { class: 'ac-player-box' }, el('div', { class: 'ac-player' }, button, position, times, speed, audio), failed);
}

/**
 * Why a recording that is there isn't played, as the server says it; nothing where it doesn't.
 * @param {string} url
 */
async function reason(url) {
  try {
    const { status } = await fetch(url, { method: 'HEAD' });
    return status === REFUSED ? await (await fetch(url)).text() : '';
  } catch {
    return ''; // the network is what failed
  }
}
