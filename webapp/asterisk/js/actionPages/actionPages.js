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
/** @import {OpenedPage} from '../state/openedState.js' */
/** @import {State} from '../state/types.js' */
import { el, keyedList } from '../common/dom.js';
import { iconButton } from '../common/parts.js';

/**
 * Opens the pages of call actions in a tab, in the one page of this browser that is active. A browser that blocks it without a click leaves the
 * link in the page.
 *
 * @param {(url: string) => void} [open]
 * @returns {(state: State, before: State) => void}
 */
export function createPageOpener(open = (url) => window.open(url, '_blank', 'noopener,noreferrer')) {
  return (state, before) => {
    if (state.tab.active) {
      const fresh = state.opened.filter(({ number, panel }) => !panel && number > before.openedCount);
      fresh.map(({ url }) => webAddress(url)).filter(Boolean).forEach((url) => open(url));
    }
  };
}

/**
 * The pages of call actions: a link to each, and those that are to be shown within the console, in a frame that can't leave it. A page of this
 * server is never framed: its scripts would be ours.
 *
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {(number: number) => void} close
 * @param {string} [own]  origin of this page
 * @returns {(state: State) => void}
 */
export function actionPages(root, labels, close, own = location.origin) {
  const list = el('div', { class: 'ac-action-pages' });
  root.append(list);
  const show = keyedList(list, (/** @type {OpenedPage} */ { number }) => String(number), ({ number, url, panel }) => {
    const href = webAddress(url);
    const { origin, host } = new URL(href);
    const link = el('a', { class: 'ac-button ac-small', href, target: '_blank', rel: 'noopener noreferrer' }, labels('openActionPage', { host }));
    const button = iconButton('x', labels('closePage'), { class: 'ac-button ac-quiet ac-icon-only ac-small', onclick: () => close(number) }, true);
    const frame = panel && href && origin !== own ? [el('iframe', {
      src: href, title: host, sandbox: 'allow-scripts allow-forms allow-popups allow-same-origin', referrerpolicy: 'no-referrer',
    })] : [];
    return { element: el('section', { class: 'ac-action-page', 'aria-label': host }, link, button, ...frame), show: () => undefined };
  });
  return (state) => show(state.opened.filter(({ url }) => webAddress(url)));
}

/**
 * @param {string} url
 * @returns {string} '' for anything but http and https
 */
function webAddress(url) {
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol) ? url : '';
}
