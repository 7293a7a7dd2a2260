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
package org.apache.ofbiz.asterisk.crm;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.desk.CallDesk.Refusal;
import org.apache.ofbiz.asterisk.desk.CallDesk.Refusal.Code;
import org.apache.ofbiz.asterisk.desk.DialRules;
import org.apache.ofbiz.base.util.Debug;

/**
 * Dial rules from the settings, and from what admins and permissions allow. An emergency number is dialled whatever they say.
 * Thread-safe.
 */
public final class OfbizDialRules implements DialRules {

    private static final String MODULE = OfbizDialRules.class.getName();

    private final Settings settings;
    private final Servers servers;
    private final OutboundRules outbound;

    public OfbizDialRules(Settings settings, Servers servers, OutboundRules outbound) {
        this.outbound = outbound;
        this.settings = settings;
        this.servers = servers;
    }

    @Override
    public Checked check(Person user, String number) {
        if (!PlainText.isPlain(number)) {
            return refused(Code.VALUE_REFUSED, "number");
        }
        String dialable = DialText.number(number);
        TelephoneNumbers reader = new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION));
        if (reader.isEmergency(dialable)) {
            return new Checked(Optional.of(dialable), Optional.empty());
        }
        int digits = TelephoneNumbers.digits(dialable).length();
        if (!DialText.DIALABLE.matcher(dialable).matches() || digits < settings.get(Settings.OUTBOUND_MINIMUM_DIGITS)) {
            return refused(Code.NUMBER_INVALID, number);
        }
        boolean allowed = settings.get(Settings.OUTBOUND_ALLOWED).matcher(dialable).matches();
        boolean forbidden = settings.get(Settings.OUTBOUND_FORBIDDEN).filter(pattern -> pattern.matcher(dialable).matches()).isPresent();
        if (!allowed || forbidden) {
            return refused(Code.NUMBER_NOT_ALLOWED, number);
        }
        Optional<Refusal> refusal = outbound.refusal(user, dialable, reader);
        return refusal.isPresent() ? new Checked(Optional.empty(), refusal)
                : new Checked(Optional.of(reader.format(dialable, settings.get(Settings.OUTBOUND_FORMAT))), Optional.empty());
    }

    @Override
    public Duration extensionRingTime() {
        return settings.get(Settings.EXTENSION_RING_TIME);
    }

    /** Makes the folder where it is missing: MixMonitor would write nothing. */
    @Override
    public Optional<String> recordingFile(String serverId, String channelId) {
        if (!settings.get(Settings.RECORD_OUT_CALLS)) {
            return Optional.empty();
        }
        RecordingFolder folder = servers.recordings(serverId);
        try {
            Files.createDirectories(folder.path());
        } catch (IOException e) {
            Debug.logWarning("No folder for recordings at " + folder.path() + ": " + e, MODULE);
        }
        return folder.fileFor(channelId).map(Object::toString);
    }

    private static Checked refused(Code code, String detail) {
        return new Checked(Optional.empty(), Optional.of(new Refusal(code, detail)));
    }
}
