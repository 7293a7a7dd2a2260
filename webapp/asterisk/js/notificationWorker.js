/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */

/**
 * Lets a desktop notification be pressed: the console that is open comes to the front, and takes the call where its button was pressed.
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
