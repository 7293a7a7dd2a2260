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
 * For browsers without shared workers: the page that gets the lock runs the hub; when it closes, another page gets the lock. Pages
 * communicate over a BroadcastChannel. Without locks (pages without TLS) each page runs its own hub.
 *
 * @param {() => Hub} createHub
 * @param {(message: ToPage) => void} receive
 * @param {World} [world]
 * @returns {(message: FromPage) => void}
 *
 * @typedef {Pick<import('./hub.js').Hub, 'receive'>} Hub
 * @typedef {{locks?: Pick<LockManager, 'request'>, open: (name: string) => Channel, soon: (task: () => void) => void, id: string}} World
 * @typedef {Pick<BroadcastChannel, 'postMessage'> & {onmessage: ((event: MessageEvent) => void) | null}} Channel  reaches the other pages only
 */
export function electedHub(createHub, receive, world = browser()) {
  const { id, locks, soon } = world;
  const channel = world.open(HUB);
  /** @type {Hub | null} */
  let hub = null;
  /** @type {Map<string, import('./hub.js').Port>} */
  const ports = new Map();
  const own = { postMessage: (/** @type {ToPage} */ message) => soon(() => receive(message)) };

  /** @param {string} page */
  function portOf(page) {
    const port = ports.get(page) ?? {
      postMessage: (/** @type {ToPage} */ message) => channel.postMessage({ to: page, message }),
      forgotten: () => ports.delete(page),
    };
    ports.set(page, port);
    return port;
  }

  channel.onmessage = ({ data: { to, from, message } }) => {
    if (to === HUB && hub) {
      hub.receive(portOf(from), message);
    } else if (to === id || to === 'PAGES') {
      receive(message);
    }
  };

  function lead() {
    hub = createHub();
    if (locks) {
      channel.postMessage({ to: 'PAGES', message: { type: 'HUB' } });
    }
    own.postMessage({ type: 'HUB' });
  }

  if (locks) {
    locks.request(HUB, () => {
      lead();
      return new Promise(() => {}); // held until the page is gone
    });
  } else {
    soon(lead);
  }

  return (message) => {
    if (hub) {
      hub.receive(own, message);
    } else if (locks) {
      channel.postMessage({ to: HUB, from: id, message });
    }
  };
}

/** @returns {World} */
function browser() {
  return {
    locks: globalThis.navigator.locks,
    open: (name) => new BroadcastChannel(name),
    soon: queueMicrotask,
    id: Math.random().toString(36).slice(2),
  };
}
