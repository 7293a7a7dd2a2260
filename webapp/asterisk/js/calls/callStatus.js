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
/** @import {Over, ShownCall} from '../state/types.js' */
import { duration } from '../common/time.js';

/**
 * Returns the status of a call.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {ShownCall} call
 * @param {number} now
 */
export function progressText(labels, call, now) {
  const end = call.endedAt ? new Date(call.endedAt).getTime() : now;
  const time = duration(end - new Date(call.answeredAt ?? call.startedAt).getTime());
  if (call.state === 'ENDED') {
    return call.answeredAt ? labels('ended', { time }) : call.reason || labels('endedUnanswered');
  }
  if (call.direction === 'INBOUND' && call.state === 'RINGING') {
    return labels('yourPhoneRings');
  }
  return labels(`state${call.state}`, { time });
}

/**
 * Returns how an offer ended.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {Over} over
 */
export function outcomeText(labels, over) {
  if (over.outcome === 'CLAIMED') {
    return over.by ? labels('overCLAIMED', { name: over.by.name }) : labels('overWITHDRAWN');
  }
  return labels(`over${over.outcome}`);
}
