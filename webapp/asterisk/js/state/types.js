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
/** @import {Caller, Match, Offer, Over, ShownOffer} from '../offers/types.js' */

/**
 * Types shared by the modules. Messages follow docs/push-protocol.md; times are ISO-8601 text as sent.
 *
 * @typedef {'DIALING' | 'RINGING' | 'WAITING' | 'TALKING' | 'HELD' | 'ENDED'} CallState
 *
 * @typedef {object} Call
 * @property {string} callId
 * @property {'INBOUND' | 'OUTBOUND' | 'INTERNAL'} direction
 * @property {CallState} state
 * @property {Party} party  the other party, and the page to open
 * @property {string} startedAt
 * @property {string | null} [answeredAt]
 * @property {string | null} [endedAt]
 * @property {string | null} [outcome]
 * @property {string | null} [reason]  how it ended, in the user's language
 * @property {boolean} [lost]  whether it was lost with its PBX
 * @property {Record<string, string>} [variables]  of the dialplan, by name
 *
 * @typedef {Caller & {parties?: Match[], url?: string}} Party
 * @typedef {Call & {hangingUp?: boolean, refusal?: string}} ShownCall
 * @typedef {{parties: Match[], url: string}} Page  answer to GURL: possible parties, and the page to open
 *
 * What can be done with a call now, as the server sends it; the browser adds what is under way and what came of it.
 * @typedef {object} Controls
 * @property {string} callId
 * @property {string[]} offered
 * @property {boolean} held
 * @property {{with: string, state: 'RINGING' | 'TALKING' | 'HELD'} | null} consultation
 * @property {boolean} conference
 * @property {'OFF' | 'ON' | 'PAUSED' | 'REFUSED'} recording
 * @typedef {Omit<Controls, 'callId'> & {busy?: string, refusal?: string, space?: string}} ShownControls
 * @typedef {{callId: string, space: string, number: string, name: string, by: string, since: string}} ParkedCall
 *
 * @typedef {{id: string, name: string}} Choice  name is in the user's language
 * @typedef {'SIGNED_OUT' | 'AVAILABLE' | 'PAUSED'} ChosenState
 * @typedef {'SIGNED_OUT' | 'AVAILABLE' | 'PAUSED' | 'RINGING' | 'TALKING' | 'WRAP_UP'} AgentStatus
 *
 * The agent's state. `choice` is the state chosen by the user, which applies again after calls and wrap-up.
 * @typedef {object} Agent
 * @property {AgentStatus} state
 * @property {string} since
 * @property {{state: ChosenState, reason: Choice | null}} choice
 * @property {{group: string, reason: Choice, since: string}[]} pauses  in single groups, by id
 * @property {{callId: string, group: {id: string, name: string}, until: string, dispositionRequired: boolean} | null} wrapUp
 *
 * A colleague: `reason` of a pause, `with` the other end of the call for supervisors, `number` '' without a phone.
 * @typedef {object} TeamMember
 * @property {string} partyId
 * @property {string} name
 * @property {string} number
 * @property {AgentStatus} state
 * @property {string | null} reason
 * @property {string | null} since
 * @property {string | null} with
 * @property {string | null} rings  callId of a call that can be picked up
 *
 * @typedef {'MEMBER' | 'PAUSED' | 'JOIN_PENDING' | 'PAUSE_PENDING' | 'RESUME_PENDING' | 'REMOVED_ON_PBX' | 'REFUSED' | 'UNKNOWN'} StandingState
 * @typedef {{group: string, queue: string, state: StandingState}} Standing  how the user is in a queue, as the PBX confirmed it; group is its id
 *
 * @typedef {{peerId: string, name: string, state: string}} Extension  a phone of the user; states are those of PeerStates
 *
 * The notes of a call, with the names of saveCallWriteUp.
 * @typedef {{subject: string, note: string, reason: string, disposition: string, accountCode?: string}} WriteUpFields
 * @typedef {'LOADING' | 'SAVED' | 'DIRTY' | 'SAVING' | 'FAILED'} Saving
 *
 * @typedef {object} WriteUp
 * @property {WriteUpFields} fields
 * @property {Saving} saving  DIRTY: changed and not sent yet
 * @property {string} refusal  why it was not saved, as a message
 * @property {boolean} editing  one of its fields has the focus
 * @property {import('../common/accountCode.js').Accounts} [accounts]  what the call can be charged to
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
 * @typedef {object} PastCall  a row of the call history, as pastCalls returns it
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
 * @property {string} [accountCode]  what it is charged to
 * @property {string | null} [recordingUrl]
 * @property {string | null} [detailsUrl]  the page of this call
 * @property {boolean} [missed]  an incoming call that was not answered
 * @property {{open: boolean, by: string | null, at: string | null, outcomeText: string | null} | null} [callback]  the callback of a missed call
 * @property {string | null} [returnedAt]  when an agent talked to the customer of a missed call again
 * @property {number | null} [talkSeconds]  talk time with the customer
 * @property {string | null} [communicationUrl]  the page of its CommEvent
 *
 * One answer of pastCalls. `lookedBackTo`: the search stopped early and covers the calls since then.
 * @typedef {{calls: PastCall[], next: string | null, lookedBackTo: string | null}} CallPage
 *
 * @typedef {object} PastCalls
 * @property {import('./historyFilter.js').Filter} filter
 * @property {PastCall[] | null} calls  newest first; null until they were loaded once
 * @property {string | null} next  where older ones begin; null when there are none
 * @property {string | null} lookedBackTo
 * @property {boolean} extended  whether the user has loaded older calls
 * @property {boolean} busy
 * @property {boolean} failed
 * @property {string} refusal  why the server rejected this filter
 *
 * A suggestion of the dial field. Colleagues have a phone state, recent calls an outcome.
 * @typedef {object} DialEntry
 * @property {'COLLEAGUE' | 'PARTY' | 'NUMBER' | 'RECENT' | 'DIRECTORY'} kind  NUMBER: what the letters of the text are on a phone's keys
 * @property {string} name
 * @property {string} number  as it can be dialed
 * @property {string} display
 * @property {string | null} [partyId]
 * @property {string | null} [contactMechId]
 * @property {string} [state]
 * @property {string} [stateText]
 * @property {string} [detail]  title or department, from the LDAP directory
 * @property {string} [direction]
 * @property {string} [startedAt]
 * @property {string | null} [outcomeText]
 * @property {boolean} [missed]
 *
 * Suggestions for `text`. `warning` says why this number is not allowed; `last` is the last call of the user.
 * @typedef {{text: string | null, entries: DialEntry[], warning: string, last: DialEntry | null,
 *   accounts?: import('../common/accountCode.js').Accounts, services?: import('../dialing/outboundService.js').OutboundService[]}} Suggested
 *
 * The state of the connection. SIGNED_OUT, REPLACED, REFUSED and LOCKED stay until the user acts.
 * @typedef {'CONNECTING' | 'CONNECTED' | 'WAITING' | 'SIGNED_OUT' | 'REPLACED' | 'REFUSED' | 'LOCKED'} LinkPhase
 * @typedef {{phase: LinkPhase, retryAt?: number}} Link  retryAt: ms since 1970, by this browser's clock
 *
 * @typedef {{from: string, text: string, at: string}} Message
 *
 * Figures of calls; times in seconds.
 * @typedef {{answered: number, inTime: number, abandoned: number, shortAbandoned: number, counted: number, levelCalls: number,
 *   wait: number, talk: number}} BoardTally
 * @typedef {Record<string, 'WARNING' | 'ALARM'>} BoardLevels  by figure
 * @typedef {'WITHOUT_SHORT_ABANDONS' | 'ALL_OFFERED' | 'WITHOUT_ABANDONS' | 'ANSWERED_ONLY'} ServiceLevelFormula
 * @typedef {{id: string, name: string, waiting: number, longest: string | null, agents: Record<string, number>, target: number,
 *   shortAbandon: number, formula: ServiceLevelFormula, today: BoardTally, recent: BoardTally, trend: number, levels: BoardLevels}} BoardGroup
 * @typedef {{partyId: string, name: string, groups: string[], state: TeamMember['state'], reason: string | null, since: string | null,
 *   wrapUp: string | null, call: {callId: string, with: string, group: string | null, held: boolean} | null, calls: number, talk: number,
 *   missed: number}} BoardAgent
 * @typedef {{callId: string, server: string, direction: string, state: string, from: string, fromName: string, to: string, group: string | null,
 *   agent: string, since: string, answeredAt: string | null, parked: string | null, help?: string | null}} BoardCall
 * @typedef {{at: string, scope: 'ALL' | 'SOME' | 'OWN', groups: BoardGroup[], agents: BoardAgent[], calls: BoardCall[]}} Board
 *
 * @typedef {object} State
 * @property {Link} link
 * @property {Hello['user'] | null} user
 * @property {Hello['extension']} extension
 * @property {Extension[]} extensions
 * @property {string} language  of messages from the server; empty before HELLO
 * @property {'CONNECTED' | 'AWAY' | null} pbx  whether the user's PBX can be reached
 * @property {Agent | null} agent
 * @property {Choice[]} pauseReasons
 * @property {{busy: boolean, refusal: string}} agentRequest  the last request to change the agent's state
 * @property {Record<string, WriteUp>} writeUps  by callId
 * @property {Hello['groups']} groups
 * @property {Standing[]} queues  of the user; none without a queue
 * @property {GroupHours[]} hours  of the user's groups that have opening hours
 * @property {ShownOffer[]} offers  longest waiting first
 * @property {ShownCall[]} calls    oldest first
 * @property {Record<string, ShownControls>} controls  by callId
 * @property {ParkedCall[]} parked  longest waiting first
 * @property {Record<string, Page>} pages  by callId
 * @property {{busy: boolean, refusal: string}} dial
 * @property {Suggested} suggestions
 * @property {PastCalls} history
 * @property {Tab} tab
 * @property {TeamMember[]} team  by name
 * @property {Message[]} messages  of supervisors, oldest first
 * @property {import('./openedState.js').OpenedPage[]} opened  of call actions, oldest first
 * @property {number} openedCount  how many there have been
 * @property {Board | null} board  the wallboard, once a page has asked for it
 * @property {number} saved  how often the server has said that calls of the history were saved
 * @property {number} callbacks  the same of callbacks that changed
 * @property {number} voicemail  the same of mailboxes that changed
 *
 * @typedef {{id: string, open: boolean, until: string | null}} GroupHours
 *
 * What the hub says about this page: whether it is the one that rings and notifies, and whether any page of this browser has the focus.
 * @typedef {{active: boolean, focused: boolean}} Tab
 *
 * A change of the state: a message of the server, or an action in the browser.
 * @typedef {Hello
 *   | ({type: 'NC'} & Offer)
 *   | ({type: 'OC', callId: string} & Over)
 *   | ({type: 'CALL'} & Call)
 *   | ({type: 'AGENT'} & Agent)
 *   | {type: 'EXTENSIONS', extension: Hello['extension'], extensions: Extension[]}
 *   | {type: 'QUEUES', queues: Standing[]}
 *   | {type: 'HOURS', groups: GroupHours[]}
 *   | {type: 'SAVED'}
 *   | {type: 'CALLBACKS'}
 *   | {type: 'VOICEMAIL'}
 *   | {type: 'OPEN', callId: string, url: string, panel: boolean} | {type: 'OPENED_CLOSED', number: number}
 *   | {type: 'TEAM', all: boolean, members: TeamMember[]}
 *   | ({type: 'MESSAGE'} & Message)
 *   | {type: 'MESSAGE_SEEN', at: string}
 *   | ({type: 'WALLBOARD', all: boolean, gone: {groups: string[], agents: string[], calls: string[]}} & Board)
 *   | {type: 'PBX', state: 'CONNECTED' | 'AWAY'}
 *   | ({type: 'CONTROLS'} & Controls)
 *   | {type: 'CONTROLLING', callId: string, action: string}
 *   | {type: 'CONTROLLED', callId: string, space?: string}
 *   | {type: 'CONTROL_REFUSED', callId: string, message: string}
 *   | {type: 'PARKED', calls: ParkedCall[]}
 *   | {type: 'ASKING'}
 *   | {type: 'ASKED'}
 *   | {type: 'ASK_REFUSED', message: string}
 *   | {type: 'WRITE_UP', callId: string, fields: WriteUpFields, accounts?: import('../common/accountCode.js').Accounts,
 *     reasons: Choice[], dispositions: Choice[], call: PastCall | null}
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
 *   | {type: 'DIALING' | 'DIALED'}
 *   | {type: 'DIAL_REFUSED', message: string}
 *   | {type: 'SUGGESTED', text: string, entries: DialEntry[], warning: string, accounts?: import('../common/accountCode.js').Accounts,
 *     services?: import('../dialing/outboundService.js').OutboundService[]}
 *   | {type: 'FILTERED', filter: import('./historyFilter.js').Filter}
 *   | {type: 'HISTORY_ASKED'}
 *   | ({type: 'HISTORY', part: 'FIRST' | 'HEAD' | 'MORE'} & CallPage)
 *   | {type: 'HISTORY_FAILED', message: string}
 *   | {type: 'EXPIRED', callId: string}} Change
 */
export {};
