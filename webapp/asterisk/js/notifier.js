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
/** @import {State} from './types.js' */
import { whoIs } from './views/who.js';
import { newOffers, waitingOffers } from './waiting.js';

/**
 * @typedef {object} Desktop  the browser's notifications; tests bring their own
 * @property {() => boolean} allowed
 * @property {() => Promise<boolean>} ask  asks the user for consent; call it inside a click
 * @property {(callId: string, title: string, body: string, answer: string) => void} show
 * @property {(callId: string) => void} close
 */

/**
 * Tells of a waiting call on the desktop once the user looks at none of our pages, and takes it back when the call is gone. One page of the
 * browser does so; all of them know what is shown, since another may have to take it back.
 *
 * @param {{now: import('./preferences.js').Preferences}} preferences
 * @param {Desktop} desktop
 * @param {import('./labels.js').Labels} labels
 * @returns {(state: State, before: State) => void}
 */
export function createNotifier(preferences, desktop, labels) {
  /** @type {Set<string>} */
  const shown = new Set();
  /** @type {Set<string>} */
  const untold = new Set();
  return (state, before) => {
    const waiting = new Set(waitingOffers(state).map((offer) => offer.callId));
    [...shown].filter((callId) => !waiting.has(callId)).forEach((callId) => {
      shown.delete(callId);
      if (state.tab.duty) {
        desktop.close(callId);
      }
    });
    newOffers(state, before).forEach((offer) => untold.add(offer.callId));
    if (!preferences.now.notify || !desktop.allowed() || state.tab.watched) {
      return;
    }
    const telling = waitingOffers(state).filter((offer) => untold.has(offer.callId));
    untold.clear();
    telling.forEach((offer) => {
      const who = whoIs(labels, offer.caller, offer.parties);
      shown.add(offer.callId);
      if (!state.tab.duty) {
        return;
      }
      desktop.show(offer.callId, who.name, [offer.group.name, who.number].filter(Boolean).join(' · '), labels('answer'));
    });
  };
}

/**
 * The browser's own notifications. Only those of a service worker have a button of their own.
 *
 * @param {URL} workerUrl
 * @param {(callId: string) => void} answer  the user pressed the notification's button
 * @returns {Desktop}
 */
export function browserDesktop(workerUrl, answer) {
  const there = 'Notification' in window && 'serviceWorker' in navigator;
  const worker = there ? navigator.serviceWorker : null;
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
    allowed: () => there && Notification.permission === 'granted',
    ask: async () => there && await Notification.requestPermission() === 'granted',
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
 * A worker that was only just registered shows nothing before it is active.
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
