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
/*
 * On every back-office page, by the themes in widget/theme. OFBiz writes it as a classic script, so it stays small: it finds out whether
 * the user may take or place calls at all, remembers that, and only then loads the island.
 */
(() => {
  const remembered = 'asterisk.island';
  /** How long an answer is believed, ms. */
  const believed = 30 * 60_000;
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const here = script?.src ?? '';
  const app = new URL('../../', here); // /asterisk/

  /**
   * The key in the link by which OFBiz leads to a webapp: it opens a session there.
   *
   * @param {string} to  part of the link's address
   */
  function loginKey(to) {
    const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`a[href*="${to}"][href*="externalLoginKey="]`));
    return link ? new URL(link.href).searchParams.get('externalLoginKey') ?? '' : '';
  }

  /** @param {string} language */
  function recall(language) {
    try {
      const answer = JSON.parse(localStorage.getItem(remembered) ?? 'null');
      const fresh = Math.abs(Date.now() - answer?.at) < believed;
      return fresh && answer.language === language ? answer : null;
    } catch {
      return null; // nothing is kept in this browser, or not by us
    }
  }

  /** @param {object | null} answer */
  function remember(answer) {
    try {
      if (answer) {
        localStorage.setItem(remembered, JSON.stringify(answer));
      } else {
        localStorage.removeItem(remembered);
      }
    } catch {
      // then it is asked for on each page
    }
  }

  /**
   * Opens the session of the call centre by the way, where it is another webapp's page.
   *
   * @param {string} key
   * @param {string} language
   */
  async function ask(key, language) {
    const url = new URL('control/islandState', app);
    url.searchParams.set('language', language);
    if (key && !location.pathname.startsWith(app.pathname)) {
      url.searchParams.set('externalLoginKey', key);
    }
    const response = await fetch(url, { credentials: 'same-origin', headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' } });
    const ahead = new Date(response.headers.get('Date') ?? '').getTime() - Date.now() || 0;
    return { ...await response.json(), language, at: Date.now(), ahead };
  }

  async function start() {
    if (window !== window.top || document.getElementById('asterisk-console')) {
      return;
    }
    const key = loginKey(`${app.pathname}control/`);
    const language = document.documentElement.lang;
    const before = recall(language);
    if (!key && loginKey('')) {
      return; // the user may not enter the call centre, or OFBiz would lead there
    }
    if (!key) {
      remember(null); // a log-in page: whoever comes next may be another
      if (before) {
        await ask('', language); // and the server ends what a log-out elsewhere has left
      }
      return;
    }
    const asked = async () => {
      const answer = await ask(key, language);
      remember(answer);
      return answer;
    };
    const answer = before ?? await asked();
    if (answer.may) {
      const island = await import(new URL('js/island/island.js', app).href);
      await island.start(answer, app.href, before ? asked : null);
    }
  }

  const quietly = () => start().catch(() => {}); // the page has other work than telling of us
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', quietly);
  } else {
    quietly();
  }
})();
