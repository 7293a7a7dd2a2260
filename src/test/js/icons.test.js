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
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { TARGET, iconShapes } from '../../build/icons/icons.js';
import { ICON_SHAPES } from '../../../webapp/asterisk/js/common/iconShapes.js';

const SCRIPTS = 'webapp/asterisk/js/';

test('given the package of the icons, then the shapes of the pages are those of this version', () => {
  assert.equal(readFileSync(TARGET, 'utf8'), iconShapes());
});

test('given the scripts, then each icon that they name is there', () => {
  const text = readdirSync(SCRIPTS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(SCRIPTS + name, 'utf8')).join('\n');
  const named = [...text.matchAll(/icon(?:Button)?\('([a-z-]+)'/g)].map(([, name]) => name);
  assert.ok(named.length > 10);
  assert.deepEqual(named.filter((name) => !ICON_SHAPES[name]), []);
});
