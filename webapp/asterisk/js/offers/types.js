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
 * Types of offers. Messages follow docs/push-protocol.md; times are ISO-8601 text as sent.
 *
 * @typedef {{partyId: string, name: string, url: string}} Match  a party with the caller's number
 * @typedef {{number: string, e164?: string, display?: string, name?: string, matchedOn?: string}} Caller
 * @typedef {{partyId?: string, userLoginId?: string, name: string}} Colleague
 * @typedef {{by: Colleague, outcome: string, reason: string}} Again  why a call is offered once more; reason is in the user's language
 * @typedef {object} Offer
 * @property {string} callId
 * @property {{id: string, name: string}} group
 * @property {Caller} caller
 * @property {string} [dialed]
 * @property {string} since
 * @property {string | null} [queue]  of the PBX that the caller is in
 * @property {Match[]} parties
 * @property {Record<string, string>} [variables]  of the dialplan, by name
 * @property {number} matchCount
 * @property {boolean} [claimable]  false if only the queue gives it to agents
 * @property {number} [callsAtOnce]  how many calls an agent of the group may have
 * @property {Earlier | null} [earlier]
 * @property {Again | null} [again]
 *
 * Calls with this person before: how many, and the newest of them. `with` is a colleague's name or ''.
 * @typedef {{count: number, last: {at: string, direction: string, outcome: string | null, reason: string | null, with: string}}} Earlier
 *
 * What the browser adds to an offer: `claiming` while the server decides, `refusal` if the claim failed, `over` once it has ended.
 * @typedef {Offer & {claiming?: boolean, refusal?: string, over?: Over}} ShownOffer
 * @typedef {{outcome: 'CLAIMED' | 'ABANDONED' | 'TIMEOUT' | 'WITHDRAWN' | 'UNAVAILABLE', by: Colleague | null}} Over
 */
export {};
