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
 * Someone to call back: a customer whose calls were missed, or who asked for a call. Times are ISO-8601 text as sent.
 *
 * @typedef {object} Callback
 * @property {string} callbackTaskId
 * @property {string} number  as it can be dialed
 * @property {string} display
 * @property {string} name  '' if unknown
 * @property {string | null} partyId
 * @property {string | null} url  the customer's page
 * @property {string | null} group  whose members call back
 * @property {string | null} owner  the person who calls back, without a group
 * @property {boolean} requested  whether the customer asked for it
 * @property {number} missedCount
 * @property {string} since
 * @property {string} lastAt
 * @property {string | null} dueAt  null for as soon as possible
 * @property {string | null} claimedBy
 * @property {boolean} mine
 * @property {boolean} editable  whether the user may release and close it
 * @property {string | null} callId  of the automatic attempt that goes on, whose agent has claimed the callback
 * @property {number} attempts  automatic ones, the one that goes on included
 * @property {string | null} lastAttemptAt
 * @property {string | null} nextAttemptAt
 * @property {string | null} byHand  why nothing is tried automatically any more
 * @property {number | null} [place]  in line, if the group calls automatically
 */
export {};
