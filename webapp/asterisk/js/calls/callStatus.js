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
/** @import {Over} from '../offers/types.js' */
/** @import {ShownCall} from '../state/types.js' */
import { duration } from '../common/time.js';

/**
 * Returns the state of a call in one word, or how it ended. Who has talked knows how it ended, unless the PBX was lost.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {ShownCall} call
 */
export function statusText(labels, call) {
  if (call.state === 'ENDED') {
    return call.answeredAt && !call.lost ? labels('ended') : call.reason || labels('ended');
  }
  return labels(`state${call.state}`);
}

/**
 * Returns the time since the call was answered, or since it started; of a call that ended the time that it took.
 *
 * @param {ShownCall} call
 * @param {number} now  ms since 1970
 * @returns {string} '' for a call that ended unanswered
 */
export function timeText(call, now) {
  if (call.state === 'ENDED' && !call.answeredAt) {
    return '';
  }
  const end = call.endedAt ? new Date(call.endedAt).getTime() : now;
  return duration(end - new Date(call.answeredAt ?? call.startedAt).getTime());
}

/**
 * @param {ShownCall} call
 * @returns {import('../common/parts.js').Tone}
 */
export function statusTone(call) {
  switch (call.state) {
    case 'TALKING': return 'good';
    case 'ENDED': return call.answeredAt ? 'plain' : 'bad';
    default: return 'warn';
  }
}

/**
 * Returns the state and the time of a call in one line.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {ShownCall} call
 * @param {number} now  ms since 1970
 */
export function progressText(labels, call, now) {
  if (call.direction === 'INBOUND' && call.state === 'RINGING') {
    return labels('yourPhoneRings');
  }
  return [statusText(labels, call), timeText(call, now)].filter(Boolean).join(' · ');
}

/**
 * @param {import('../common/labels.js').Labels} labels
 * @param {Over} over
 */
export function outcomeText(labels, over) {
  if (over.outcome === 'CLAIMED') {
    return over.by ? labels('overCLAIMED', { name: over.by.name }) : labels('overWITHDRAWN');
  }
  return labels(`over${over.outcome}`);
}
