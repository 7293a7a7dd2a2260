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
 * A copy of data in which every part that is as it was before is the very part of before: who has drawn that needn't draw it again.
 *
 * @template T
 * @param {unknown} before
 * @param {T} after  of arrays, plain objects and values
 * @returns {T} `before` itself if nothing differs
 */
export function sameParts(before, after) {
  if (before === after || !isWhole(before) || !isWhole(after) || Array.isArray(before) !== Array.isArray(after)) {
    return after;
  }
  const old = /** @type {Record<string, unknown>} */ (before);
  const parts = /** @type {Record<string, unknown>} */ (after);
  const names = Object.keys(parts);
  let same = names.length === Object.keys(old).length;
  const copy = /** @type {Record<string, unknown>} */ (Array.isArray(after) ? [] : {});
  names.forEach((name) => {
    copy[name] = sameParts(old[name], parts[name]);
    same &&= copy[name] === old[name] && name in old;
  });
  return /** @type {T} */ (same ? before : copy);
}

/** @param {unknown} part */
function isWhole(part) {
  return typeof part === 'object' && part !== null;
}
