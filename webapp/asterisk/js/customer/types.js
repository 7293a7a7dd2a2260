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
 * What the server knows of a customer (request customerCard). Parts that are not installed, or that the user may not see, are not there.
 *
 * @typedef {'ORDERS' | 'INVOICES' | 'CREDIT' | 'REQUESTS' | 'COMMUNICATIONS' | 'NOTES' | 'CLASSIFICATIONS'} PartName
 *
 * @typedef {object} CardRow
 * @property {string} id
 * @property {string} title  '' if it has none
 * @property {string} kind  id of the status or type
 * @property {string} [kindText]  in the user's language
 * @property {string} [amount]  decimal
 * @property {string} [currency]  ISO 4217
 * @property {string} [at]  ISO 8601: ordered, due, asked for, said or written
 * @property {string} [who]
 * @property {boolean} [incoming]
 * @property {string} url
 *
 * @typedef {{rows?: CardRow[], more?: boolean, failed?: boolean}} CardPart
 * @typedef {{order?: string, request?: string, email?: string, note: boolean, followUp: boolean, objection?: boolean}} CardActions
 * @typedef {{partyId: string, parts: Partial<Record<PartName, CardPart>>, actions: CardActions, objects?: boolean}} CustomerCard
 */
export {};
