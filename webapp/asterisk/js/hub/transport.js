/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/** @import {FromPage, ToPage} from './messages.js' */
import { CallSocket } from '../socket.js';
import { electedHub } from './election.js';
import { Hub } from './hub.js';
import { HUB } from './messages.js';

/**
 * The page's way to the hub: a shared worker where the browser has them, else the page of this browser that was elected.
 *
 * @param {string} workerUrl  address of worker.js, of this page's own origin
 * @returns {(receive: (message: ToPage) => void) => (message: FromPage) => void}
 */
export function hubTransport(workerUrl) {
  return (receive) => {
    const elect = () => electedHub(() => new Hub((listener) => new CallSocket(socketUrl(workerUrl), listener)), receive);
    try {
      return sharedHub(workerUrl, receive, elect);
    } catch {
      return elect(); // no shared workers here, or not for this page
    }
  };
}

/**
 * @param {string} workerUrl
 * @param {(message: ToPage) => void} receive
 * @param {() => (message: FromPage) => void} instead  used where the worker does not start
 * @returns {(message: FromPage) => void}
 */
function sharedHub(workerUrl, receive, instead) {
  const worker = new SharedWorker(workerUrl, { type: 'module', name: HUB });
  let send = (/** @type {FromPage} */ message) => worker.port.postMessage(message);
  worker.port.onmessage = ({ data }) => receive(data);
  worker.onerror = () => {
    worker.port.close();
    send = instead();
    receive({ type: 'HUB' });
  };
  return (message) => send(message);
}

/**
 * The socket is a neighbour of the scripts in the same webapp, and so shares its session.
 *
 * @param {string} workerUrl
 */
export function socketUrl(workerUrl) {
  const url = new URL('../../ws/callcenter', workerUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
