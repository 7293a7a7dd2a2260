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

/** Links of the documents lead somewhere: to a file of the repository, and to a heading of it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** GitHub's anchor of a heading. @type {(heading: string) => string} */
const anchor = (heading) => heading.trim().toLowerCase().replace(/`/gu, '').replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');

/** @type {(text: string) => string} without blocks of code, lines kept */
const withoutCode = (text) => text.replace(/```[\s\S]*?```/gu, (block) => block.replace(/[^\n]/gu, ''));

/** @type {(text: string) => Set<string>} */
const anchors = (text) => new Set([...withoutCode(text).matchAll(/^#+ (.*)$/gmu)].map((found) => anchor(found[1])));

/**
 * @param {string} root of the repository
 * @param {string} file relative to it
 * @param {string} text of the file: Markdown or AsciiDoc
 * @returns {{ line: number, text: string }[]} links to nothing
 */
export function deadLinks(root, file, text) {
  const plain = withoutCode(text);
  return [...plain.matchAll(/\]\(([^)\s]+)\)|link:([^[\s]+)\[/gu)].flatMap((found) => {
    const target = found[1] ?? found[2];
    const [path, fragment] = target.split('#');
    const absolute = path === '' ? join(root, file) : join(root, dirname(file), path);
    const dead = !/^[a-z]+:/u.test(target)
      && (!existsSync(absolute) || fragment !== undefined && !anchors(readFileSync(absolute, 'utf8')).has(fragment));
    return dead ? [{ line: plain.slice(0, found.index).split('\n').length, text: target }] : [];
  });
}
