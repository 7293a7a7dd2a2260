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

/** While the index is made anew, ms between two looks. */
const LOOK_EVERY = 1_000;

const part = document.getElementById('asterisk-numbers');
if (part?.dataset.phase === 'RUNNING') {
  setTimeout(() => look(part), LOOK_EVERY);
}

/** @param {HTMLElement} shown */
async function look(shown) {
  const response = await fetch(shown.dataset.state ?? '', { credentials: 'same-origin', headers: { Accept: 'application/json' } })
    .catch(() => null);
  if (response?.ok) {
    const state = await response.json();
    shown.querySelector('progress')?.setAttribute('value', String(state.percent));
    shown.querySelectorAll('[data-count]').forEach((cell) => {
      cell.textContent = String(state[cell.getAttribute('data-count') ?? '']);
    });
    if (state.phase !== 'RUNNING') {
      location.reload();
      return;
    }
  }
  setTimeout(() => look(shown), LOOK_EVERY);
}
