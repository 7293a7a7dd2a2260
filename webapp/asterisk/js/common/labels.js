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

/** Delay before the labels are requested again after a failure, ms. */
const RETRY = 3_000;

/**
 * The labels of the call center, all in one answer. The browser caches it and revalidates it by its ETag.
 *
 * @param {string | URL} request  address of any request of the call center
 * @param {string} language  of the page; '' for that of the user
 * @param {RequestCache} [cache]  'default' to use a cached answer up to half an hour without revalidation
 * @param {typeof fetch} [send]
 * @returns {Promise<Labels>}
 * @throws {Error} when there is no answer, or another than the labels
 */
export async function loadLabels(request, language, cache = 'no-cache', send = (...args) => fetch(...args)) {
  const response = await send(new URL(`uiLabels?${new URLSearchParams({ language })}`, request), {
    cache, credentials: 'same-origin', signal: AbortSignal.timeout(20_000), headers: { Accept: 'application/json' },
  });
  if (!response.ok) {
    throw new Error(`labels: ${response.status}`);
  }
  return labelsOf(new Map(Object.entries(await response.json())));
}

/**
 * The labels for a page of the call center, which cannot show anything without them: retries until they are loaded.
 *
 * @param {string} request  address of any request of the call center, relative to the page or absolute
 * @returns {Promise<Labels>}
 */
export async function labelsOfPage(request) {
  for (;;) {
    try {
      return await loadLabels(new URL(request, document.baseURI), document.documentElement.lang);
    } catch {
      await new Promise((resolve) => {
        setTimeout(resolve, RETRY);
      });
    }
  }
}

/**
 * @param {Map<string, string>} texts
 * @returns {Labels} returns the text of a key with its `{name}` placeholders filled in; a key without text returns itself
 */
export function labelsOf(texts) {
  return (key, values = {}) => (texts.get(key) ?? key).replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}
