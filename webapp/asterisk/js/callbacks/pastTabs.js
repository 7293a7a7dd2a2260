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
import { callbackList } from './callbackList.js';

/** @typedef {{show: () => {answer: import('../voicemail/types.js').Voicemail | null}}} Mailboxes */

/**
 * The tabs of the right column, and the callbacks below them.
 *
 * @param {(name: string) => HTMLElement} part
 * @param {import('../common/labels.js').Labels} labels
 * @param {Omit<import('./callbackList.js').CallbackTools, 'messagesOf'> & {voicemail: Mailboxes}} tools
 * @param {HTMLElement} page
 */
export function callbackViews(part, labels, tools, page) {
  /** @param {string} taskId */
  const messagesOf = (taskId) => tools.voicemail.show().answer?.messages.filter(({ callbackTaskId }) => callbackTaskId === taskId) ?? [];
  return [pastTabs(part('history'), part('figures'), labels, tools, page), callbackList(part('history'), labels, { ...tools, messagesOf })];
}

/**
 * The tabs of the right column: calls of the past, whom to call back, and voicemail for those who have a mailbox. The bar counts callbacks and
 * new messages, too, and leads there.
 *
 * @param {HTMLElement} root  shows one of them, by its data-past
 * @param {HTMLElement} figures  in the bar
 * @param {import('../common/labels.js').Labels} labels
 * @param {{callbacks: {show: () => import('./callbacks.js').Callbacks}, voicemail: Mailboxes}} tools
 * @param {HTMLElement} page
 * @returns {() => void}
 */
function pastTabs(root, figures, labels, { callbacks, voicemail }, page) {
  const [recent, missed, messages] = ['recent', 'missed', 'voicemail'].map((name) => (
    el('button', { type: 'button', 'data-past': name, onclick: () => choose(name) }, labels('tabRecent'))));
  const tabs = [recent, missed, messages];
  const [toCallBack, toHear] = [missed, messages].map((tab) => el('button', {
    type: 'button', class: 'ac-chip ac-callback-figure', 'data-tone': 'warn', hidden: true, onclick: () => {
      choose(tab.dataset.past ?? '');
      page.querySelectorAll('[data-view="history"]').forEach((view) => /** @type {HTMLElement} */ (view).click()); // in a narrow window
      tab.focus();
    },
  }));
  toHear.dataset.figure = 'voicemail';
  figures.append(toCallBack, toHear);
  root.prepend(el('div', { class: 'ac-tabs', role: 'group', 'aria-label': labels('views') }, ...tabs));

  /** @param {string} name */
  function choose(name) {
    root.dataset.past = name;
    tabs.forEach((tab) => tab.setAttribute('aria-pressed', String(tab.dataset.past === name)));
  }
  choose('recent');
  return () => {
    const { total } = callbacks.show();
    setText(missed, total ? labels('tabMissedCount', { count: total }) : labels('tabMissed'));
    setText(toCallBack, total ? labels('callbackFigure', { count: total }) : '');
    const { boxes, total: fresh } = voicemail.show().answer ?? { boxes: [], total: 0 };
    const text = fresh ? labels('tabVoicemailCount', { count: fresh }) : labels('tabVoicemail');
    setText(messages, boxes.length ? text : '');
    setText(toHear, fresh ? text : '');
    if (boxes.length === 0 && root.dataset.past === 'voicemail') {
      choose('recent');
    }
  };
}
