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

// The phone of a customer, for trying things out with the lab: one call at a time.
import JsSIP from '/asterisk/lib/jssip.js';
import { RING_TONES, createTonePlayer } from '/asterisk/js/offers/ringTones.js';

const SERVICE_NUMBER = '5000';
const VOLUME = 0.4;

const page = document.querySelector('#customer-phone');
const sound = page.querySelector('audio');
const buttons = { call: page.querySelector('#customer-call'), answer: page.querySelector('#customer-answer'),
    hangUp: page.querySelector('#customer-hang-up') };
const bell = createTonePlayer();
const { socketUrl, uri, secret } = page.dataset;
const ua = new JsSIP.UA({ sockets: [new JsSIP.WebSocketInterface(socketUrl)], uri, password: secret, register_expires: 120, session_timers: false,
    user_agent: 'OFBiz customer page' });
const media = { mediaConstraints: { audio: true, video: false } };
let call = null;
let ringing = null;

// status: starting, ready, failed, calling, ringing or talking, the names of the texts
function show(status) {
    page.dataset.status = status;
    page.querySelector('#customer-status').textContent = page.dataset[status];
    buttons.call.hidden = status !== 'ready' && status !== 'microphone';
    buttons.answer.hidden = status !== 'ringing';
    buttons.hangUp.hidden = call === null;
    clearInterval(ringing);
    bell.stop();
    if (status === 'ringing') {
        ring();
        ringing = setInterval(ring, RING_TONES.CLASSIC.period * 1000);
    }
}

function ring() {
    bell.play(RING_TONES.CLASSIC, VOLUME);
}

function listen(connection) {
    connection.addEventListener('track', ({ track, streams }) => {
        sound.srcObject = streams[0] ?? new MediaStream([track]);
    });
}

function follow(session) {
    call = session;
    if (session.connection) {
        listen(session.connection);
    } else {
        session.on('peerconnection', ({ peerconnection }) => listen(peerconnection));
    }
    session.on('confirmed', () => show('talking'));
    const over = (status) => {
        call = null;
        sound.srcObject = null;
        show(ua.isRegistered() ? status : 'failed');
    };
    session.on('ended', () => over('ready'));
    session.on('failed', ({ cause }) => over(cause === JsSIP.C.causes.USER_DENIED_MEDIA_ACCESS ? 'microphone' : 'ready'));
}

ua.on('registered', () => call === null && show('ready'));
ua.on('registrationFailed', () => show('failed'));
ua.on('disconnected', () => show('failed'));
ua.on('newRTCSession', ({ session, originator }) => {
    if (call !== null) {
        session.terminate({ status_code: 486 });
        return;
    }
    follow(session);
    show(originator === 'remote' ? 'ringing' : 'calling');
});

buttons.call.addEventListener('click', () => ua.call(`sip:${SERVICE_NUMBER}@${uri.split('@')[1]}`, media));
buttons.answer.addEventListener('click', () => call?.answer(media));
buttons.hangUp.addEventListener('click', () => call?.terminate());
addEventListener('pagehide', () => ua.stop());
show('starting');
ua.start();
