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
/** @import {SpeedDial} from './speedDials.js' */

/**
 * Moves a speed dial to the place of another one of the same list: the user's own, or those of a group.
 *
 * @param {SpeedDial[]} dials
 * @param {string} id  of the one that moves
 * @param {string} targetId  whose place it takes
 * @returns {SpeedDial[]} the same if it can't be moved there
 */
export function moved(dials, id, targetId) {
  const from = dials.findIndex((dial) => dial.speedDialId === id);
  const to = dials.findIndex((dial) => dial.speedDialId === targetId);
  if (from < 0 || to < 0 || from === to || !dials[from].editable || dials[from].groupId !== dials[to].groupId) {
    return dials;
  }
  const others = dials.filter((_, index) => index !== from);
  return [...others.slice(0, to), dials[from], ...others.slice(to)];
}

/**
 * Lets rows of the list be moved by mouse, and with Alt and the arrow keys.
 *
 * @param {() => SpeedDial[]} current
 * @param {(dials: SpeedDial[], dial: SpeedDial) => void} done
 */
export function createOrder(current, done) {
  let dragged = '';
  let focused = '';

  /**
   * @param {string} id
   * @param {string | undefined} targetId
   */
  function move(id, targetId) {
    const dials = current();
    const next = targetId ? moved(dials, id, targetId) : dials;
    const dial = dials.find((one) => one.speedDialId === id);
    if (next !== dials && dial) {
      done(next, dial);
    }
  }

  return {
    /** Gives the focus back to a row that was moved by keyboard, once it is in its place. @param {HTMLElement} list */
    refocus(list) {
      if (focused) {
        /** @type {HTMLElement | null} */ (list.querySelector(`[data-dial="${CSS.escape(focused)}"]`))?.focus();
        focused = '';
      }
    },
    /**
     * @param {HTMLElement} row
     * @param {string} id
     */
    follow(row, id) {
      row.addEventListener('dragstart', () => {
        dragged = id;
      });
      row.addEventListener('dragover', (event) => event.preventDefault());
      row.addEventListener('drop', (event) => {
        event.preventDefault();
        move(dragged, id);
      });
      row.addEventListener('keydown', (event) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (event.altKey && step && row.draggable) {
          event.preventDefault();
          const dials = current();
          move(id, dials[dials.findIndex((dial) => dial.speedDialId === id) + step]?.speedDialId);
          focused = id;
        }
      });
    },
  };
}
