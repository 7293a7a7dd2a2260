/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import { el } from './dom.js';
import { pageUrl } from './pages.js';

const REMEMBERED = 'asterisk.openProfileOnAnswer';

/**
 * Opens the caller's page by itself when the user answers, if the user wants that on this computer. Browsers let a page open
 * a tab only in the moment of a click, and the address is known only later: so the tab is opened empty and then sent there.
 *
 * @param {HTMLElement} root  where the choice is shown
 * @param {import('./labels.js').Labels} labels
 */
export function createScreenPop(root, labels) {
  const box = el('input', { type: 'checkbox', id: 'asterisk-screen-pop', onchange: () => remember(box.checked) });
  box.checked = remembered();
  root.append(el('label', { class: 'ac-choice' }, box, ' ', labels('openOnAnswer')));

  return {
    /** Call it inside the click. */
    prepare() {
      const tab = box.checked ? window.open('', '_blank') : null;
      if (tab) {
        tab.opener = null; // the page to come must not reach back into this one
      }
      return {
        /** @param {string} url */
        open(url) {
          const page = pageUrl(url);
          if (page) {
            tab?.location.replace(page);
          } else {
            tab?.close();
          }
        },
        cancel: () => tab?.close(),
      };
    },
  };
}

function remembered() {
  try {
    return localStorage.getItem(REMEMBERED) === 'true';
  } catch {
    return false; // storage is switched off
  }
}

/** @param {boolean} wanted */
function remember(wanted) {
  try {
    localStorage.setItem(REMEMBERED, String(wanted));
  } catch {
    // storage is switched off: the choice holds until the page is left
  }
}
