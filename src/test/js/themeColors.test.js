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
import { DARK, LIGHT, accentOn, contrast, parseColor } from '../../../webapp/asterisk/js/common/themeColors.js';

/** Of the themes that OFBiz brings: dark and main color of Rainbowstone, and others that are hard to read. */
const THEMES = ['rgb(0, 79, 120)', 'rgb(188, 66, 22)', 'rgb(240, 137, 6)', 'rgb(25, 121, 72)', 'rgb(66, 0, 0)', 'rgb(255, 255, 0)', 'rgb(0, 0, 80)'];

test('given any color of a theme, then text in its accent is easy to read, on the page and on its own soft area', () => {
  for (const scheme of [LIGHT, DARK]) {
    for (const text of THEMES) {
      const { accent, soft } = accentOn(/** @type {import('../../../webapp/asterisk/js/common/themeColors.js').Color} */ (parseColor(text)), scheme);
      assert.ok(contrast(accent, scheme.surface) >= 4.5, `${text} as ${accent} on ${scheme.surface}`);
      assert.ok(contrast(accent, soft) >= 4.5, `${text} as ${accent} on ${soft}`);
    }
  }
});

test('a color that is easy to read stays as it is', () => {
  assert.deepEqual(accentOn([0, 79, 120], LIGHT).accent, [0, 79, 120]);
  assert.deepEqual(accentOn([141, 176, 255], DARK).accent, [141, 176, 255]);
});

test('the contrast is that of WCAG', () => {
  assert.equal(contrast([0, 0, 0], [255, 255, 255]), 21);
  assert.equal(contrast([255, 255, 255], [255, 255, 255]), 1);
  assert.equal(contrast([119, 119, 119], [255, 255, 255]).toFixed(2), '4.48');
});

test('what can be seen through, or is no color, is none', () => {
  assert.equal(parseColor('rgba(0, 0, 0, 0)'), null);
  assert.equal(parseColor('rgba(10, 20, 30, 0.5)'), null);
  assert.equal(parseColor('color(srgb 1 0 0)'), null);
  assert.deepEqual(parseColor('rgba(10, 20, 30, 1)'), [10, 20, 30]);
});
