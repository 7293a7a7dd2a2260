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

/** A failed request: `code` is that of the server's ERROR, or LOST, OFFLINE or SILENT if there was no answer. */
export class RequestFailed extends Error {
  /**
   * @param {string} code
   * @param {string} [message]  in the user's language, if the server sent one
   * @param {Record<string, any>} [answer]  what else the server sent
   */
  constructor(code, message = '', answer = {}) {
    super(message);
    this.code = code;
    this.answer = answer;
  }
}

/**
 * Returns the message of a failed request; rethrows other errors.
 *
 * @param {import('./labels.js').Labels} labels
 * @param {unknown} failure
 * @returns {string} the server's message, else the label of the code
 */
export function failureMessage(labels, failure) {
  if (!(failure instanceof RequestFailed)) {
    throw failure;
  }
  return failure.message || labels(`error${failure.code}`);
}
