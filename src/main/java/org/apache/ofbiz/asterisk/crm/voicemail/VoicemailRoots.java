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
package org.apache.ofbiz.asterisk.crm.voicemail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRoots;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;

/**
 * The folders of this machine in which the PBX servers keep their voicemail: {@link Settings#VOICEMAIL_ROOTS}, never a row of the database.
 * An entry {@code SERVER=FOLDER} belongs to that server. One without a server counts only where there is a single server: two servers may each
 * have a mailbox of the same name, and nobody is to hear the messages of another one. Immutable.
 */
final class VoicemailRoots {

    private static final Pattern OF_SERVER = Pattern.compile("[A-Za-z0-9_.-]{1,20}+=.+");

    private final Map<String, List<Path>> ofServers;
    private final List<Path> ofTheOnlyServer;

    private VoicemailRoots(Map<String, List<Path>> ofServers, List<Path> ofTheOnlyServer) {
        this.ofServers = ofServers;
        this.ofTheOnlyServer = ofTheOnlyServer;
    }

    /** As the settings and the servers are now. */
    static VoicemailRoots of(Delegator delegator, Settings settings) {
        return of(settings.get(Settings.VOICEMAIL_ROOTS), new Rows(delegator).count("AsteriskServer") == 1);
    }

    /** @param oneServer whether there is a single one */
    static VoicemailRoots of(List<String> entries, boolean oneServer) {
        Map<String, List<Path>> ofServers = new HashMap<>();
        List<Path> others = new ArrayList<>();
        for (String entry : entries) {
            boolean named = OF_SERVER.matcher(entry).matches();
            int equals = named ? entry.indexOf('=') : -1;
            Optional<Path> folder = RecordingRoots.folder(entry.substring(equals + 1).strip());
            folder.ifPresent((named ? ofServers.computeIfAbsent(entry.substring(0, equals), server -> new ArrayList<>()) : others)::add);
        }
        return new VoicemailRoots(ofServers, oneServer ? List.copyOf(others) : List.of());
    }

    /** Where this server's messages may be; absolute. */
    List<Path> of(String serverId) {
        return ofServers.containsKey(serverId) ? List.copyOf(ofServers.get(serverId)) : ofTheOnlyServer;
    }
}
