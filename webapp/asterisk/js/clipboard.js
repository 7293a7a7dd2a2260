/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */

/**
 * Copies text; where the browser gives the clipboard to nobody (pages that came by http), marks it instead.
 *
 * @param {HTMLElement} element  whose text it is
 * @param {string} text
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copyText(element, text) {
  const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  if (!copied) {
    if (element instanceof HTMLTextAreaElement) {
      element.select();
    } else {
      getSelection()?.selectAllChildren(element);
    }
  }
  return Boolean(copied);
}
