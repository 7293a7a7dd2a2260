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
/** @import {State} from '../state/types.js' */
import { callerName } from '../common/callerName.js';
import { newOffers, waitingOffers } from '../state/offers.js';

/** Shown at once; others follow when there is room: each stays until its call is gone. */
const MOST = 3;

/**
 * @typedef {object} Desktop  the browser's notifications, replaced in tests
 * @property {() => boolean} allowed
 * @property {() => Promise<boolean>} ask  asks the user for permission; must be called in a click handler
 * @property {(callId: string, title: string, body: string, answer: string) => void} show
 * @property {(callId: string) => void} close
 */

/**
 * Shows a notification for a waiting call while no page has the focus, and closes it when the call is gone. The active page does so; all
 * pages know what is shown, as another page may have to close it.
 *
 * @param {{now: import('../preferences/preferences.js').Preferences}} preferences
 * @param {Desktop} desktop
 * @param {import('../common/labels.js').Labels} labels
 * @returns {(state: State, before: State) => void}
 */
export function createDesktopNotifications(preferences, desktop, labels) {
  /** @type {Set<string>} */
  const shown = new Set();
  /** @type {Set<string>} */
  const pending = new Set();
  return (state, before) => {
    const waiting = new Set(waitingOffers(state).map((offer) => offer.callId));
    [...shown].filter((callId) => !waiting.has(callId)).forEach((callId) => {
      shown.delete(callId);
      if (state.tab.active) {
        desktop.close(callId);
      }
    });
    [...pending].filter((callId) => !waiting.has(callId)).forEach((callId) => pending.delete(callId));
    newOffers(state, before).forEach((offer) => pending.add(offer.callId));
    if (!preferences.now.notify || !desktop.allowed() || state.tab.focused) {
      return;
    }
    waitingOffers(state).filter((offer) => pending.has(offer.callId)).slice(0, Math.max(0, MOST - shown.size)).forEach((offer) => {
      const who = callerName(labels, offer.caller, offer.parties);
      pending.delete(offer.callId);
      shown.add(offer.callId);
      if (!state.tab.active) {
        return;
      }
      desktop.show(offer.callId, who.name, [offer.group.name, who.number].filter(Boolean).join(' · '), labels('answer'));
    });
  };
}

/**
 * The browser's notifications. Only those of a service worker can have buttons.
 *
 * @param {URL} workerUrl
 * @param {(callId: string) => void} answer  called when the user presses the notification's button
 * @returns {Desktop}
 */
export function browserNotifications(workerUrl, answer) {
  const supported = 'Notification' in window && 'serviceWorker' in navigator;
  const worker = supported ? navigator.serviceWorker : null;
  worker?.addEventListener('message', ({ data }) => {
    if (data?.type === 'ANSWER') {
      answer(String(data.callId));
    }
  });
  /** @type {Promise<ServiceWorkerRegistration> | undefined} */
  let registering;
  const registered = async () => {
    registering ??= /** @type {ServiceWorkerContainer} */ (worker).register(workerUrl);
    const registration = await registering;
    await waitFor(registration);
    return registration;
  };
  return {
    allowed: () => supported && Notification.permission === 'granted',
    ask: async () => supported && await Notification.requestPermission() === 'granted',
    show: async (callId, title, body, action) => {
      /** @type {NotificationOptions & {actions: {action: string, title: string}[]}} */
      const options = { body, tag: callId, data: { callId }, requireInteraction: true, actions: [{ action: 'answer', title: action }] };
      await (await registered()).showNotification(title, options);
    },
    close: async (callId) => {
      const notifications = await (await registered()).getNotifications({ tag: callId });
      notifications.forEach((notification) => notification.close());
    },
  };
}

/**
 * Waits until a newly registered worker is active, as it shows no notifications before.
 *
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<void>}
 */
function waitFor(registration) {
  const worker = registration.installing ?? registration.waiting;
  return new Promise((resolve) => {
    if (registration.active || !worker) {
      resolve();
      return;
    }
    worker.addEventListener('statechange', () => worker.state === 'activated' && resolve());
  });
}
