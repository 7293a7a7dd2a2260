/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/** The shared worker: one for all pages of a browser that come from this server. */
import { CallSocket } from '../socket.js';
import { Hub } from './hub.js';
import { socketUrl } from './socketUrl.js';

const hub = new Hub((listener) => new CallSocket(socketUrl(location.href), listener));

globalThis.addEventListener('connect', (event) => {
  const [port] = /** @type {MessageEvent} */ (event).ports;
  port.onmessage = ({ data }) => hub.hear(port, data);
  port.addEventListener('close', () => hub.hear(port, { type: 'LEAVE' })); // where browsers tell it; others are found by their silence
});
