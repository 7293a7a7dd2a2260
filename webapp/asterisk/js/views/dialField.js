/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/** @import {State} from '../types.js' */
import { el, setText } from '../dom.js';

/**
 * The dial field. Takes a number in any form; what it means, and whether it may be called, the server says.
 *
 * @param {HTMLElement} root
 * @param {import('../labels.js').Labels} labels
 * @param {(number: string) => Promise<boolean>} dial  whether the call is on its way
 * @returns {(state: State) => void}
 */
export function dialField(root, labels, dial) {
  const field = el('input', {
    type: 'tel', id: 'asterisk-dial', name: 'number', autocomplete: 'off', maxlength: '64', 'aria-describedby': 'asterisk-dial-error',
  });
  const button = el('button', { type: 'submit', class: 'ac-button ac-primary' }, labels('call'));
  const error = el('p', { class: 'ac-error', id: 'asterisk-dial-error', role: 'alert' });
  const form = el('form', { class: 'ac-dial', onsubmit: submit },
    el('label', { for: 'asterisk-dial' }, labels('number')), el('div', { class: 'ac-field' }, field, button), error);
  root.append(form);

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    const number = field.value;
    if (!button.disabled && await dial(number) && field.value === number) {
      field.value = '';
    }
  }

  return (state) => {
    button.disabled = state.dial.busy;
    setText(error, state.dial.refusal);
    field.setAttribute('aria-invalid', String(state.dial.refusal !== ''));
  };
}
