/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */

/** A request that came to nothing: `code` of the server's ERROR, or LOST, OFFLINE, SILENT when it was never answered. */
export class RequestFailed extends Error {
  /**
   * @param {string} code
   * @param {string} [message]  in the user's language, where the server gave one
   */
  constructor(code, message = '') {
    super(message);
    this.code = code;
  }
}
