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
import js from '@eslint/js';
import globals from 'globals';

const words = {
  eqeqeq: 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-shadow': 'error',
  'max-len': ['error', { code: 150 }],
  'max-lines': ['error', 300],
  'max-lines-per-function': ['error', { max: 50, skipComments: true, skipBlankLines: true }],
  'no-unused-vars': ['error', { ignoreRestSiblings: true }],
  complexity: ['error', 12],
};

// what came from outside is text: it becomes a text node or nothing; and what the pages of OFBiz replace is not to be relied on
const notToUse = {
  'no-restricted-properties': ['error', ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'write']
    .map((property) => ({ property, message: 'Build elements with dom.js.' })),
  { object: 'Date', property: 'parse', message: 'OFBiz pages with a date field replace it (datejs): new Date(text).getTime().' }],
};

export default [
  js.configs.recommended,
  { files: ['webapp/asterisk/js/**'], languageOptions: { globals: globals.browser }, rules: { ...words, ...notToUse } },
  { files: ['src/test/js/**', 'src/build/**'], languageOptions: { globals: globals.node },
    rules: { ...words, 'max-lines-per-function': 'off' } },
];
