/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/** @import {Link, State} from '../types.js' */
import { el, setText } from '../dom.js';

/**
 * One line: who am I, on which extension, and does the server hear me.
 *
 * @param {HTMLElement} root
 * @param {import('../labels.js').Labels} labels
 * @param {{takeOver: () => void, loginUrl: string}} actions
 * @returns {(state: State) => void}
 */
export function stateLine(root, labels, actions) {
  const who = el('span', { class: 'ac-me' });
  const extension = el('span', { class: 'ac-extension' });
  const dot = el('span', { class: 'ac-dot', 'aria-hidden': 'true' });
  const words = el('span', { class: 'ac-link-words' });
  const takeOver = el('button', { type: 'button', class: 'ac-button', onclick: actions.takeOver }, labels('useHere'));
  const login = el('a', { class: 'ac-button', href: actions.loginUrl }, labels('logIn'));
  root.append(who, extension, el('span', { class: 'ac-link' }, dot, words), takeOver, login);

  return ({ link, user, extension: mine }) => {
    setText(who, user?.name ?? '');
    setText(extension, extensionWords(labels, user !== null, mine));
    setText(words, linkWords(labels, link));
    root.dataset.link = link.phase;
    takeOver.hidden = link.phase !== 'REPLACED';
    login.hidden = link.phase !== 'SIGNED_OUT';
  };
}

/**
 * @param {import('../labels.js').Labels} labels
 * @param {boolean} known
 * @param {State['extension']} mine
 */
function extensionWords(labels, known, mine) {
  if (!known) {
    return '';
  }
  return mine ? labels('extension', { name: mine.name }) : labels('noExtension');
}

/**
 * @param {import('../labels.js').Labels} labels
 * @param {Link} link
 */
function linkWords(labels, link) {
  const seconds = Math.max(1, Math.ceil(((link.retryAt ?? 0) - Date.now()) / 1000));
  return labels(`link${link.phase}`, { seconds });
}
