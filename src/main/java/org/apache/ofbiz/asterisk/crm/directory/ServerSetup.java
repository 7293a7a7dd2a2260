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
package org.apache.ofbiz.asterisk.crm.directory;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFolder;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRoots;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/** What admins wrote down about each server, counted for the diagnostics page. Thread-safe. */
public final class ServerSetup {

    private final Rows rows;
    private final Settings settings;

    public ServerSetup(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.settings = settings;
    }

    /**
     * One server, connected to or not. Never holds the secret.
     *
     * @param extensions enabled phones that are known
     * @param assigned   those of them that somebody may call with
     * @param recordings folder of the recordings, absolute
     * @param queues     whether a group is reached by a queue
     * @param userEvents whether a group is reached by a UserEvent
     */
    public record Server(String serverId, String description, boolean enabled, String userName, Numbering.Contexts contexts, long extensions,
                         long assigned, Path recordings, boolean queues, boolean userEvents) {
    }

    /** All servers, in the order of their ids. */
    public List<Server> servers() {
        return Rows.list(rows.from("AsteriskServer").orderBy("serverId")).stream().map(this::server).toList();
    }

    private Server server(GenericValue row) {
        String serverId = row.getString("serverId");
        List<GenericValue> phones = Rows.list(rows.from("AsteriskPeer")
                .where("serverId", serverId, "peerTypeEnumId", EnumIds.EXTENSION, "enabled", "Y"));
        long assigned = phones.stream()
                .filter(phone -> !Rows.text(phone, "userLoginId").isEmpty() || !Rows.text(phone, "partyId").isEmpty()).count();
        Set<String> entries = entryTypes(serverId);
        return new Server(serverId, Rows.text(row, "description"), Rows.isYes(row, "enabled"), Rows.text(row, "userName"), Servers.contexts(row),
                phones.size(), assigned, RecordingFolder.of(Rows.text(row, "recordingsLocation"), settings).path(),
                entries.contains(EnumIds.ENTRY_QUEUE), entries.contains(EnumIds.ENTRY_USER_EVENT));
    }

    /** Whether a file on disk allows recordings in this folder. */
    public boolean mayHoldRecordings(Path folder) {
        return RecordingRoots.of(settings).hold(folder);
    }

    private Set<String> entryTypes(String serverId) {
        return Rows.list(rows.from("CallCenterGroup").where("serverId", serverId, "enabled", "Y")).stream()
                .flatMap(group -> Rows.list(rows.from("CallCenterGroupEntry").where("callCenterGroupId", group.getString("callCenterGroupId")))
                        .stream())
                .map(entry -> Rows.text(entry, "entryTypeEnumId")).collect(Collectors.toSet());
    }
}
