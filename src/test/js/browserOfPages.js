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
/** @import {FromPage, ToPage} from '../../../webapp/asterisk/js/hub/messages.js' */
/** @import {State} from '../../../webapp/asterisk/js/state/types.js' */
import { HubClient } from '../../../webapp/asterisk/js/hub/client.js';
import { Hub } from '../../../webapp/asterisk/js/hub/hub.js';
import { CallSocket } from '../../../webapp/asterisk/js/hub/socket.js';
import { FakeWorld } from './fakeWorld.js';

/** The longest that the hub keeps a change, ms. */
const PACE = 100;

/** A browser with any number of pages, one hub and one server, in which time is moved and messages arrive when they are let. */
export class BrowserOfPages {
  world = new FakeWorld();
  /** @type {(() => void)[]} messages under way */
  #underWay = [];
  hub = new Hub((listener) => new CallSocket('wss://crm.example/asterisk/ws/callcenter', listener, this.world), this.world);

  /** Lets all messages arrive, and those that they lead to, also those that the hub keeps for a moment. */
  deliver() {
    do {
      this.arrive();
      this.world.pass(PACE);
    } while (this.#underWay.length > 0);
  }

  /** Lets the messages arrive that are under way. */
  arrive() {
    while (this.#underWay.length > 0) {
      this.#underWay.shift()?.();
    }
  }

  /**
   * @param {string} [user]
   * @param {string} [language]
   */
  open(user, language) {
    const page = new PageOfBrowser(this, (task) => this.#underWay.push(task));
    page.client.join(user, language);
    this.deliver();
    return page;
  }

  /** @param {any} message  of the server, on the newest socket */
  says(message) {
    this.world.socket.says(message);
    this.deliver();
  }

  /** @param {number} ms */
  pass(ms) {
    for (let left = ms; left > 0; left -= 1_000) {
      this.world.pass(Math.min(left, 1_000));
      this.deliver();
    }
  }
}

class PageOfBrowser {
  frozen = false;
  focused = false;
  /** @type {State[]} each state shown */
  shown = [];
  /** @type {string[]} types of the messages, in their order */
  heard = [];
  /** @type {Partial<State>[]} what the hub sent of the state, in its order */
  sent = [];
  /** @type {ToPage[]} what waits in the frozen page's port */
  #waiting = [];

  /**
   * @param {BrowserOfPages} browser
   * @param {(task: () => void) => void} later
   */
  constructor(browser, later) {
    /** @type {(message: ToPage) => void} */
    let receive = () => {};
    this.receive = (/** @type {ToPage} */ message) => {
      this.heard.push(message.type);
      this.sent.push(...(message.type === 'STATE' ? [message.state] : []));
      return this.frozen ? this.#waiting.push(message) : receive(message);
    };
    const port = { postMessage: (/** @type {ToPage} */ message) => later(() => this.receive(structuredClone(message))) };
    this.client = new HubClient((hear) => {
      receive = hear;
      return (/** @type {FromPage} */ message) => later(() => browser.hub.receive(port, structuredClone(message)));
    }, (state) => this.shown.push(state), {
      now: browser.world.now,
      later: (task, ms) => browser.world.later(() => (this.frozen ? undefined : task()), ms),
      cancel: browser.world.cancel,
      focused: () => this.focused,
    });
  }

  get state() {
    return this.client.state;
  }

  /** The browser lets the page run again: what was sent to it meanwhile comes in one go. */
  thaw() {
    this.frozen = false;
    this.#waiting.splice(0).forEach((message) => this.receive(message));
  }
}
