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

/** Interval of updates while the index is rebuilt, ms. */
const EVERY_MS = 1_000;

const part = document.getElementById('asterisk-numbers');
if (part?.dataset.phase === 'RUNNING') {
  setTimeout(() => update(part), EVERY_MS);
}

/** @param {HTMLElement} shown */
async function update(shown) {
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
  setTimeout(() => update(shown), EVERY_MS);
}
