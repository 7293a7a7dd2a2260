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
/** @import {Change, State, Tab} from '../types.js' */

/**
 * What pages and the hub say to each other. `asked` counts how often the page has asked for the state, and `applied` how many changes of
 * the page the hub has seen: by them a page knows what an answer knows.
 *
 * @typedef {{type: 'JOIN', asked: number, applied: number, watched: boolean, user?: string, language?: string}
 *   | {type: 'LEAVE'}
 *   | {type: 'CHANGE', change: Change}
 *   | {type: 'REQUEST', id: number, name: string, fields: Record<string, unknown>}
 *   | {type: 'CONNECT'}
 *   | {type: 'LOOKS', watched: boolean, touched: boolean}
 *   | {type: 'PONG'}} FromPage
 *   JOIN: give me the state, `user` being signed in if given, who reads `language`. LOOKS: whether the user looks at the page, and has
 *   just touched it
 *
 * @typedef {{type: 'STATE', state: State, applied: number, asked: number, tab: Tab}
 *   | {type: 'ANSWER', id: number, answer?: any, failure?: {code: string, message: string}}
 *   | {type: 'PING'}
 *   | {type: 'HUB'}} ToPage
 *   HUB: another hub has taken over, and knows nothing of this page
 */

/** Pages and hubs of different versions of this protocol do not meet. */
export const HUB = 'asterisk-hub-1';
