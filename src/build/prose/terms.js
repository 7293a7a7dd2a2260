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
 * The list of terms that texts must not use, and the textlint rule that refuses them.
 *
 * An entry of a list names what to avoid in one of two ways, and always what to use instead:
 * "avoid" holds phrases (regular expressions between word boundaries; a blank matches any white space, also a line break) that are wrong anywhere;
 * "label" holds texts that are wrong as a whole label, button or column only, because the same words are right inside a sentence; where they are
 * a button's in one label and a state's in another, "keys" is a regular expression of the keys that the entry is about. With "comments": true, the
 * phrases are wrong in comments of sources, too.
 */
import { readFileSync } from 'node:fs';

/**
 * @typedef {{ avoid?: string[], label?: string[], keys?: string, comments?: boolean, use: string }} Entry
 * @typedef {{ pattern: RegExp, use: string, whole: boolean, keys: RegExp, comments: boolean }} Term
 * @typedef {{ index: number, text: string, use: string }} Finding
 */

/** @type {(language: string) => Entry[]} */
const read = (language) => JSON.parse(readFileSync(new URL(`${language}.json`, import.meta.url), 'utf8'));

/** @type {(phrase: string) => string} */
const spaced = (phrase) => phrase.replaceAll(' ', '\\s+').replaceAll("'", "['’]");

// \b knows the letters of English only
const BEFORE = '(?<![\\p{L}\\p{N}_])';
const AFTER = '(?![\\p{L}\\p{N}_])';

/** @type {(entry: Entry) => Term[]} */
function terms({ avoid = [], label = [], keys: ofKeys = '', comments = false, use }) {
  const keys = new RegExp(ofKeys, 'u');
  return [
    ...avoid.map((phrase) => ({ pattern: new RegExp(`${BEFORE}(?:${spaced(phrase)})${AFTER}`, 'giu'), use, whole: false, keys, comments })),
    ...label.map((phrase) => ({ pattern: new RegExp(`^\\s*(?:${spaced(phrase)})[\\s.:]*$`, 'gu'), use, whole: true, keys, comments: false })),
  ];
}

/** @type {(language: string) => Term[]} */
export const termsOf = (language) => read(language).flatMap(terms);

/**
 * @param {string} text
 * @param {Term[]} list
 * @returns {Finding[]} in the order of the text; of findings inside one another only the longest
 */
export function findTerms(text, list) {
  /** @type {Finding[]} */
  const all = list.flatMap(({ pattern, use }) => [...text.matchAll(pattern)].map((found) => ({ index: found.index, text: found[0], use })));
  const end = (/** @type {Finding} */ found) => found.index + found.text.length;
  all.sort((one, other) => one.index - other.index || end(other) - end(one));
  return all.filter((found, place) => !all.slice(0, place).some((outer) => end(outer) >= end(found)));
}

/** @type {(finding: Finding) => string} */
export const message = ({ text, use }) => `"${text.trim().replace(/\s+/gu, ' ')}": use ${use}`;

/**
 * The rule for textlint. Sentences are checked for phrases; what a page shows of a label (bold, italic, a heading, a cell) also as a whole.
 * Code is not checked: names there follow the sources.
 * @param {any} context
 * @param {any} options terms: the list
 */
export function avoidTerms({ Syntax, RuleError, report, getSource }, options) {
  const phrases = options.terms.filter((/** @type {Term} */ term) => !term.whole);
  const labels = options.terms.filter((/** @type {Term} */ term) => term.whole);
  /** @type {(list: Term[], strip: RegExp) => (node: any) => void} */
  const check = (list, strip) => (node) => {
    const source = getSource(node).replace(strip, (/** @type {string} */ mark) => ' '.repeat(mark.length));
    for (const finding of findTerms(source, list)) {
      report(node, new RuleError(message(finding), { index: finding.index }));
    }
  };
  const asLabel = check(labels, /^[*_#\s]+|[*_]+$/gu);
  return {
    [Syntax.Str]: check(phrases, /^$/u),
    [Syntax.Strong]: asLabel,
    [Syntax.Emphasis]: asLabel,
    [Syntax.Header]: asLabel,
    [Syntax.TableCell]: asLabel,
  };
}
