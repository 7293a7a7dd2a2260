/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageUrl } from '../../../webapp/asterisk/js/pages.js';

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
