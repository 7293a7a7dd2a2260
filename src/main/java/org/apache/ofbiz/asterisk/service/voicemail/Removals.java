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
package org.apache.ofbiz.asterisk.service.voicemail;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.crm.voicemail.MessageRemoval;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailBox;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailMessage;
import org.apache.ofbiz.asterisk.service.CallServices;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;

/** Removes messages, and at the end tells those who may hear their mailboxes, once for each mailbox. Belongs to one run. */
public final class Removals implements MessageRemoval, AutoCloseable {

    private static final String MODULE = Removals.class.getName();

    private final MessageRemoval removal;
    private final Consumer<VoicemailBox> news;
    private final Set<VoicemailBox> changed = new LinkedHashSet<>();

    Removals(MessageRemoval removal, Consumer<VoicemailBox> news) {
        this.removal = removal;
        this.news = news;
    }

    /** @param userLoginId who removes them @param locale of the words that say why one wasn't removed */
    public static Removals by(String userLoginId, Delegator delegator, Locale locale) {
        VoicemailPbx pbx = new VoicemailPbx(delegator);
        return new Removals((box, message) -> pbx.remove(box, message, userLoginId).map(refusal -> CallServices.words(refusal, locale)), pbx::tell);
    }

    @Override
    public Optional<String> remove(VoicemailBox box, VoicemailMessage message) {
        Optional<String> why = removal.remove(box, message);
        if (why.isEmpty()) {
            changed.add(box);
        }
        return why;
    }

    /** What is gone is gone, whether that can be told or not. */
    @Override
    public void close() {
        for (VoicemailBox box : changed) {
            try {
                news.accept(box);
            } catch (RuntimeException e) {
                Debug.logError(e, "Nobody was told what was removed from mailbox " + box.mailbox().text(), MODULE);
            }
        }
    }
}
