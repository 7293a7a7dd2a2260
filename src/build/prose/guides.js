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

/** What the guides show in bold is what the pages show: labels in English, menu paths as "Call center > Servers". */

/** Bold words of the guides that are no label. */
const OTHERS = new Set(['Result']);

/** The text of a label with its places, such as {name}, cut out: the parts that a page always shows. @type {(label: string) => RegExp} */
function asShown(label) {
  const parts = label.split(/\$?\{[^}]*\}/u).map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'u');
}

/** A label of nothing but places would fit anything. @type {(label: string) => boolean} */
const saysSomething = (label) => /\p{L}{2}/u.test(label.replace(/\$?\{[^}]*\}/gu, ''));

/** @type {(text: string) => string} */
const trimmed = (text) => text.trim().replace(/\s+/gu, ' ').replace(/[.:]$/u, '');

/**
 * @param {string} guide in Markdown
 * @param {string[]} labels in English
 * @returns {{ line: number, text: string }[]} what is bold in the guide and no label
 */
export function boldWithoutLabel(guide, labels) {
  // guides leave out the number of a step and what follows in "Redial: {name}"
  const shown = labels.filter(saysSomething).map((label) => asShown(trimmed(label.replace(/^\d+\. |: \{[^}]*\}$/gu, ''))));
  const known = (/** @type {string} */ text) => OTHERS.has(text) || shown.some((pattern) => pattern.test(text));
  return [...guide.matchAll(/\*\*([^*]+)\*\*/gu)].flatMap((found) => {
    const line = guide.slice(0, found.index).split('\n').length;
    return found[1].split(' > ').map(trimmed).filter((text) => !known(text)).map((text) => ({ line, text }));
  });
}
