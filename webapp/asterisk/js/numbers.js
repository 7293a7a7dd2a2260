/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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
