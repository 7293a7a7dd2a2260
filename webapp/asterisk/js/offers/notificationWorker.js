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
 * Handles clicks on desktop notifications: brings the open console to the front, and answers the call if the button was pressed.
 * Handles nothing else: no requests, no cache.
 */
self.addEventListener('notificationclick', (event) => {
  const { notification, action, waitUntil } = /** @type {any} */ (event);
  notification.close();
  waitUntil.call(event, answer(notification.data.callId, action === 'answer'));
});

/**
 * @param {string} callId
 * @param {boolean} claim
 */
async function answer(callId, claim) {
  const { clients } = /** @type {any} */ (self);
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const console = pages.find((/** @type {any} */ page) => new URL(page.url).pathname.endsWith('/asterisk/control/console')) ?? pages[0];
  await console?.focus();
  if (claim) {
    console?.postMessage({ type: 'ANSWER', callId });
  }
}
