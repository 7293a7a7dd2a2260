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
/** @import {FromPage, ToPage} from './messages.js' */
import { HUB } from './messages.js';

/**
 * Connects a page to the hub: in a shared worker if the browser supports them, else in the elected page.
 *
 * @param {string} workerUrl  address of worker.js, of this page's own origin
 * @returns {(receive: (message: ToPage) => void) => (message: FromPage) => void}
 */
export function hubTransport(workerUrl) {
  return (receive) => {
    try {
      return sharedHub(workerUrl, receive);
    } catch {
      return elected(workerUrl, receive); // shared workers are not supported or not allowed here
    }
  };
}

/**
 * @param {string} workerUrl
 * @param {(message: ToPage) => void} receive
 * @returns {(message: FromPage) => void}
 */
function sharedHub(workerUrl, receive) {
  const worker = new SharedWorker(workerUrl, { type: 'module', name: HUB });
  let send = (/** @type {FromPage} */ message) => worker.port.postMessage(message);
  worker.port.onmessage = ({ data }) => receive(data);
  worker.onerror = () => {
    worker.port.close();
    send = elected(workerUrl, receive);
  };
  return (message) => send(message);
}

/**
 * Loads the fallback only when needed. Messages sent before are not lost: the page requests the state when the hub reports HUB.
 *
 * @param {string} workerUrl
 * @param {(message: ToPage) => void} receive
 * @returns {(message: FromPage) => void}
 */
function elected(workerUrl, receive) {
  let send = (/** @type {FromPage} */ message) => {}; // eslint-disable-line no-unused-vars
  import('./fallback.js').then(({ electHub }) => {
    send = electHub(workerUrl, receive);
    receive({ type: 'HUB' });
  });
  return (message) => send(message);
}
