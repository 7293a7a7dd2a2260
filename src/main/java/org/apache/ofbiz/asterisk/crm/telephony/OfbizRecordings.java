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
package org.apache.ofbiz.asterisk.crm.telephony;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.recording.Recordings;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.consent.Consent;
import org.apache.ofbiz.asterisk.crm.consent.RecordingConsent;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.privacy.UnwantedRecordings;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingBan;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFolder;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.service.LocalDispatcher;

/**
 * Outgoing calls are recorded by the setting recordOutCalls, incoming ones by the field recordCalls of the group they reached. The
 * file is named after the call's Linkedid, by which the recording is found when the call has ended. Thread-safe.
 */
public final class OfbizRecordings implements Recordings {

    private final Rows rows;
    private final Settings settings;
    private final Servers servers;
    private final RecordingConsent consent;

    public OfbizRecordings(Delegator delegator, Settings settings, Servers servers, RecordingConsent consent) {
        this.rows = new Rows(delegator);
        this.settings = settings;
        this.servers = servers;
        this.consent = consent;
    }

    /** The recordings of this OFBiz. */
    public static OfbizRecordings of(LocalDispatcher dispatcher, Settings settings, Servers servers, CallerDirectory callers, Clock clock) {
        return new OfbizRecordings(dispatcher.getDelegator(), settings, servers, new RecordingConsent(dispatcher.getDelegator(), servers, callers,
                new UnwantedRecordings(dispatcher, settings, clock)));
    }

    /** Which recordings may not be kept. */
    public RecordingBan ban() {
        return consent;
    }

    @Override
    public Optional<String> fileFor(PhoneCall call) {
        return wanted(call) ? file(servers.recordings(call.serverId()), call.linkedId()) : Optional.empty();
    }

    private boolean wanted(PhoneCall call) {
        return call.direction() != PhoneCall.Direction.INTERNAL && groupRule(call) == Rule.ALWAYS;
    }

    @Override
    public Optional<Consent> refusal(PhoneCall call) {
        return consent.refusal(call);
    }

    @Override
    public boolean announced(PhoneCall call) {
        return consent.announced(call);
    }

    @Override
    public void discard(PhoneCall call) {
        consent.discard(call);
    }

    @Override
    public Rule rule(PhoneCall call) {
        Rule rule = groupRule(call);
        return rule == Rule.NEVER || consent.permits(call) ? rule : Rule.NEVER;
    }

    /** A group that says neither yes nor no lets its agents decide. */
    private Rule groupRule(PhoneCall call) {
        if (call.direction() == PhoneCall.Direction.INBOUND && call.groupId().isPresent()) {
            return Rows.one(rows.from("CallCenterGroup").where("callCenterGroupId", call.groupId().get()))
                    .map(group -> Rows.isYes(group, "recordCalls") ? Rule.ALWAYS
                            : "N".equals(group.getString("recordCalls")) ? Rule.NEVER : Rule.ON_DEMAND)
                    .orElse(Rule.NEVER);
        }
        return call.direction() == PhoneCall.Direction.OUTBOUND && settings.get(Settings.RECORD_OUT_CALLS) ? Rule.ALWAYS : Rule.ON_DEMAND;
    }

    @Override
    public Optional<String> fileOnDemand(PhoneCall call) {
        int earlier = call.recordingFiles().size();
        return file(servers.recordings(call.serverId()), call.linkedId() + (earlier == 0 ? "" : "-" + (earlier + 1)));
    }

    private static Optional<String> file(RecordingFolder folder, String linkedId) {
        folder.make();
        return folder.fileFor(linkedId).map(Path::toString);
    }
}
