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

/** @typedef {(key: string, values?: Record<string, string | number>) => string} Labels */

/**
 * The words of the page, in the user's language: hidden elements `data-label="key"` that the server rendered.
 *
 * @param {ParentNode} page
 * @returns {Labels} gives the text of a key, its `{name}` places filled in; a key without text gives itself
 */
export function readLabels(page) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  page.querySelectorAll('[data-label]').forEach((element) => {
    texts.set(element.getAttribute('data-label') ?? '', element.textContent?.trim() ?? '');
  });
  return labelsOf(texts);
}

/**
 * @param {Map<string, string>} texts
 * @returns {Labels}
 */
export function labelsOf(texts) {
  return (key, values = {}) => (texts.get(key) ?? key).replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}
