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
/** @import {Change, State, Tab} from '../state/types.js' */

/**
 * Messages between pages and the hub. `asked` counts the page's requests for the state, `applied` the changes of the page that the hub
 * has applied: a page compares them to find out which of its changes an answer includes.
 *
 * @typedef {{type: 'JOIN', asked: number, applied: number, focused: boolean, user?: string, language?: string, silent?: boolean}
 *   | {type: 'LEAVE'}
 *   | {type: 'CHANGE', change: Change}
 *   | {type: 'REQUEST', id: number, name: string, fields: Record<string, unknown>}
 *   | {type: 'CONNECT'}
 *   | {type: 'FOCUS', focused: boolean, used: boolean}
 *   | {type: 'PONG'}} FromPage
 *   JOIN: requests the state; `user` is who is signed in, `language` the language of the page; a `silent` page never
 *   rings. FOCUS: whether the page has the focus, and
 *   whether the user has just used it
 *
 * @typedef {{type: 'STATE', state: Partial<State>, applied: number, asked: number, tab: Tab}
 *   | {type: 'ANSWER', id: number, answer?: any, failure?: {code: string, message: string}}
 *   | {type: 'PING'}
 *   | {type: 'HUB'}} ToPage
 *   STATE: what has changed of the state since the last one with the same `asked`; the first has all. HUB: the hub doesn't know
 *   this page, since it has just started or has not heard of the page for long
 */

/** The version is part of the name, so pages and hubs of different versions never connect. */
export const HUB = 'asterisk-hub-4';
