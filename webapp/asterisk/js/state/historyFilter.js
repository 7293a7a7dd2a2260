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
 * The filter of the call history. Days have the format of `<input type="date">`; `from` '' means today, `to` '' means until now.
 *
 * @typedef {{from: string, to: string, direction: string, outcome: string, agentPartyId: string, accountCode: string, text: string}} Filter
 */

/** @type {Filter} */
const EVERYTHING_TODAY = Object.freeze({ from: '', to: '', direction: '', outcome: '', agentPartyId: '', accountCode: '', text: '' });
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @returns {Filter} */
export function todaysFilter() {
  return { ...EVERYTHING_TODAY };
}

/**
 * Reads the filter from the fragment of the page's address, so that it survives a reload and can be bookmarked.
 *
 * @param {string} hash
 * @returns {Filter}
 */
export function readFilter(hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const filter = todaysFilter();
  Object.keys(filter).forEach((key) => {
    const value = fields.get(key) ?? '';
    filter[/** @type {keyof Filter} */ (key)] = ['from', 'to'].includes(key) && !isDay(value) ? '' : value.slice(0, 100);
  });
  return filter;
}

/**
 * @param {Filter} filter
 * @returns {string} the fragment that {@link readFilter} reads; '' for today's calls
 */
export function writeFilter(filter) {
  const set = Object.entries(filter).filter(([, value]) => value !== '');
  return set.length ? `#${new URLSearchParams(set)}` : '';
}

/**
 * Returns the parameters of the request. Days begin in the user's time zone.
 *
 * @param {Filter} filter
 * @param {Date} now
 * @returns {Record<string, string>}
 */
export function queryOf({ from, to, ...others }, now) {
  const query = Object.entries(others).map(([key, value]) => [key, value.trim()]).filter(([, value]) => value !== '');
  query.push(['from', midnight(from || dayOf(now)).toISOString()]);
  if (to) {
    query.push(['thru', midnight(to, 1).toISOString()]);
  }
  return Object.fromEntries(query);
}

/**
 * @param {Date} date
 * @returns {string} the day in the user's time zone, in the format of `<input type="date">`
 */
export function dayOf(date) {
  const part = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

/** @param {string} text */
function isDay(text) {
  return DAY.test(text) && !Number.isNaN(midnight(text).getTime());
}

/**
 * The first moment of a day: 1 o'clock where clocks are put forward at midnight. The following day is calculated from its own date, as
 * adding to a first moment of 1 o'clock would keep 1 o'clock.
 *
 * @param {string} day
 * @param {number} [later]  days later
 */
function midnight(day, later = 0) {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later);
}
