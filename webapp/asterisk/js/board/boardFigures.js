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
/** @import {Board, BoardAgent, BoardGroup, BoardTally} from '../state/types.js' */

const PERCENT = 100;

/**
 * Percent of the calls that the group's formula counts that were answered in time, rounded down; null without calls.
 *
 * @param {BoardTally} tally
 */
export function serviceLevel({ inTime, levelCalls }) {
  return levelCalls === 0 ? null : Math.floor(inTime * PERCENT / levelCalls);
}

/**
 * Percent of the counted calls that were abandoned, short ones left out; null without calls.
 *
 * @param {BoardTally} tally
 */
export function abandonedShare({ abandoned, shortAbandoned, counted }) {
  return counted === 0 ? null : Math.floor((abandoned - shortAbandoned) * PERCENT / counted);
}

/**
 * @param {BoardTally[]} tallies
 * @returns {BoardTally}
 */
export function sum(tallies) {
  const none = { answered: 0, inTime: 0, abandoned: 0, shortAbandoned: 0, counted: 0, levelCalls: 0, wait: 0, talk: 0 };
  return tallies.reduce((one, other) => ({
    answered: one.answered + other.answered, inTime: one.inTime + other.inTime, abandoned: one.abandoned + other.abandoned,
    shortAbandoned: one.shortAbandoned + other.shortAbandoned, counted: one.counted + other.counted,
    levelCalls: one.levelCalls + other.levelCalls, wait: one.wait + other.wait, talk: one.talk + other.talk,
  }), none);
}

/**
 * The first of several times; null without any.
 *
 * @param {(string | null)[]} times
 */
export function earliest(times) {
  return times.reduce((one, other) => (one === null || other !== null && other < one ? other : one), null);
}

/**
 * How many agents are free, in a call, and neither but signed in. Each counts once, whatever groups they are in.
 *
 * @param {BoardAgent[]} agents
 */
export function occupation(agents) {
  const free = agents.filter(({ state }) => state === 'AVAILABLE').length;
  const inCall = agents.filter(({ state }) => state === 'TALKING' || state === 'RINGING').length;
  const away = agents.filter(({ state }) => state === 'PAUSED' || state === 'WRAP_UP').length;
  return { free, inCall, away };
}

/**
 * @param {BoardGroup} group
 * @returns {'NONE' | 'WARNING' | 'ALARM'} the worst of the group's figures
 */
export function worstLevel({ levels }) {
  const all = Object.values(levels);
  return all.includes('ALARM') ? 'ALARM' : all.includes('WARNING') ? 'WARNING' : 'NONE';
}

/**
 * The figures of groups that are at their limit, worst first.
 *
 * @param {Board} board
 * @returns {{group: BoardGroup, figure: string, level: 'WARNING' | 'ALARM'}[]}
 */
export function alarms({ groups }) {
  const all = groups.flatMap((group) => Object.entries(group.levels).map(([figure, level]) => ({ group, figure, level })));
  return [...all.filter(({ level }) => level === 'ALARM'), ...all.filter(({ level }) => level === 'WARNING')];
}
