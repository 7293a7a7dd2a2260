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

/** Texts first, so that what looks like a comment in one of them is none; regular expressions of JavaScript hold no comments here. */
const TOKENS = /"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/gu;
const LICENCE = /Licensed to the Apache Software Foundation/u;
/** Names of the code, not words: {@code ...}, {@link ...}, what a tag names, HTML. */
const CODE = /\{@\w+[^}]*\}|@(?:param|throws|see)\s+\S+|@(?:type|typedef|returns|import|property|template)\b[^\n]*|<[^>\n]*>|`[^`]*`/gu;

/** @type {(text: string) => string} */
const blank = (text) => text.replace(/[^\n]/gu, ' ');

/**
 * Returns the comments of a source in Java, Groovy or JavaScript, without licence and names of the code. Everything else is blank, so that
 * places stay what they are.
 *
 * @param {string} source
 * @returns {string}
 */
export function commentsOf(source) {
  let end = 0;
  let comments = '';
  for (const { 0: token, index } of source.matchAll(TOKENS)) {
    const isComment = (token.startsWith('/*') || token.startsWith('//')) && !LICENCE.test(token);
    const words = token.replace(CODE, blank).replace(/^([ \t]*)(\/\*\*?|\*\/|\*|\/\/)/gmu, (all) => blank(all)).replace(/\*\/$/u, '  ');
    comments += blank(source.slice(end, index)) + (isComment ? words : blank(token));
    end = index + token.length;
  }
  return comments + blank(source.slice(end));
}
