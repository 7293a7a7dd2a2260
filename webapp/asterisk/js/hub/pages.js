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
/** @import {Port} from './hub.js' */

/**
 * @typedef {object} Page
 * @property {Port} port
 * @property {number} seen     time of its last message, ms
 * @property {number} used     when the user last used it, ms; 0 for never
 * @property {boolean} focused
 * @property {number} asked
 * @property {number} applied
 * @property {boolean} silent  neither rings nor notifies
 * @property {import('../state/types.js').State | null} sent  the state that it has; null before the first, or if it asks for all
 */

/**
 * The open pages of a browser.
 *
 * @param {() => number} now
 */
export function createPages(now) {
  /** @type {Map<Port, Page>} in the order of joining */
  const pages = new Map();
  return {
    /**
     * Returns the page of the port and updates its time. Adds a page that is new, or was forgotten while the browser had it suspended.
     *
     * @param {Port} port
     */
    seen(port) {
      const page = pages.get(port) ?? { port, seen: 0, used: 0, focused: false, asked: 0, applied: 0, silent: false, sent: null };
      page.seen = now();
      pages.set(port, page);
      return page;
    },
    /** @param {Port} port */
    forget(port) {
      pages.delete(port);
      port.forgotten?.();
    },
    /**
     * Forgets pages that have said nothing for so long. One that is still there joins again when it reads that: it may have slept too short a time
     * to notice.
     *
     * @param {number} ms
     */
    forgetSilent(ms) {
      [...pages.values()].filter((page) => now() - page.seen > ms).forEach((page) => {
        page.port.postMessage({ type: 'HUB' });
        this.forget(page.port);
      });
    },
    /** The page that rings: the last one used, as browsers allow sound only there; if none was used, the oldest. */
    activePage() {
      return [...pages.values()].filter((page) => !page.silent).reduce((best, page) => (best && best.used >= page.used ? best : page),
        /** @type {Page | undefined} */ (undefined));
    },
    /** Whether any page has the focus. */
    focused() {
      return [...pages.values()].some((page) => page.focused);
    },
    /** @param {(page: Page) => void} task */
    each(task) {
      pages.forEach(task);
    },
    get count() {
      return pages.size;
    },
  };
}
