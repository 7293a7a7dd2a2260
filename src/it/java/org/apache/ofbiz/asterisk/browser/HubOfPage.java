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

import java.time.Instant;
import java.util.Locale;

/** Says to the page what the server would say, by way of the worker that keeps the connection: states that only a real PBX brings about. */
final class HubOfPage {

    private static final String SAY = """
            const done = arguments[arguments.length - 1];
            import('/asterisk/js/hub/messages.js').then(({ HUB }) => {
              window.toHub ??= new SharedWorker(new URL('/asterisk/js/hub/worker.js', location.href).href, { type: 'module', name: HUB });
              window.toHub.port.postMessage({ type: 'CHANGE', change: (%s) });
              done();
            });
            """;

    private final Browser browser;

    HubOfPage(Browser browser) {
        this.browser = browser;
    }

    /** @param message as docs/push-protocol.md has it, as JavaScript */
    void hears(String message) {
        browser.driver().executeAsyncScript(SAY.replace("%s", message));
    }

    static String controls(String callId, String offered, boolean held, String consultation, boolean conference, String recording) {
        return String.format(Locale.ROOT, "{type: 'CONTROLS', callId: '%s', offered: '%s'.split(','), held: %s, consultation: %s, conference: %s, "
                + "recording: '%s'}", callId, offered, held, consultation, conference, recording);
    }

    static String call(String callId, String direction, String state, String number, String name, int seconds) {
        return String.format(Locale.ROOT, "{type: 'CALL', callId: '%s', direction: '%s', state: '%s', party: {number: '%s', display: '+%s', "
                + "name: '%s', parties: []}, startedAt: new Date(Date.now() - %d000).toISOString(), answeredAt: %s}", callId, direction, state,
                number, number, name, seconds, state.equals("RINGING") ? "null" : "new Date(Date.now() - " + seconds + "000).toISOString()");
    }

    static String member(String partyId, String name, String state, String reason, String with, String rings) {
        return String.format(Locale.ROOT, "{partyId: '%s', name: '%s', number: '10%s', state: '%s', reason: %s, since: '%s', with: %s, rings: %s}",
                partyId, name, (int) partyId.charAt(0), state, reason, Instant.now().minusSeconds(754), with, rings);
    }
}
