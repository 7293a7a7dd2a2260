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
 * The words the console's modules share. Messages follow docs/push-protocol.md; times are ISO-8601 text as sent.
 *
 * @typedef {{partyId: string, name: string, url: string}} Match  a party known by the caller's number
 * @typedef {{number: string, e164?: string, display?: string, name?: string, matchedOn?: string}} Caller
 * @typedef {{partyId?: string, userLoginId?: string, name: string}} Colleague
 * @typedef {{by: Colleague, outcome: string, reason: string}} Again  why a call is offered once more; reason is in the user's language
 *
 * @typedef {object} Offer
 * @property {string} callId
 * @property {{id: string, name: string}} group
 * @property {Caller} caller
 * @property {string} [dialed]
 * @property {string} since
 * @property {Match[]} parties
 * @property {number} matchCount
 * @property {Earlier | null} [earlier]
 * @property {Again | null} [again]
 *
 * Calls with this person before: how many, and the newest of them. `with` is a colleague's name or ''.
 * @typedef {{count: number, last: {at: string, direction: string, outcome: string | null, reason: string | null, with: string}}} Earlier
 *
 * What this browser adds to an offer: `claiming` while the server decides, `refusal` when it said no, `over` once it is gone.
 * @typedef {Offer & {claiming?: boolean, refusal?: string, over?: Over}} ShownOffer
 * @typedef {{outcome: 'CLAIMED' | 'ABANDONED' | 'TIMEOUT' | 'WITHDRAWN' | 'UNAVAILABLE', by: Colleague | null}} Over
 *
 * @typedef {'DIALING' | 'RINGING' | 'WAITING' | 'TALKING' | 'HELD' | 'ENDED'} CallState
 *
 * @typedef {object} Call
 * @property {string} callId
 * @property {'INBOUND' | 'OUTBOUND' | 'INTERNAL'} direction
 * @property {CallState} state
 * @property {Party} party  who is at the other end, and the page to open
 * @property {string} startedAt
 * @property {string | null} [answeredAt]
 * @property {string | null} [endedAt]
 * @property {string | null} [outcome]
 * @property {string | null} [reason]  how it ended, in the user's language
 *
 * @typedef {Caller & {parties?: Match[], url?: string}} Party
 * @typedef {Call & {hangingUp?: boolean, refusal?: string}} ShownCall
 *
 * @typedef {{parties: Match[], url: string}} Page  what GURL answered: who it may be, and the page to open
 *
 * @typedef {{id: string, name: string}} Choice  name is in the user's language
 * @typedef {'SIGNED_OUT' | 'AVAILABLE' | 'PAUSED'} ChosenState
 * @typedef {'SIGNED_OUT' | 'AVAILABLE' | 'PAUSED' | 'RINGING' | 'TALKING' | 'WRAP_UP'} AgentStatus
 *
 * What the user does as an agent. `choice` goes on behind calls and wrap-up.
 * @typedef {object} Agent
 * @property {AgentStatus} state
 * @property {string} since
 * @property {{state: ChosenState, reason: Choice | null}} choice
 * @property {{callId: string, group: {id: string, name: string}, until: string, dispositionRequired: boolean} | null} wrapUp
 *
 * @typedef {{peerId: string, name: string, state: string}} Extension  a phone of the user's own; state as PeerStates has it
 *
 * What is written about a call, by the names of saveCallWriteUp.
 * @typedef {{subject: string, note: string, reason: string, disposition: string}} WriteUpFields
 * @typedef {'LOADING' | 'SAVED' | 'DIRTY' | 'SAVING' | 'FAILED'} Saving
 *
 * @typedef {object} WriteUp
 * @property {WriteUpFields} fields
 * @property {Saving} saving  DIRTY: typed and not yet sent
 * @property {string} refusal  why it is not saved, in words
 * @property {boolean} editing  the user is in one of its fields
 * @property {Choice[]} reasons
 * @property {Choice[]} dispositions
 *
 * @typedef {object} Hello
 * @property {'HELLO'} type
 * @property {number} protocol
 * @property {string} [language]
 * @property {{userLoginId: string, partyId: string, name: string}} user
 * @property {Agent | null} [agent]  null for a user who may not take calls
 * @property {{peerId: string, name: string} | null} extension
 * @property {Extension[]} [extensions]
 * @property {'CONNECTED' | 'AWAY' | null} [pbx]
 * @property {Choice[]} [pauseReasons]
 * @property {{id: string, name: string, role: string}[]} groups
 * @property {(({type: 'NC'} & Offer) | ({type: 'CALL'} & Call))[]} calls
 *
 * @typedef {object} PastCall  a call of the past, as pastCalls tells it
 * @property {string} callId
 * @property {string} phoneCallId
 * @property {string} direction
 * @property {string} number
 * @property {string} [display]
 * @property {string} [name]
 * @property {string} [partyId]
 * @property {string} [url]
 * @property {string} startedAt
 * @property {string | null} [answeredAt]
 * @property {string | null} [endedAt]
 * @property {string | null} [outcome]
 * @property {string | null} [outcomeText]
 * @property {string | null} [agent]
 * @property {string | null} [recordingUrl]
 * @property {string | null} [detailsUrl]  the page of this call
 * @property {boolean} [missed]  somebody called, and whoever should have answered last did not
 * @property {string | null} [returnedAt]  when one of us and the customer of a missed call talked again
 * @property {number | null} [talkSeconds]  how long anybody talked to the customer
 * @property {string | null} [communicationUrl]  the page of its CommEvent
 *
 * One answer of pastCalls. `lookedBackTo`: it ended early, and looked at the calls since then.
 * @typedef {{calls: PastCall[], next: string | null, lookedBackTo: string | null}} CallPage
 *
 * @typedef {object} PastCalls
 * @property {import('./historyFilter.js').Filter} filter
 * @property {PastCall[] | null} calls  newest first; null until they were loaded once
 * @property {string | null} next  where older ones begin; null when there are none
 * @property {string | null} lookedBackTo
 * @property {boolean} busy
 * @property {boolean} failed
 * @property {string} refusal  why the server does not answer to this filter
 *
 * Somebody to call. Colleagues have the state of their phone, recent calls what became of them.
 * @typedef {object} DialEntry
 * @property {'COLLEAGUE' | 'PARTY' | 'RECENT'} kind
 * @property {string} name
 * @property {string} number  as it can be dialled
 * @property {string} display
 * @property {string | null} [partyId]
 * @property {string | null} [contactMechId]
 * @property {string} [state]
 * @property {string} [stateText]
 * @property {string} [direction]
 * @property {string} [startedAt]
 * @property {string | null} [outcomeText]
 * @property {boolean} [missed]
 *
 * What the server suggests: `text` is what it answers to, `warning` why that may not be called, `last` whom the user called last.
 * @typedef {{text: string | null, entries: DialEntry[], warning: string, last: DialEntry | null}} Suggested
 *
 * The socket as the user should know it. SIGNED_OUT, REPLACED and REFUSED stay until the user acts.
 * @typedef {'CONNECTING' | 'CONNECTED' | 'WAITING' | 'SIGNED_OUT' | 'REPLACED' | 'REFUSED'} LinkPhase
 * @typedef {{phase: LinkPhase, retryAt?: number}} Link  retryAt: ms since 1970, by this browser's clock
 *
 * @typedef {object} State
 * @property {Link} link
 * @property {Hello['user'] | null} user
 * @property {Hello['extension']} extension
 * @property {Extension[]} extensions
 * @property {string} language  of the server's words; empty until it spoke
 * @property {'CONNECTED' | 'AWAY' | null} pbx  whether the user's PBX can be reached
 * @property {Agent | null} agent
 * @property {Choice[]} pauseReasons
 * @property {{busy: boolean, refusal: string}} desk  what was asked about the agent's state last
 * @property {Record<string, WriteUp>} writeUps  by callId
 * @property {Hello['groups']} groups
 * @property {ShownOffer[]} offers  longest waiting first
 * @property {ShownCall[]} calls    oldest first
 * @property {Record<string, Page>} pages  by callId
 * @property {{busy: boolean, refusal: string}} dial
 * @property {Suggested} suggestions
 * @property {PastCalls} history
 * @property {Tab} tab
 *
 * What the hub says of this page: whether it is the one that rings and notifies, and whether the user looks at any page of ours.
 * @typedef {{duty: boolean, watched: boolean}} Tab
 *
 * What changes the state: what the server said, and what happened here.
 * @typedef {Hello
 *   | ({type: 'NC'} & Offer)
 *   | ({type: 'OC', callId: string} & Over)
 *   | ({type: 'CALL'} & Call)
 *   | ({type: 'AGENT'} & Agent)
 *   | {type: 'EXTENSIONS', extension: Hello['extension'], extensions: Extension[]}
 *   | {type: 'PBX', state: 'CONNECTED' | 'AWAY'}
 *   | {type: 'ASKING'}
 *   | {type: 'ASKED'}
 *   | {type: 'ASK_REFUSED', message: string}
 *   | {type: 'WRITE_UP', callId: string, fields: WriteUpFields, reasons: Choice[], dispositions: Choice[], call: PastCall | null}
 *   | {type: 'WRITE_UP_LOADING', callId: string}
 *   | {type: 'WRITE_UP_FAILED', callId: string, message: string}
 *   | {type: 'WRITING', callId: string, field: keyof WriteUpFields, value: string}
 *   | {type: 'EDITING', callId: string, editing: boolean}
 *   | {type: 'SAVING', callId: string}
 *   | {type: 'WRITTEN', callId: string}
 *   | {type: 'WRITE_REFUSED', callId: string, message: string}
 *   | {type: 'CALL_REFUSED', callId: string, message: string}
 *   | {type: 'LINK', link: Link}
 *   | {type: 'CLAIMING', callId: string}
 *   | {type: 'CLAIMED', callId: string}
 *   | {type: 'CLAIM_REFUSED', callId: string, message: string}
 *   | {type: 'HANGING_UP', callId: string}
 *   | {type: 'HANGUP_REFUSED', callId: string, message: string}
 *   | {type: 'PAGE', callId: string, page: Page}
 *   | {type: 'DIALING'}
 *   | {type: 'DIALED'}
 *   | {type: 'DIAL_REFUSED', message: string}
 *   | {type: 'SUGGESTED', text: string, entries: DialEntry[], warning: string}
 *   | {type: 'FILTERED', filter: import('./historyFilter.js').Filter}
 *   | {type: 'HISTORY_ASKED'}
 *   | ({type: 'HISTORY', part: 'FIRST' | 'HEAD' | 'MORE'} & CallPage)
 *   | {type: 'HISTORY_FAILED', message: string}
 *   | {type: 'FADED', callId: string}} Change
 */
export {};
