/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */

/** @typedef {(key: string, values?: Record<string, string | number>) => string} Labels */

/**
 * The words of the page, in the user's language: hidden elements `data-label="key"` that the server rendered.
 *
 * @param {ParentNode} page
 * @returns {Labels} gives the text of a key, its `{name}` places filled in; a key without text gives itself
 */
export function readLabels(page) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  page.querySelectorAll('[data-label]').forEach((element) => {
    texts.set(element.getAttribute('data-label') ?? '', element.textContent?.trim() ?? '');
  });
  return labelsOf(texts);
}

/**
 * @param {Map<string, string>} texts
 * @returns {Labels}
 */
export function labelsOf(texts) {
  return (key, values = {}) => (texts.get(key) ?? key).replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}
