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
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const ROOT = 'webapp/asterisk/js';
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
/** What pages, themes and workers load by its address. */
const ENTRIES = ['console/console.js', 'console/lockedPage.js', 'console/wallboard.js', 'hub/worker.js', 'island/loader.js',
  'offers/notificationWorker.js', ...files.filter((name) => name.startsWith('admin/'))];
/** By their addresses, after `import` or in `import()`; types in comments are no imports. */
const imports = new Map(files.map((name) => [name, [...withoutComments(readFileSync(join(ROOT, name), 'utf8'))
  .matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map(([, address]) => join(dirname(name), address))]));
// the loader imports by an address that it puts together
imports.get('island/loader.js')?.push('island/island.js');

/** @param {string} text */
function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\//g, '');
}

/**
 * @param {Map<string, string[]>} graph
 * @returns {string[][]} each circle, from a node back to it
 */
function circles(graph) {
  /** @type {string[][]} */
  const found = [];
  const done = new Set();
  /**
   * @param {string} node
   * @param {string[]} path
   */
  function visit(node, path) {
    if (path.includes(node)) {
      found.push([...path.slice(path.indexOf(node)), node]);
    } else if (!done.has(node)) {
      (graph.get(node) ?? []).forEach((next) => visit(next, [...path, node]));
      done.add(node);
    }
  }
  [...graph.keys()].forEach((node) => visit(node, []));
  return found;
}

/** @param {string} name */
const folder = (name) => name.split('/')[0];

test('given a circle, when it is searched for, then it is found', () => {
  assert.deepEqual(circles(new Map([['a', ['b']], ['b', ['c', 'd']], ['c', ['a']], ['d', []]])), [['a', 'b', 'c', 'a']]);
});

test('given the modules, then none imports itself by way of others', () => {
  assert.ok([...imports.values()].flat().length > 100);
  assert.deepEqual([...imports.values()].flat().filter((name) => !files.includes(name)), []);
  assert.deepEqual(circles(imports), []);
});

test('given the folders, then each module is in one, and none depends on itself by way of others', () => {
  assert.deepEqual(files.filter((name) => !name.includes('/')), []);
  /** @type {Map<string, string[]>} */
  const graph = new Map(files.map((name) => [folder(name), []]));
  imports.forEach((targets, name) => targets.forEach((target) => {
    if (folder(target) !== folder(name)) {
      graph.get(folder(name))?.push(folder(target));
    }
  }));
  assert.deepEqual(circles(graph), []);
  assert.deepEqual(graph.get('common'), []);
  assert.deepEqual([...new Set(graph.get('admin'))], ['common']);
});

test('given what is loaded by address, then every module is needed by it', () => {
  const reached = new Set(ENTRIES);
  reached.forEach((name) => (imports.get(name) ?? []).forEach((target) => reached.add(target))); // a Set visits what is added meanwhile
  assert.deepEqual(files.filter((name) => !reached.has(name) && !name.endsWith('/types.js')), []); // these have types only
});
