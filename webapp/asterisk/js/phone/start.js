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
/**
 * The phone in the page, for users who have one: its scripts are loaded for nobody else.
 *
 * @param {DOMStringMap} settings  of the page: `pagePhones` are the user's phones in the page, peerIds separated by blanks
 * @param {HTMLElement} root
 * @param {import('../common/labels.js').Labels} labels
 * @param {import('./pagePhone.js').PhoneRequests} requests
 * @returns {(state: import('../state/types.js').State) => void}
 */
export function startPagePhone(settings, root, labels, requests) {
  const phones = (settings.pagePhones ?? '').split(' ').filter((peerId) => peerId !== '');
  /** @type {import('../state/types.js').State | null} */
  let last = null;
  /** @type {((state: import('../state/types.js').State) => void) | null} */
  let follow = null;
  if (phones.length > 0) {
    import('./phoneView.js').then(({ createPhoneView }) => {
      follow = createPhoneView(phones, root, labels, requests);
      if (last) {
        follow(last);
      }
    });
  }
  return (state) => {
    last = state;
    follow?.(state);
  };
}
