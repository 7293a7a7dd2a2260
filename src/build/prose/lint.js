#!/usr/bin/env node
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

/**
 * Checks the documents, the labels and the comments of the component's sources against the terms of en.json, fr.json and de.json: all of them, or
 * the files named as arguments. Checks also that links lead somewhere, and that the guides show labels as the pages do.
 * Prints one line per finding (file:line:column: what is wrong and which term to use) and exits with 1 when there is one.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { extname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TextlintKernel } from '@textlint/kernel';
import markdown from '@textlint/textlint-plugin-markdown';
import plainText from '@textlint/textlint-plugin-text';
import { commentsOf } from './comments.js';
import { boldWithoutLabel } from './guides.js';
import { deadLinks } from './links.js';
import { avoidTerms, findTerms, message, termsOf } from './terms.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const LABELS = 'config/AsteriskUiLabels.xml';
const SIMULATOR = 'src/embedded/ofbiz/telephone/config/TelephoneUiLabels.xml';
const LABEL_FILES = [LABELS, SIMULATOR];
/** Guides for users of the pages; that of FreePBX names its pages, too. */
const GUIDES = /^docs\/guide-(?!freepbx).*\.md$/u;
/** What the component consists of; its tests and the host that ./run starts are read by developers only. */
const SOURCES = /^(src\/main\/java|groovyScripts|webapp\/asterisk\/js)\/.*\.(java|groovy|js)$/u;
const SKIPPED = /(^|\/)(\.|node_modules|target|runtime)/u;

/** @type {Record<string, import('./terms.js').Term[]>} */
const TERMS = Object.fromEntries(['en', 'fr', 'de'].map((language) => [language, termsOf(language)]));

/** @returns {string[]} every document of the repository, every source of the component and the files of labels, relative to its root */
function allFiles() {
  const documents = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => (/\.(md|adoc)$/u.test(name) || SOURCES.test(name)) && !SKIPPED.test(name));
  return [...documents.sort(), ...LABEL_FILES];
}

/** @type {(file: string, text: string) => Promise<string[]>} */
async function document(file, text) {
  const { messages } = await new TextlintKernel().lintText(text, {
    filePath: file,
    ext: extname(file) === '.md' ? '.md' : '.txt',
    plugins: [{ pluginId: 'markdown', plugin: markdown.default ?? markdown }, { pluginId: 'text', plugin: plainText.default ?? plainText }],
    rules: [{ ruleId: 'terms', rule: avoidTerms, options: { terms: TERMS.en } }],
  });
  const terms = messages.map((found) => `${file}:${found.line}:${found.column}: ${found.message}`);
  const bold = GUIDES.test(file) ? boldWithoutLabel(text, englishLabels()) : [];
  return [...terms, ...bold.map((found) => `${file}:${found.line}: "${found.text}": no page has this label`),
    ...deadLinks(ROOT, file, text).map((found) => `${file}:${found.line}: the link leads nowhere: ${found.text}`)];
}

/** @returns {string[]} the English labels of the component and of the host that ./run starts */
function englishLabels() {
  return LABEL_FILES.flatMap((file) => [...readFileSync(`${ROOT}${file}`, 'utf8').matchAll(/<value xml:lang="en">([^<]*)</gu)])
    .map(([, value]) => unescaped(value));
}

/** @type {Record<string, string>} */
const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };

/** @type {(value: string) => string} */
const unescaped = (value) => value.replace(/&\w+;/gu, (name) => ENTITIES[name] ?? name);

/**
 * Each value is a text of its own, checked against the terms of its language.
 * @type {(file: string, text: string) => string[]}
 */
function labels(file, text) {
  let key = '';
  return text.split('\n').flatMap((line, number) => {
    key = line.match(/<property key="([^"]*)"/u)?.[1] ?? key;
    return [...line.matchAll(/<value xml:lang="([a-z]{2})">([^<]*)<\/value>/gu)].flatMap(([, language, value]) =>
      findTerms(unescaped(value), (TERMS[language] ?? []).filter((term) => term.keys.test(key)))
        .map((found) => `${file}:${number + 1}: ${language}: ${message(found)}`));
  });
}

/**
 * Comments are checked for the terms of the glossary; what only the wording of pages and documents avoids may be in them.
 * @type {(file: string, text: string) => string[]}
 */
function comments(file, text) {
  const words = commentsOf(text);
  return findTerms(words, TERMS.en.filter((term) => term.comments))
    .map((found) => `${file}:${words.slice(0, found.index).split('\n').length}: ${message(found)}`);
}

/** @type {(file: string) => Promise<string[]>} */
async function check(file) {
  const text = readFileSync(`${ROOT}${file}`, 'utf8');
  if (SOURCES.test(file)) {
    return comments(file, text);
  }
  return extname(file) === '.xml' ? labels(file, text) : document(file, text);
}

const named = process.argv.slice(2).map((file) => relative(ROOT, file));
const findings = (await Promise.all((named.length > 0 ? named : allFiles()).map(check))).flat();
for (const finding of findings) {
  console.log(finding);
}
if (findings.length > 0) {
  console.log(`${findings.length} findings. The list of terms: src/build/prose/*.json, the glossary: CONTRIBUTING.md`);
  process.exitCode = 1;
}
