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
import test from 'node:test';
import { callerName, mayLookUp } from '../../../webapp/asterisk/js/common/callerName.js';

test('Find caller is offered for an unknown number, and for no other caller', () => {
  assert.equal(mayLookUp({ number: '3725551234' }, ''), true);
  assert.equal(mayLookUp({ number: '3725551234' }, '/partymgr/control/viewprofile?partyId=ANNA'), false);
  assert.equal(mayLookUp({ number: '', name: '' }, ''), false, 'a withheld number');
});

test('a name that turns the direction of text leaves what is behind it as it is, and emoji and other scripts stay', () => {
  const nameOf = (/** @type {string} */ name) => callerName((key) => key, { number: '3725551234', name }, []).name;
  assert.equal(nameOf('\u202eksaK annA\u202c'), 'ksaK annA');
  assert.equal(nameOf('\u2067\u05d0\u05e0\u05d4\u2069'), '\u05d0\u05e0\u05d4');
  assert.equal(nameOf('\u{1f468}\u200d\u{1f469}\u200d\u{1f467} Tamm'), '\u{1f468}\u200d\u{1f469}\u200d\u{1f467} Tamm');
});
