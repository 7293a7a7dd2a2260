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
 * What is measured of a call: totals since its begin, as RTCPeerConnection.getStats has them.
 *
 * @typedef {object} Measure
 * @property {number} received  packets
 * @property {number} lost  packets
 * @property {number} jitter  s
 * @property {number} roundTrip  s
 */

/**
 * Reads the totals of the one audio stream.
 *
 * @param {Iterable<any>} reports  of getStats
 * @returns {Measure | null} null before the first packet
 */
export function measureOf(reports) {
  /** @type {Measure | null} */
  let measure = null;
  let roundTrip = 0;
  for (const report of reports) {
    if (report.type === 'inbound-rtp' && report.kind === 'audio') {
      measure = { received: report.packetsReceived ?? 0, lost: Math.max(0, report.packetsLost ?? 0), jitter: report.jitter ?? 0, roundTrip: 0 };
    } else if (report.type === 'candidate-pair' && report.nominated && report.currentRoundTripTime !== undefined) {
      roundTrip = report.currentRoundTripTime;
    }
  }
  return measure && { ...measure, roundTrip };
}

/** R of a call without any impairment, with the delay of coding and the buffer against jitter, ms (ITU-T G.107, default values). */
const BEST = 93.2;
const OWN_DELAY = 40;
/** Above this delay, ms, people begin to talk at the same time. */
const NOTICED = 177.3;

/**
 * Estimates the mean opinion score of what was heard between two measures, by the E-model (ITU-T G.107) for random loss with concealment.
 *
 * @param {Measure} before
 * @param {Measure} now
 * @returns {number | null} 1 to 4.5; null if nothing was expected in between
 */
export function mosOf(before, now) {
  const lost = Math.max(0, now.lost - before.lost);
  const expected = now.received - before.received + lost;
  if (expected <= 0) {
    return null;
  }
  const delay = now.roundTrip * 500 + now.jitter * 2000 + OWN_DELAY;
  const late = 0.024 * delay + (delay > NOTICED ? 0.11 * (delay - NOTICED) : 0);
  const share = 100 * lost / expected;
  const r = Math.min(100, Math.max(0, BEST - late - 95 * share / (share + 19)));
  return Math.round((1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r)) * 100) / 100;
}

/**
 * What a call was like, as it is kept.
 *
 * @typedef {object} Quality
 * @property {number} seconds  with sound
 * @property {number} mos  mean of the estimates, 1 to 4.5
 * @property {number} worstMos
 * @property {number} lost  % of the packets
 * @property {number} jitter  mean, ms
 * @property {number} roundTrip  mean, ms
 * @property {number} packets  that were expected
 */

/** @returns {Quality} */
export function noQuality() {
  return { seconds: 0, mos: 0, worstMos: 0, lost: 0, jitter: 0, roundTrip: 0, packets: 0 };
}

/**
 * Adds what was heard between two measures. Pure.
 *
 * @param {Quality} quality  so far
 * @param {Measure} before
 * @param {Measure} now
 * @param {number} seconds  between them
 * @returns {Quality}
 */
export function addMeasure(quality, before, now, seconds) {
  const mos = mosOf(before, now);
  if (mos === null) {
    return quality;
  }
  const lost = Math.max(0, now.lost - before.lost);
  const expected = now.received - before.received + lost;
  /** @param {number} sofar @param {number} here */
  const mean = (sofar, here) => (sofar * quality.seconds + here * seconds) / (quality.seconds + seconds);
  const packets = quality.packets + expected;
  return {
    seconds: quality.seconds + seconds,
    mos: mean(quality.mos, mos),
    worstMos: quality.seconds === 0 ? mos : Math.min(quality.worstMos, mos),
    lost: (quality.lost * quality.packets + 100 * lost) / packets,
    jitter: mean(quality.jitter, now.jitter * 1_000),
    roundTrip: mean(quality.roundTrip, now.roundTrip * 1_000),
    packets,
  };
}

/**
 * As the server keeps it: whole numbers.
 *
 * @param {Quality} quality
 * @returns {Record<string, string>}
 */
export function sentQuality({ seconds, mos, worstMos, lost, jitter, roundTrip }) {
  const whole = { soundSeconds: seconds, score: mos * 100, worstScore: worstMos * 100, lostPerMille: lost * 10, jitterMillis: jitter,
    roundTripMillis: roundTrip };
  return Object.fromEntries(Object.entries(whole).map(([name, value]) => [name, String(Math.round(value))]));
}

/**
 * Bars for a score: 4 good, 3 fair, 2 poor, 1 bad.
 *
 * @param {number | null} mos
 */
export function barsOf(mos) {
  return mos === null ? 0 : [3.1, 3.6, 4].filter((least) => mos >= least).length + 1;
}
