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
 * Runs on every back-office page, included by the themes in widget/theme. A classic script, as OFBiz includes it as such, and small: finds out
 * whether the user has access to calls, stores the answer, and loads the island only if so.
 */
(() => {
  const STORED = 'asterisk.island';
  /** How long a stored answer is used, ms. */
  const LIFETIME = 30 * 60_000;
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const here = script?.src ?? '';
  const app = new URL('../../', here); // /asterisk/

  /**
   * Returns the external login key from a link of this page to another webapp; it opens a session there.
   *
   * @param {string} to  part of the link's address
   */
  function loginKey(to) {
    const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`a[href*="${to}"][href*="externalLoginKey="]`));
    return link ? new URL(link.href).searchParams.get('externalLoginKey') ?? '' : '';
  }

  /** @param {string} language */
  function stored(language) {
    try {
      const answer = JSON.parse(localStorage.getItem(STORED) ?? 'null');
      const fresh = Math.abs(Date.now() - answer?.at) < LIFETIME;
      return fresh && answer.language === language ? answer : null;
    } catch {
      return null; // storage is disabled, or the entry is not valid
    }
  }

  /** @param {object | null} answer */
  function store(answer) {
    try {
      if (answer) {
        localStorage.setItem(STORED, JSON.stringify(answer));
      } else {
        localStorage.removeItem(STORED);
      }
    } catch {
      // storage is disabled: the answer is requested on each page
    }
  }

  /**
   * Requests the answer, which also opens a session of the call center from pages of other webapps.
   *
   * @param {string} key
   * @param {string} language
   */
  async function ask(key, language) {
    const url = new URL('control/islandState', app);
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
    const before = stored(language);
    if (!key && loginKey('')) {
      return; // without access to the call center the page has no link to it
    }
    if (!key) {
      store(null); // a login page: the next user may be another one
      if (before) {
        await ask('', language); // the server ends a session whose user has logged out in another webapp
      }
      return;
    }
    const askAndStore = async () => {
      const answer = await ask(key, language);
      store(answer);
      return answer;
    };
    const answer = before ?? await askAndStore();
    if (answer.may) {
      const island = await import(new URL('js/island/island.js', app).href);
      await island.start(answer, app.href, before ? askAndStore : null);
    }
  }

  const startSilently = () => start().catch(() => {}); // failures must not disturb the page
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', startSilently);
  } else {
    startSilently();
  }
})();
