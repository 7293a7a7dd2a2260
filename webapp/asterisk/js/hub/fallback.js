/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/** @import {FromPage, ToPage} from './messages.js' */
import { CallSocket } from '../socket.js';
import { electedHub } from './election.js';
import { Hub } from './hub.js';
import { socketUrl } from './socketUrl.js';

/**
 * @param {string} workerUrl  address of the worker that this stands in for
 * @param {(message: ToPage) => void} receive
 * @returns {(message: FromPage) => void}
 */
export function electHub(workerUrl, receive) {
  return electedHub(() => new Hub((listener) => new CallSocket(socketUrl(workerUrl), listener)), receive);
}
