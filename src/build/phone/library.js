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
/*
 * Writes webapp/asterisk/lib/jssip.js: the package jssip and what it needs, as one module that browsers load. The file isn't part of the
 * repository. Run it after `npm ci`: npm run phone
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { argv, pid } from 'node:process';

const TARGET = 'webapp/asterisk/lib/jssip.js';
const REQUIRED = /\brequire\('([^']+)'\)/g;
/** In the browser, this one has a file of its own. */
const OF_BROWSERS = new Map([['debug', 'debug/src/browser.js']]);

/**
 * @param {string} entry  of a package
 * @returns {Map<string, {text: string, needs: Record<string, string>}>} files with what they require, by name and file
 */
function filesFrom(entry) {
  /** @type {Map<string, {text: string, needs: Record<string, string>}>} */
  const files = new Map();
  const waiting = [createRequire(join(process.cwd(), 'package.json')).resolve(entry)];
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (!files.has(file)) {
      const text = readFileSync(file, 'utf8');
      const resolve = createRequire(file).resolve;
      /** @type {Record<string, string>} */
      const needs = {};
      [...text.matchAll(REQUIRED)].forEach(([, name]) => {
        // with a slash, a package comes before a module of Node.js of the same name
        needs[name] = resolve(OF_BROWSERS.get(name) ?? (name.startsWith('.') ? name : `${name}/`));
      });
      files.set(file, { text, needs });
      waiting.push(...Object.values(needs));
    }
  }
  return files;
}

/**
 * @param {string} file
 * @returns {string} the licence of the package that the file belongs to
 */
function licenceOf(file) {
  const folder = /** @type {RegExpMatchArray} */ (file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/))[0];
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  let text = '';
  for (const licence of ['LICENSE', 'LICENSE.md', 'license.md']) {
    try {
      text ||= readFileSync(join(folder, licence), 'utf8');
    } catch {
      // under another name
    }
  }
  return `${name} ${version}\n\n${text || `${readFileSync(join(folder, 'package.json'), 'utf8').match(/"license": *"[^"]*"/)?.[0]}\n`}`;
}

/** @returns {string} the text of the module */
export function phoneLibrary() {
  const files = filesFrom('jssip');
  /** @param {string} file */
  const name = (file) => relative(join(process.cwd(), 'node_modules'), file);
  const licences = [...new Set([...files.keys()].map(licenceOf))].join('\n---\n').replaceAll('*/', '* /');
  const modules = [...files].map(([file, { text, needs }]) => {
    const named = Object.fromEntries(Object.entries(needs).map(([asked, found]) => [asked, name(found)]));
    const body = file.endsWith('.json') ? `module.exports = ${publicFacts(text)};` : withoutMap(text);
    return `${JSON.stringify(name(file))}: [${JSON.stringify(named)}, function (module, exports, require) {\n${body}\n}],\n`;
  });
  const [entry] = files.keys();
  return `/*\n${licences}*/\n${[
    'const modules = {',
    `${modules.join('')}};`,
    'const loaded = new Map();',
    'const process = { env: {} };',
    'function load(name) {',
    '  if (!loaded.has(name)) {',
    '    const module = { exports: {} };',
    '    loaded.set(name, module);',
    '    modules[name][1].call(module.exports, module, module.exports, (asked) => load(modules[name][0][asked]));',
    '  }',
    '  return loaded.get(name).exports;',
    '}',
    `export default load(${JSON.stringify(name(entry))});`,
  ].join('\n')}\n`;
}

/** @param {string} text  a package.json, of which the library reads its title and version */
function publicFacts(text) {
  const { name, title, version } = JSON.parse(text);
  return JSON.stringify({ name, title, version });
}

/** @param {string} text */
function withoutMap(text) {
  return text.replace(/^\/\/# sourceMappingURL=.*$/m, '');
}

if (argv[1]?.endsWith('library.js')) {
  mkdirSync(dirname(TARGET), { recursive: true });
  // in one step: a page that loads it meanwhile gets a whole file
  const whole = `${TARGET}.${pid}`;
  writeFileSync(whole, phoneLibrary());
  renameSync(whole, TARGET);
}
