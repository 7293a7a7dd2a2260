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

/** Between two changes that go to the pages, ms: at least a frame, as a page paints no more often. */
const FRAME = 16;
/** The longest that a change waits while others keep coming, ms: too short to be noticed. */
const LONGEST = 100;

/**
 * Says when a change goes to the pages. After a quiet moment that is at once. What follows soon goes together; the longer a burst lasts, the more
 * of it, as each time costs every page a rendering of what is outdated at once.
 *
 * @param {() => void} send
 * @param {{now: () => number, later: (task: () => void, ms: number) => any, hidden?: () => boolean}} world
 */
export function createPace(send, world) {
  let sentAt = -Infinity;
  let wait = FRAME;
  /** Whether a change waits. */
  let due = false;

  function sendNow() {
    due = false;
    sentAt = world.now();
    send();
  }

  /** Sends what waits. */
  function flush() {
    if (due) {
      sendNow();
    }
  }

  function sendInTime() {
    if (due) {
      wait = Math.min(LONGEST, wait * 2);
      sendNow();
    }
  }

  return {
    flush,
    /**
     * Something has changed.
     *
     * @param {boolean} atOnce  a page must see each change of this kind
     */
    changed(atOnce) {
      const left = sentAt + wait - world.now();
      const quiet = left <= 0 || left > wait; // the clock may have been put back
      if (quiet && !due) {
        wait = FRAME;
      }
      if (atOnce || quiet || world.hidden?.()) {
        sendNow();
      } else if (!due) {
        due = true;
        world.later(sendInTime, left);
      }
    },
  };
}
