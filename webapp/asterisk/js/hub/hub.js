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
/** @import {Link, State} from '../types.js' */
/** @import {FromPage, ToPage} from './messages.js' */
/** @import {Page} from './pages.js' */
import { createFading } from '../fading.js';
import { RequestFailed } from '../requestFailed.js';
import { createStore } from '../store.js';
import { createPages } from './pages.js';

/** How often each page is asked whether it is still there, ms; one that said nothing for twice as long and a bit is forgotten. */
const PING_EVERY = 5_000;
/** A timer that comes later than this, ms, tells that the machine slept: the socket may be dead without knowing. */
const SLEPT = 20_000;
/** The close of the session before may be heard only after the page of the next one has come, ms. */
const LATE_CLOSE = 3_000;
/** The user must do something before these connections are tried again. */
const FINAL = ['SIGNED_OUT', 'REFUSED', 'REPLACED'];

/**
 * @typedef {Pick<import('../socket.js').CallSocket, 'connect' | 'hurry' | 'request'>} Socket
 * @typedef {{postMessage: (message: ToPage) => void, forgotten?: () => void}} Port  the way to one page
 * @typedef {object} World
 * @property {() => number} now  ms since 1970
 * @property {(task: () => void, ms: number) => any} later
 */

/** @type {World} */
const BROWSER = { now: () => Date.now(), later: (task, ms) => setTimeout(task, ms) };

/**
 * The one place of a browser that talks with the server. It keeps the connection and the state, gives every page the state whenever it
 * changes, passes their requests on, and says which one page rings. It runs in a shared worker, or in one of the pages (election.js).
 */
export class Hub {
  #started = false;
  #ticked;
  /** When a page told that somebody is signed in, ms. */
  #opened = -Infinity;
  /** @type {Page | undefined} */
  #duty;
  #watched = false;

  /**
   * @param {(listener: {message: (message: any) => void, link: (link: Link) => void}) => Socket} open
   * @param {World} [world]
   */
  constructor(open, world = BROWSER) {
    this.world = world;
    this.pages = createPages(world.now);
    const fade = createFading((callId) => this.store.apply({ type: 'FADED', callId }), world.later);
    this.store = createStore((state, before) => {
      fade(state, before);
      this.pages.each((page) => this.#tell(page));
    });
    this.socket = open({ message: (message) => this.store.apply(message), link: (link) => this.#linked(link) });
    this.#ticked = world.now();
    world.later(() => this.#tick(), PING_EVERY);
  }

  /**
   * @param {Port} port
   * @param {FromPage} message
   */
  hear(port, message) {
    this.#checkSleep();
    const page = this.pages.heard(port);
    switch (message.type) {
      case 'JOIN': this.#joined(page, message); break;
      case 'LEAVE': this.pages.forget(port); this.#arrange(); break;
      case 'CHANGE': this.#changed(page, message.change); break;
      case 'REQUEST': this.#ask(page, message); break;
      case 'CONNECT': this.#connect(); break;
      case 'LOOKS': this.#looks(page, message); break;
      default: // PONG, whose coming is all it says
    }
  }

  /** @param {Page} page */
  #tell(page) {
    const tab = { duty: page === this.#duty, watched: this.#watched };
    page.port.postMessage({ type: 'STATE', state: this.store.state, applied: page.applied, asked: page.asked, tab });
  }

  /**
   * Who is on duty may be another now: then all are told, else only the one given.
   *
   * @param {Page} [page]
   */
  #arrange(page) {
    const same = this.#duty === this.pages.onDuty() && this.#watched === this.pages.watched();
    this.#duty = this.pages.onDuty();
    this.#watched = this.pages.watched();
    if (!same) {
      this.pages.each((other) => this.#tell(other));
    } else if (page) {
      this.#tell(page);
    }
  }

  /**
   * A page has come, or has woken and wants to know how things stand.
   *
   * @param {Page} page
   * @param {Extract<FromPage, {type: 'JOIN'}>} message
   */
  #joined(page, { asked, applied, watched, user, language }) {
    Object.assign(page, { asked, applied, watched });
    const { link, user: known, language: spoken } = this.store.state;
    if (user !== undefined) {
      this.#opened = this.world.now();
    }
    const otherUser = user !== undefined && (FINAL.includes(link.phase) || known && known.userLoginId !== user);
    const otherLanguage = language && spoken && !spoken.startsWith(language);
    if (!this.#started || otherUser || otherLanguage) {
      this.#connect();
    }
    this.#arrange(page);
  }

  /**
   * @param {Page} page
   * @param {import('../types.js').Change} change
   */
  #changed(page, change) {
    const before = this.store.state;
    page.applied += 1;
    this.store.apply(change);
    if (this.store.state === before) {
      this.#tell(page); // it waits to hear that its change was seen
    }
  }

  /**
   * @param {Page} page
   * @param {Extract<FromPage, {type: 'REQUEST'}>} message
   */
  async #ask({ port }, { id, name, fields }) {
    try {
      port.postMessage({ type: 'ANSWER', id, answer: await this.socket.request(name, fields) });
    } catch (failure) {
      const { code, message } = failure instanceof RequestFailed ? failure : new RequestFailed('FAILED');
      port.postMessage({ type: 'ANSWER', id, failure: { code, message } });
    }
  }

  /**
   * @param {Page} page
   * @param {Extract<FromPage, {type: 'LOOKS'}>} message
   */
  #looks(page, { watched, touched }) {
    page.watched = watched;
    page.touched = touched ? this.world.now() : page.touched;
    if (watched) {
      this.socket.hurry();
    }
    this.#arrange();
  }

  #connect() {
    this.#started = true;
    this.socket.connect();
  }

  /** @param {Link} link */
  #linked(link) {
    if (link.phase === 'SIGNED_OUT' && this.world.now() - this.#opened < LATE_CLOSE) {
      this.#opened = -Infinity;
      this.#connect();
      return;
    }
    this.store.apply({ type: 'LINK', link });
  }

  #tick() {
    this.#checkSleep();
    this.pages.forgetSilent(PING_EVERY * 2.5);
    this.pages.each((page) => page.port.postMessage({ type: 'PING' }));
    this.#arrange();
    this.world.later(() => this.#tick(), PING_EVERY);
  }

  /** Notices that the machine has slept, before anything that was known then is told again. */
  #checkSleep() {
    const slept = this.world.now() - this.#ticked > SLEPT;
    this.#ticked = this.world.now();
    if (slept && this.#started && !FINAL.includes(this.store.state.link.phase)) {
      this.#connect();
    }
  }
}
