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
/** @import {State} from '../state/types.js' */
import { el, setText } from '../common/dom.js';

/**
 * Says in the dialog of a call that the call has ended, and disables what can't be done any more. The dialog stays, as what is typed next
 * would go to the page behind it.
 *
 * @param {import('../common/labels.js').Labels} labels
 * @param {HTMLButtonElement[]} buttons
 * @returns {{element: HTMLElement, over: () => boolean, show: (state: State, callId: string) => void}} callId is '' while it is closed
 */
export function endOfCall(labels, buttons) {
  const element = el('p', { class: 'ac-error', role: 'alert', hidden: true });
  let over = false;

  return {
    element,
    over: () => over,
    show({ calls }, callId) {
      const before = over;
      over = callId !== '' && !calls.some((call) => call.callId === callId && call.state !== 'ENDED');
      if (over !== before) {
        setText(element, over ? labels('callEnded') : '');
        buttons.forEach((button) => {
          button.disabled = over;
        });
      }
    },
  };
}
