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
/** @import {State} from '../state/types.js' */
import { waitingOffers } from '../state/offers.js';
import { currentCall } from '../state/shownCalls.js';

/**
 * The customer to show: of the current call, or without one of the call that waits longest. None while several contacts have the number.
 *
 * @param {State} state
 * @param {string | null} chosen  callId of the call that the user has chosen
 * @returns {{partyId: string, name: string, callId: string, waiting: boolean} | null}
 */
export function focusedCustomer(state, chosen) {
  const call = currentCall(state, chosen);
  const offer = call ? undefined : waitingOffers(state)[0];
  const parties = call?.party.parties ?? offer?.parties ?? [];
  const callId = call?.callId ?? offer?.callId ?? '';
  return parties.length === 1 ? { partyId: parties[0].partyId, name: parties[0].name, callId, waiting: offer !== undefined } : null;
}
