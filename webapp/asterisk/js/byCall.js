/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */

/**
 * @template T
 * @param {Record<string, T>} byCall
 * @param {Set<string | undefined>} callIds
 * @returns {Record<string, T>}
 */
export function only(byCall, callIds) {
  return Object.fromEntries(Object.entries(byCall).filter(([callId]) => callIds.has(callId)));
}

/**
 * @template T
 * @param {Record<string, T>} byCall
 * @param {string} callId
 * @returns {Record<string, T>}
 */
export function without(byCall, callId) {
  const { [callId]: gone, ...others } = byCall;
  return others;
}
