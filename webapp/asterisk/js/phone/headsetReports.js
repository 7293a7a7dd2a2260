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
 * Where the buttons and lamps of a HID device are in its reports.
 *
 * @typedef {{reportId: number, bit: number}} Bit
 */

/**
 * @param {any} device
 * @param {'inputReports' | 'outputReports'} kind
 * @returns {Map<number, Bit>} by usage, with the page in the upper 16 bits
 */
export function bitsOf(device, kind) {
  const bits = new Map();
  reportsOf(device, kind).forEach(({ reportId, items }) => {
    let bit = 0;
    items.forEach((/** @type {any} */ item) => {
      usagesOf(item).forEach((usage, index) => bits.set(usage, { reportId, bit: bit + index * item.reportSize }));
      bit += item.reportSize * item.reportCount;
    });
  });
  return bits;
}

/**
 * @param {Bit | undefined} place
 * @param {number} reportId
 * @param {DataView} data
 * @returns {boolean | undefined} undefined where this report doesn't say it
 */
export function isSet(place, reportId, data) {
  return place?.reportId === reportId && place.bit < data.byteLength * 8 ? (data.getUint8(place.bit >> 3) >> (place.bit & 7) & 1) === 1 : undefined;
}

/**
 * The reports that light these lamps and no others.
 *
 * @param {any} device
 * @param {Set<any>} lit  usages
 * @returns {[number, Uint8Array][]} by id of the report
 */
export function reportWith(device, lit) {
  const bits = bitsOf(device, 'outputReports');
  return reportsOf(device, 'outputReports').map(({ reportId, items }) => {
    const size = items.reduce((/** @type {number} */ sum, /** @type {any} */ item) => sum + item.reportSize * item.reportCount, 0);
    const bytes = new Uint8Array(Math.ceil(size / 8));
    [...bits].filter(([usage, place]) => place.reportId === reportId && lit.has(usage)).forEach(([, { bit }]) => {
      bytes[bit >> 3] |= 1 << (bit & 7);
    });
    return [reportId, bytes];
  });
}

/**
 * @param {any} device
 * @param {string} kind
 * @returns {{reportId: number, items: any[]}[]}
 */
function reportsOf(device, kind) {
  return (device.collections ?? []).flatMap((/** @type {any} */ collection) => collection[kind] ?? []);
}

/**
 * @param {any} item
 * @returns {number[]} one for each of its values
 */
function usagesOf(item) {
  if (!item.isRange) {
    return (item.usages ?? []).slice(0, item.reportCount);
  }
  return Array.from({ length: Math.min(item.reportCount, item.usageMaximum - item.usageMinimum + 1) }, (_, index) => item.usageMinimum + index);
}
