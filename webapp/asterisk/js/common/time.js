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
 * The server's time, estimated from its answers: clocks of desktop computers are often wrong by minutes, which would make wait times
 * wrong. Differences up to two seconds are ignored, as the answers have whole seconds only.
 *
 * @param {() => number} [local]  ms since 1970
 */
export function createClock(local = Date.now) {
  let ahead = 0;
  return {
    now: () => local() + ahead,
    /** @param {Date} serverTime  from the answer that just arrived */
    heard(serverTime) {
      const difference = serverTime.getTime() - local();
      ahead = Math.abs(difference) > 2000 ? difference : 0;
    },
  };
}

/**
 * @param {number} ms  negative counts as 0
 * @returns {string} `0:07`, `12:30`, `1:02:03`
 */
export function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, index) => (index ? String(part).padStart(2, '0') : String(part))).join(':');
}

/**
 * @param {string} locale
 * @returns {(time: string) => string} formats an ISO-8601 time in the locale
 */
export function timeOfDay(locale) {
  const format = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  return (time) => format.format(new Date(time));
}

/**
 * @param {string} locale
 * @param {() => Date} [now]
 * @returns {(time: string) => string} as {@link timeOfDay}, preceded by the day if that is not today
 */
export function moment(locale, now = () => new Date()) {
  const clock = timeOfDay(locale);
  const sameYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const otherYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  return (time) => {
    const date = new Date(time);
    const today = now();
    if (date.toDateString() === today.toDateString()) {
      return clock(time);
    }
    return `${(date.getFullYear() === today.getFullYear() ? sameYear : otherYear).format(date)}, ${clock(time)}`;
  };
}
