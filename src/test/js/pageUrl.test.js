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
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageUrl } from '../../../webapp/asterisk/js/common/pageUrl.js';

/** @type {any} */
const PAGE = {
  baseURI: 'https://crm.example.com/asterisk/control/console',
  getElementById: () => ({ dataset: { externalLoginKey: 'EL1' } }),
};

test('given a page of this webapp or of another server, then its address is left as it is', () => {
  assert.equal(pageUrl('/asterisk/control/newContact?number=1', PAGE), 'https://crm.example.com/asterisk/control/newContact?number=1');
  assert.equal(pageUrl('http://other.example.com/x', PAGE), 'http://other.example.com/x');
});

test('given a page of another webapp of this OFBiz, then the key opens a session there', () => {
  assert.equal(pageUrl('/partymgr/control/viewprofile?partyId=A', PAGE),
    'https://crm.example.com/partymgr/control/viewprofile?partyId=A&externalLoginKey=EL1');
});

test('given what is no page, then there is no link', () => {
  ['', null, undefined, 'javascript:alert(1)', 'data:text/html,x', 'http://['].forEach((url) => assert.equal(pageUrl(url, PAGE), ''));
});
