/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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
