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

/** The page of recordings plays without scripts. This module adds the choice of speed, and leads from comments to their second and back. */

const page = document.getElementById('asterisk-reports');
const player = page?.querySelector('audio');
const part = page?.querySelector('[data-part="speed"]');
const speed = document.getElementById('ar-speed');

if (player instanceof HTMLAudioElement && part instanceof HTMLElement && speed instanceof HTMLSelectElement) {
  part.hidden = false;
  speed.addEventListener('change', () => {
    player.playbackRate = Number(speed.value);
  });
}

const second = document.getElementById('ar-second');
if (player instanceof HTMLAudioElement) {
  document.querySelectorAll('#ar-comments button[data-second]').forEach((button) => {
    if (button instanceof HTMLButtonElement) {
      button.disabled = false;
      button.addEventListener('click', () => {
        player.currentTime = Number(button.dataset.second);
        player.play().catch(() => undefined); // of a file that is gone, the player says so
      });
    }
  });
  document.getElementById('ar-text')?.addEventListener('focus', () => {
    if (second instanceof HTMLInputElement && player.currentTime > 0) {
      second.value = String(Math.floor(player.currentTime));
    }
  });
}
