/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */

/**
 * The socket is a neighbour of the scripts in the same webapp, and so shares its session.
 *
 * @param {string} workerUrl  address of worker.js
 */
export function socketUrl(workerUrl) {
  const url = new URL('../../ws/callcenter', workerUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
