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
 * Returns an address from the server as a link. Other webapps of this OFBiz have sessions of their own, which the external
 * login key of this page opens, so that the link does not lead to a login page.
 *
 * @param {string | undefined | null} url
 * @param {Document} [page]
 * @returns {string} '' for anything but http and https
 */
export function pageUrl(url, page = document) {
  if (!url || !URL.canParse(url, page.baseURI)) {
    return '';
  }
  const address = new URL(url, page.baseURI);
  if (!['http:', 'https:'].includes(address.protocol)) {
    return '';
  }
  const here = new URL(page.baseURI);
  const key = loginKey(page);
  if (key && address.origin === here.origin && webapp(address) !== webapp(here)) {
    address.searchParams.set('externalLoginKey', key);
  }
  return address.href;
}

/**
 * The console's page contains the key; other pages of OFBiz have it in their links to other webapps.
 *
 * @param {Document} page
 */
function loginKey(page) {
  const link = /** @type {HTMLAnchorElement | null} */ (page.querySelector?.('a[href*="externalLoginKey="]') ?? null);
  return page.getElementById('asterisk-console')?.dataset.externalLoginKey || (link && new URL(link.href).searchParams.get('externalLoginKey'));
}

/** @param {URL} address */
function webapp(address) {
  return address.pathname.split('/')[1];
}
