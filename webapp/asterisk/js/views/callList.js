/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/** @import {ShownCall, State} from '../types.js' */
import { el, keyedList, setText } from '../dom.js';
import { duration } from '../time.js';
import { matchWords, pageLink, whoIs } from './who.js';

/**
 * @typedef {{hangUp: (callId: string) => void, lookUp: (callId: string) => void, now: () => number}} Phone
 */

/**
 * The user's own calls, as they are now and shortly after they ended.
 *
 * @param {HTMLElement} root
 * @param {import('../labels.js').Labels} labels
 * @param {Phone} phone
 * @returns {(state: State) => void}
 */
export function callList(root, labels, phone) {
  const list = el('ul', { class: 'ac-cards' });
  root.append(list);
  /** @type {State} */
  let state;
  const show = keyedList(list, (/** @type {ShownCall} */ call) => call.callId,
    (call) => callCard(call, labels, phone, () => state.pages[call.callId]));

  return (next) => {
    state = next;
    show(state.calls);
    root.hidden = state.calls.length === 0;
  };
}

/**
 * @param {ShownCall} call
 * @param {import('../labels.js').Labels} labels
 * @param {Phone} phone
 * @param {() => import('../types.js').Page | undefined} page
 */
function callCard({ callId }, labels, phone, page) {
  const name = el('strong', { class: 'ac-name' });
  const number = el('span', { class: 'ac-number' });
  const matched = el('span', { class: 'ac-matched' });
  const progress = el('p', { class: 'ac-meta' });
  const error = el('p', { class: 'ac-error', role: 'alert' });
  const hangUp = el('button', { type: 'button', class: 'ac-button ac-hangup', onclick: () => phone.hangUp(callId) }, labels('hangUp'));
  const link = pageLink(labels, () => phone.lookUp(callId));
  const element = el('li', { class: 'ac-card ac-call', 'data-call': callId },
    el('p', { class: 'ac-who' }, name, ' ', number, ' ', matched), progress, el('div', { class: 'ac-actions' }, link.element, hangUp), error);

  /** @param {ShownCall} call */
  function show(call) {
    const parties = call.party.parties ?? [];
    const who = whoIs(labels, call.party, parties);
    setText(name, who.name);
    setText(number, who.number);
    setText(matched, matchWords(labels, call.party));
    setText(progress, progressWords(labels, call, phone.now()));
    setText(error, call.refusal ?? '');
    hangUp.hidden = call.state === 'ENDED';
    hangUp.disabled = call.hangingUp === true;
    element.dataset.state = call.state;
    element.classList.toggle('ac-over', call.state === 'ENDED');
    link.show(parties, page() ?? (call.party.url ? { parties, url: call.party.url } : undefined));
  }
  return { element, show };
}

/**
 * @param {import('../labels.js').Labels} labels
 * @param {ShownCall} call
 * @param {number} now
 */
function progressWords(labels, call, now) {
  const end = call.endedAt ? Date.parse(call.endedAt) : now;
  const time = duration(end - Date.parse(call.answeredAt ?? call.startedAt));
  if (call.state === 'ENDED') {
    return call.answeredAt ? labels('ended', { time }) : call.reason || labels('endedUnanswered');
  }
  if (call.direction === 'INBOUND' && call.state === 'RINGING') {
    return labels('yourPhoneRings');
  }
  return labels(`state${call.state}`, { time });
}
