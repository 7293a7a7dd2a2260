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
package org.apache.ofbiz.asterisk.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.entity.GenericValue;

/** What OFBiz has kept of a call, read from its database once it is complete. */
final class Kept {

    private static final int HEADER = 44;
    private static final int BYTES_PER_SECOND = 16_000;

    private final Database database;
    private final GenericValue call;

    private Kept(Database database, GenericValue call) {
        this.database = database;
        this.call = call;
    }

    /** Waits until the call of this id has ended for the journal. */
    static Kept call(Database database, String callId) {
        return new Kept(database, await(database, callId, row -> row.getTimestamp("endDate") != null));
    }

    /** Waits until its recording is attached, too. */
    static Kept recordedCall(Database database, String callId) {
        return new Kept(database, await(database, callId,
                row -> row.getTimestamp("endDate") != null && row.getString("recordingContentId") != null));
    }

    private static GenericValue await(Database database, String callId, Predicate<GenericValue> complete) {
        String serverId = callId.substring(0, callId.indexOf(':'));
        String linkedId = callId.substring(callId.indexOf(':') + 1);
        database.await(complete, "PhoneCall", "serverId", serverId, "linkedId", linkedId);
        return database.row("PhoneCall", "serverId", serverId, "linkedId", linkedId);
    }

    String field(String name) {
        return call.getString(name);
    }

    long seconds(String name) {
        return call.getLong(name);
    }

    boolean hasCommEvent() {
        return call.getString("communicationEventId") != null;
    }

    GenericValue commEvent() {
        return database.row("CommunicationEvent", "communicationEventId", call.getString("communicationEventId"));
    }

    /** Role by party, e.g. {@code AST_ANNA=ORIGINATOR}. */
    String roles() {
        return database.rows("CommunicationEventRole", "communicationEventId", call.getString("communicationEventId")).stream()
                .map(role -> role.getString("partyId") + "=" + role.getString("roleTypeId")).sorted().collect(Collectors.joining(" "));
    }

    /** The recording as CommEvent, Content and DataResource say where it is. */
    Path recording() {
        GenericValue association = database.row("CommEventContentAssoc", "communicationEventId", call.getString("communicationEventId"));
        GenericValue content = database.row("Content", "contentId", association.getString("contentId"));
        if (!content.getString("contentId").equals(call.getString("recordingContentId"))) {
            throw new AssertionError("another recording: " + content);
        }
        return Path.of(database.row("DataResource", "dataResourceId", content.getString("dataResourceId")).getString("objectInfo"));
    }

    /** Length of the recording in seconds: 8 kHz, 16 bit, mono. */
    double recordedSeconds() {
        try {
            return (Files.size(recording()) - HEADER) / (double) BYTES_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double talkedSeconds() {
        return (call.getTimestamp("endDate").getTime() - call.getTimestamp("answerDate").getTime()) / 1000.0;
    }
}
