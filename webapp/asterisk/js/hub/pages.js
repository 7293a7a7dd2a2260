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
 * @property {number} heard    when it last said something, ms
 * @property {number} touched  when the user last touched it, ms; 0 never
 * @property {boolean} watched whether the user looks at it
 * @property {number} asked
 * @property {number} applied
 */

/**
 * The pages of one browser that are there.
 *
 * @param {() => number} now
 */
export function createPages(now) {
  /** @type {Map<Port, Page>} in the order in which they came */
  const pages = new Map();
  return {
    /**
     * The page behind the port, which has just said something. One that was forgotten, because it was frozen, is back by that.
     *
     * @param {Port} port
     */
    heard(port) {
      const page = pages.get(port) ?? { port, heard: 0, touched: 0, watched: false, asked: 0, applied: 0 };
      page.heard = now();
      pages.set(port, page);
      return page;
    },
    /** @param {Port} port */
    forget(port) {
      pages.delete(port);
      port.forgotten?.();
    },
    /** @param {number} ms */
    forgetSilent(ms) {
      [...pages.values()].filter((page) => now() - page.heard > ms).forEach((page) => this.forget(page.port));
    },
    /** The one that rings: touched last, for there the browser lets us be heard; of untouched ones the oldest. */
    onDuty() {
      return [...pages.values()].reduce((best, page) => (best && best.touched >= page.touched ? best : page),
        /** @type {Page | undefined} */ (undefined));
    },
    /** Whether the user looks at any of them. */
    watched() {
      return [...pages.values()].some((page) => page.watched);
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
