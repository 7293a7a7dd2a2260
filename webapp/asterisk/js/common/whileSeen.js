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

/**
 * Shows something of an element while the browser draws it, and at once when it draws it again: of elements with `content-visibility: auto`, those
 * out of view aren't drawn. A browser that doesn't say so draws all.
 *
 * @param {EventTarget} element
 * @param {() => void} show
 * @returns {() => void} shows it, if somebody can see it
 */
export function whileSeen(element, show) {
  let seen = true;
  element.addEventListener('contentvisibilityautostatechange', (event) => {
    seen = /** @type {any} */ (event).skipped !== true;
    if (seen) {
      show();
    }
  });
  return () => {
    if (seen) {
      show();
    }
  };
}
