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
 * A message in a mailbox of the user or of one of their groups. Times are ISO-8601 text as sent.
 *
 * @typedef {object} Message
 * @property {string} boxId
 * @property {string} messageId
 * @property {string} leftAt
 * @property {string} number  as it can be dialed; '' for a withheld one
 * @property {string} display
 * @property {string} name  '' if unknown
 * @property {string | null} partyId
 * @property {string | null} url  the customer's page
 * @property {string | null} callbackTaskId  the open callback of this customer and owner
 * @property {number} seconds  how long it is
 * @property {'URGENT' | 'INBOX' | 'OLD' | 'DELETED'} folder
 *
 * @typedef {object} Box
 * @property {string} boxId
 * @property {string} name  of the group or phone
 * @property {boolean} ofGroup
 * @property {string} mailbox  number@context
 * @property {number | null} fresh  messages that nobody has heard; null if the PBX doesn't say
 * @property {number | null} heard
 * @property {boolean} readable  whether OFBiz can read the messages
 * @property {'GIVEN' | 'NOT_PERMITTED' | 'NOT_OFFERED' | 'UNKNOWN'} support  whether messages can be changed from here
 *
 * @typedef {object} Target  a mailbox to which messages can be forwarded
 * @property {string} boxId
 * @property {string} name  of the colleague or the group
 * @property {boolean} ofGroup
 *
 * @typedef {{boxes: Box[], messages: Message[], total: number}} Voicemail
 */
export {};
