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
package org.apache.ofbiz.asterisk.center.voicemail;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailBoxes;
import org.apache.ofbiz.asterisk.push.BrowserNews;
import org.apache.ofbiz.entity.Delegator;

/** Tells the browsers of those whose mailbox it is that it has changed. Thread-safe; returns at once. */
public final class VoicemailNews {

    private static final String WHAT = "telling that voicemail has changed";

    private final VoicemailBoxes boxes;
    private final Executor workers;
    private final BrowserNews browsers;
    private final ErrorReporter problems;

    public VoicemailNews(Delegator delegator, Executor workers, BrowserNews browsers, ErrorReporter problems) {
        this.boxes = new VoicemailBoxes(delegator);
        this.workers = workers;
        this.browsers = browsers;
        this.problems = problems;
    }

    /** @param mailbox none where all of the server may have changed */
    public void changed(String serverId, Optional<Mailbox> mailbox) {
        try {
            workers.execute(() -> tell(serverId, mailbox));
        } catch (RejectedExecutionException e) {
            problems.report(WHAT, e); // pages ask again when they connect
        }
    }

    private void tell(String serverId, Optional<Mailbox> mailbox) {
        try {
            VoicemailBoxes.Audience audience = boxes.audience(serverId, mailbox);
            if (audience.any()) {
                browsers.voicemailChanged(audience.groups(), audience.parties());
            }
        } catch (RuntimeException e) {
            problems.report(WHAT, e);
        }
    }
}
