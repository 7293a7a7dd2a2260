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
/** @import {Over, ShownCall} from '../types.js' */
import { duration } from '../time.js';

/**
 * How a call stands.
 *
 * @param {import('../labels.js').Labels} labels
 * @param {ShownCall} call
 * @param {number} now
 */
export function progressWords(labels, call, now) {
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
 * What became of an offer.
 *
 * @param {import('../labels.js').Labels} labels
 * @param {Over} over
 */
export function overWords(labels, over) {
  if (over.outcome === 'CLAIMED') {
    return over.by ? labels('overCLAIMED', { name: over.by.name }) : labels('overWITHDRAWN');
  }
  return labels(`over${over.outcome}`);
}
