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

const ROOT = 'webapp/asterisk/css/';
/** Linked in shadow trees only, where rules cannot reach the page. */
const SHADOWED = ['tokens.css', 'console.css', 'consoleParts.css', 'customer.css', 'phone.css', 'island.css', 'wallboard.css'];
/** What a rule of a page begins with: an element of ours. */
const OURS = /^#asterisk-[a-z-]+(?![\w-])|^:is\((#asterisk-[a-z-]+(, )?)+\)/;

/**
 * @param {string} css
 * @returns {string[]} the selectors of all rules, those within at-rules as well
 */
function selectors(css) {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '');
  return [...text.matchAll(/([^{}]+)\{/g)].map(([, prelude]) => prelude.trim()).filter((prelude) => !prelude.startsWith('@'))
    .flatMap((prelude) => prelude.split(/,(?![^(]*\))/).map((selector) => selector.trim()));
}

test('given a rule, also within a condition, when its selectors are read, then each is found', () => {
  assert.deepEqual(selectors('a, b:is(c, d) { e: f } /* g {} */ @media (h: i) { j { k: l } }'), ['a', 'b:is(c, d)', 'j']);
});

test('given a style sheet of a page, then each rule begins at an element of ours, and none is for the whole document', () => {
  const sheets = readdirSync(ROOT).filter((name) => !SHADOWED.includes(name));
  assert.ok(sheets.length > 1);
  sheets.forEach((name) => {
    const css = readFileSync(ROOT + name, 'utf8');
    assert.deepEqual(selectors(css).filter((selector) => !OURS.test(selector)), [], name);
    assert.doesNotMatch(css, /@(property|font-face|keyframes|import|namespace)/, name);
  });
});

test('given the style sheet of a shadow tree, then no page links it outside of one', () => {
  const templates = readdirSync('template').map((name) => readFileSync(`template/${name}`, 'utf8'));
  const linked = templates.map((text) => text.replace(/<template shadowrootmode="open">[\s\S]*?<\/template>/, '')).join('\n');
  SHADOWED.forEach((name) => assert.ok(!linked.includes(name), name));
});
