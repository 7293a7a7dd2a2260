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
/** @import {Caller, Match} from '../offers/types.js' */
/** @import {Page} from '../state/types.js' */
import { el, hasFocus, setHidden } from './dom.js';
import { icon } from './icon.js';
import { pageUrl } from './pageUrl.js';

/** Signs that turn the direction of the text behind them, too: of a name that callers choose themselves. */
const TURNS_TEXT = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Returns the name of a caller: the parties with this number, else the name from the phone network, else the number.
 *
 * @param {import('./labels.js').Labels} labels
 * @param {Caller} caller
 * @param {Match[]} parties
 * @returns {{name: string, number: string}} number is '' if it is the name
 */
export function callerName(labels, caller, parties) {
  const number = caller.display || caller.number;
  const names = parties.map((party) => party.name);
  const shown = names.length > 3 ? [...names.slice(0, 2), labels('andMore', { count: names.length - 2 })] : names;
  const name = (shown.join(', ') || caller.name || '').replace(TURNS_TEXT, '');
  return name ? { name, number } : { name: number || labels('withheld'), number: '' };
}

/**
 * Returns how the parties were found; '' if unknown.
 *
 * @param {import('./labels.js').Labels} labels
 * @param {Caller} caller
 */
export function matchText(labels, caller) {
  const known = ['E164', 'DIGITS', 'NATIONAL', 'INTERNAL_EXTENSION', 'CORRECTED', 'IGNORED'];
  return caller.matchedOn && known.includes(caller.matchedOn) ? labels(`matchedOn${caller.matchedOn}`) : '';
}

/**
 * The link to the customer's page if it is known, else a button that looks it up.
 *
 * @param {import('./labels.js').Labels} labels
 * @param {() => void} lookUp
 * @param {boolean} [iconOnly]  shows an icon instead of the text
 * @returns {{element: HTMLElement, show: (parties: Match[], page: Page | undefined, caller: Caller) => void}}
 */
export function pageLink(labels, lookUp, iconOnly = false) {
  const style = iconOnly ? 'ac-button ac-quiet ac-icon-only' : 'ac-button';
  const text = el('span', { class: iconOnly ? 'ac-spoken' : '' });
  const link = el('a', { class: style, target: '_blank', rel: 'noopener' }, icon('external-link'), text);
  const button = el('button', { type: 'button', class: style, title: labels('lookUp') }, icon('search'),
    el('span', { class: iconOnly ? 'ac-spoken' : '' }, labels('lookUp')));
  button.addEventListener('click', lookUp);
  const element = el('span', { class: 'ac-page' }, link, button);

  return {
    element,
    show(parties, page, caller) {
      const matches = page?.parties ?? parties;
      const url = pageUrl(page?.url) || (matches.length === 1 ? pageUrl(matches[0].url) : '');
      const focused = hasFocus(button);
      setHidden(link, url === '');
      setHidden(button, !mayLookUp(caller, url));
      if (url) {
        const label = labels(pageLabel(matches.length));
        if (link.getAttribute('href') !== url || link.title !== label) {
          link.href = url;
          text.textContent = label;
          link.title = label;
        }
        if (focused) {
          link.focus(); // it replaces the button that had the focus
        }
      }
    },
  };
}

/**
 * Returns whether there is something to look up: not for a customer whose page is known, nor for a withheld number.
 *
 * @param {Caller} caller
 * @param {string} url
 */
export function mayLookUp(caller, url) {
  return url === '' && caller.number !== '';
}

/** @param {number} matches */
function pageLabel(matches) {
  if (matches === 0) {
    return 'newContact';
  }
  return matches === 1 ? 'openProfile' : 'chooseParty';
}
