/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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
