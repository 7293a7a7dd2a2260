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
package org.apache.ofbiz.asterisk.browser;

import java.util.List;
import org.openqa.selenium.By;

/** The phone in the page of a browser, in the words of somebody who looks and listens. */
final class PhoneInPage {

    private static final By CALL = By.cssSelector(".ac-page-phone-call");
    private static final By MUTE = By.cssSelector(".ac-page-phone-call .ac-mute");
    private static final By MUTED = By.cssSelector(".ac-page-phone-call .ac-mute[aria-pressed=true]");

    private static final By HOLD = By.cssSelector(".ac-page-phone-call .ac-hold");
    private static final By HELD = By.cssSelector(".ac-page-phone-call .ac-hold[aria-pressed=true]");

    private final Browser browser;

    PhoneInPage(Browser browser) {
        this.browser = browser;
    }

    void is(String status) {
        browser.find(By.cssSelector(".ac-page-phone[data-status=" + status + "]"));
    }

    void callIs(String phase) {
        browser.find(By.cssSelector(".ac-page-phone-call[data-phase=" + phase + "]"));
    }

    /** The page says that the sound is interrupted. */
    void isBroken() {
        browser.sees(By.cssSelector(".ac-page-phone-caller"), "Reconnecting");
    }

    /** What is wrong, in words. */
    void says(String words) {
        browser.sees(By.cssSelector(".ac-page-phone-problem"), words);
    }

    void hasNoCall() {
        browser.seesNoMore(CALL);
    }

    void answers() {
        browser.find(By.cssSelector(".ac-page-phone-call .ac-answer")).click();
    }

    void hangsUp() {
        browser.find(By.cssSelector(".ac-page-phone-call .ac-hangup")).click();
    }

    /** Presses the button that mutes or ends that. */
    void mutes() {
        browser.find(MUTE).click();
    }

    /** Presses the button that holds the call at the phone itself, or resumes it. */
    void holds() {
        browser.find(HOLD).click();
    }

    void isHeld() {
        browser.find(HELD);
    }

    void isNotHeld() {
        browser.find(CALL);
        browser.seesNoMore(HELD);
    }

    void isMuted() {
        browser.find(MUTED);
    }

    void isHeard() {
        browser.find(CALL);
        browser.seesNoMore(MUTED);
    }

    /** Whether the browser asks before the page is left. */
    boolean warns() {
        return Boolean.TRUE.equals(browser.driver().executeScript("""
                const leaving = new Event('beforeunload', { cancelable: true });
                dispatchEvent(leaving);
                return leaving.defaultPrevented;"""));
    }

    /**
     * Waits until the agent hears this tone, which is stronger than what is between it and its neighbours. What is heard is recorded first: without
     * a sound card, Firefox plays nothing that could be analysed at once.
     */
    void hears(int hertz) {
        browser.waitFor("a tone of " + hertz + " Hz", driver -> {
            Object strongest = driver.executeAsyncScript("""
                    const done = arguments[0];
                    const sound = document.querySelector('#asterisk-console').shadowRoot.querySelector('audio');
                    if (!sound.srcObject?.active) { done(0); return; }
                    const recorder = new MediaRecorder(sound.srcObject);
                    recorder.ondataavailable = async ({ data }) => {
                      try {
                        const rate = 48000;
                        const heard = await new OfflineAudioContext(1, rate, rate).decodeAudioData(await data.arrayBuffer());
                        const context = new OfflineAudioContext(1, heard.length, rate);
                        const analyser = context.createAnalyser();
                        analyser.fftSize = 8192;
                        const source = context.createBufferSource();
                        source.buffer = heard;
                        source.connect(analyser).connect(context.destination);
                        source.start();
                        await context.startRendering();
                        const bins = new Float32Array(analyser.frequencyBinCount);
                        analyser.getFloatFrequencyData(bins);
                        const loudest = bins.indexOf(Math.max(...bins));
                        done(bins[loudest] > -60 ? loudest * rate / analyser.fftSize : 0);
                      } catch {
                        done(0); // nothing was recorded
                      }
                    };
                    recorder.start();
                    setTimeout(() => recorder.stop(), 500);""");
            return Math.abs(((Number) strongest).doubleValue() - hertz) < 20;
        });
    }

    /**
     * By what the sound of the call goes at this end: {@code host}, {@code srflx} or {@code relay}. Tells it of connections that were made since
     * {@link #watchesWays()}.
     */
    List<String> ways() {
        return ((List<?>) browser.driver().executeAsyncScript("""
                const done = arguments[0];
                Promise.all((window.connectionsOfPhone ?? []).map((one) => one.getStats().then((report) => {
                  const all = [...report.values()];
                  return all.filter((stat) => stat.type === 'candidate-pair' && stat.nominated && stat.state === 'succeeded')
                      .map((pair) => report.get(pair.localCandidateId)?.candidateType);
                }))).then((found) => done([...new Set(found.flat())]));""")).stream().map(String::valueOf).toList();
    }

    void watchesWays() {
        browser.driver().executeScript("""
                const Connection = RTCPeerConnection;
                window.connectionsOfPhone = [];
                window.RTCPeerConnection = function (...configuration) {
                  const connection = new Connection(...configuration);
                  window.connectionsOfPhone.push(connection);
                  return connection;
                };""");
    }

    /** Answers the call that rings. @return time until sound comes */
    long millisToSoundWhenAnswered() {
        return ((Number) browser.driver().executeAsyncScript("""
                const done = arguments[0];
                const root = document.querySelector('#asterisk-console').shadowRoot;
                const sound = root.querySelector('audio');
                const samples = new Float32Array(2048);
                const context = new AudioContext();
                const begin = performance.now();
                let analyser = null;
                function look() {
                  if (!analyser && sound.srcObject) {
                    analyser = context.createAnalyser();
                    context.createMediaStreamSource(sound.srcObject).connect(analyser);
                  }
                  analyser?.getFloatTimeDomainData(samples);
                  if (samples.some((sample) => Math.abs(sample) > 0.01)) {
                    context.close();
                    done(performance.now() - begin);
                  } else {
                    setTimeout(look, 5);
                  }
                }
                root.querySelector('.ac-page-phone-call .ac-answer').click();
                look();""")).longValue();
    }
}
