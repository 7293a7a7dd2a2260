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
/** @import {PhoneState} from './phoneState.js' */

const NAME = 'asterisk-phone';

/**
 * Makes one tab of the browser the phone: the first that wants to be, and, when it closes or wants no longer, the next. The others hear its
 * state, and send what the user does in them.
 *
 * @param {object} handlers
 * @param {() => void} handlers.lead  this tab is the phone now
 * @param {(state: PhoneState) => void} handlers.follow  another tab told its state
 * @param {(command: string, value: string) => void} handlers.obey  the user has done something in another tab
 * @param {() => PhoneState} handlers.told  the state of the leading tab, for tabs that ask
 * @param {{locks?: Pick<LockManager, 'request'>, open: (name: string) => import('../hub/election.js').Channel}} [world]
 */
export function createPhoneTabs({ lead, follow, obey, told }, world = browser()) {
  const channel = world.open(NAME);
  let leading = false;
  /** @type {AbortController | null} */
  let waiting = null;
  let release = () => {};

  channel.onmessage = ({ data: { type, state, command, value } }) => {
    if (type === 'STATE' && !leading) {
      follow(state);
    } else if (type === 'ASK' && leading) {
      channel.postMessage({ type: 'STATE', state: told() });
    } else if (type === 'COMMAND' && leading) {
      obey(command, value);
    }
  };

  return {
    /** Becomes the phone as soon as no other tab is. */
    join() {
      waiting = new AbortController();
      channel.postMessage({ type: 'ASK' });
      world.locks?.request(NAME, { signal: waiting.signal }, () => {
        leading = true;
        lead();
        return new Promise((resolve) => {
          release = () => resolve(undefined);
        });
      })?.catch(() => {}); // no longer wanted
    },
    leave() {
      waiting?.abort();
      leading = false;
      release();
      release = () => {};
    },
    /** @param {PhoneState} state */
    tell(state) {
      if (leading) {
        channel.postMessage({ type: 'STATE', state });
      }
    },
    /**
     * Does it here if this tab is the phone, else there.
     *
     * @param {string} command
     * @param {string} [value]
     */
    command(command, value = '') {
      if (leading) {
        obey(command, value);
      } else {
        channel.postMessage({ type: 'COMMAND', command, value });
      }
    },
  };
}

function browser() {
  return { locks: globalThis.navigator.locks, open: (/** @type {string} */ name) => new BroadcastChannel(name) };
}
