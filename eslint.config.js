/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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
  { files: ['src/test/js/**'], languageOptions: { globals: globals.node },
    rules: { ...words, 'max-lines-per-function': 'off' } },
];
