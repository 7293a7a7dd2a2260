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
import { callerName } from '../common/callerName.js';
import { setText } from '../common/dom.js';
import { newOffers } from '../state/offers.js';

/** Of more calls at once only the number is told: to read out fifty names takes minutes. */
const MOST_NAMES = 3;

/**
 * Announces new offers to screen readers, each once.
 *
 * @param {HTMLElement} liveRegion
 * @param {import('../common/labels.js').Labels} labels
 * @returns {(state: State, before: State) => void}
 */
export function createLiveRegion(liveRegion, labels) {
  return (state, before) => {
    const words = newOffers(state, before)
      .map((offer) => labels('announce', { group: offer.group.name, name: callerName(labels, offer.caller, offer.parties).name }));
    if (words.length) {
      setText(liveRegion, words.length > MOST_NAMES ? labels('announceMany', { count: words.length }) : words.join('. '));
    }
  };
}
