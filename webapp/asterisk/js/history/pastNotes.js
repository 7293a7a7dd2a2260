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
/** @import {PastCall, State} from '../state/types.js' */
import { writeUpForm } from '../calls/writeUpForm.js';
import { createWriteUps } from '../calls/writeUps.js';
import { el } from '../common/dom.js';
import { emptyState, reduce } from '../state/store.js';
import { isBeingWritten } from '../state/writeUpState.js';

/**
 * @typedef {{at: string, text: string, who: string, by: string, detail: string}} TimelineEntry
 *
 * @typedef {object} NotesTools
 * @property {Parameters<typeof createWriteUps>[1]} requests
 * @property {(time: string) => string} moment
 */

/**
 * Notes and timeline of a call of the past, in its opened row. The server sends them to those who may write about the call: to all others
 * nothing is shown. What is typed is saved automatically, and at once when the row is closed.
 *
 * @param {PastCall} call
 * @param {import('../common/labels.js').Labels} labels
 * @param {NotesTools} tools
 * @returns {{element: HTMLElement, close: () => void, unsaved: () => boolean}}
 */
export function pastNotes({ callId, startedAt, number }, labels, { requests, moment }) {
  const store = {
    /** @type {State} */
    state: { ...emptyState(), calls: [{ callId, direction: 'INBOUND', state: 'ENDED', startedAt, answeredAt: startedAt, party: { number } }] },
    /** @param {import('../state/types.js').Change} change */
    apply(change) {
      store.state = reduce(store.state, change);
      form.show(store.state.writeUps[callId], false);
    },
  };
  const list = el('ol');
  const timeline = el('details', { class: 'ac-timeline', hidden: true }, el('summary', {}, labels('timeline')), list);
  const editor = createWriteUps(store, {
    ...requests,
    async writeUp(id) {
      const answer = await requests.writeUp(id);
      showTimeline(answer.timeline ?? []);
      return answer;
    },
  }, labels);
  const form = writeUpForm(callId, labels, editor, 'past-');

  /** @param {TimelineEntry[]} entries */
  function showTimeline(entries) {
    timeline.hidden = entries.length === 0;
    list.replaceChildren(...entries.map(({ at, text, who, by, detail }) => el('li', {},
      el('span', { class: 'ac-time' }, moment(at)), ' ', [text, who, by, detail].filter(Boolean).join(' · '))));
  }

  form.show(undefined, false);
  editor.follow(store.state);
  globalThis.addEventListener('pagehide', editor.leave);
  return {
    element: el('div', { class: 'ac-past-notes' }, form.element, timeline),
    close() {
      editor.leave();
      globalThis.removeEventListener('pagehide', editor.leave);
    },
    unsaved: () => isBeingWritten(store.state, callId),
  };
}

/**
 * The notes below a row while it is open. What is typed stays in a row that is closed before it was saved.
 *
 * @param {HTMLElement} panel
 * @param {import('../common/labels.js').Labels} labels
 * @param {NotesTools} tools
 * @returns {(open: boolean, call: PastCall) => boolean} whether there are any, as after closing while they are saved
 */
export function rowNotes(panel, labels, tools) {
  /** @type {ReturnType<typeof pastNotes> | null} */
  let notes = null;
  let wasOpen = false;
  return (open, call) => {
    if (open && !notes) {
      notes = pastNotes(call, labels, tools);
      panel.append(notes.element);
    } else if (!open && wasOpen) {
      notes?.close();
    }
    if (!open && notes && !notes.unsaved()) {
      notes.element.remove();
      notes = null;
    }
    wasOpen = open;
    return notes !== null;
  };
}
