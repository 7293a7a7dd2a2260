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
package org.apache.ofbiz.asterisk.crm.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/** What is kept of a person as text, for them to read: JSON with the rows of each kind. Stateless. */
final class PersonExport {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String CALL = "phoneCallId";

    private final Rows rows;

    PersonExport(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    String json(PersonData person, List<Map<String, Object>> voicemail, Instant now) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("created", now.toString());
        person.partyId().ifPresent(id -> {
            file.put("partyId", id);
            file.put("name", Stream.of("Person", "PartyGroup").flatMap(entity -> Rows.list(rows.from(entity).where("partyId", id)).stream())
                    .map(PersonExport::fields).toList());
        });
        file.put("phoneNumbers", Stream.concat(person.ownNumbers().stream(), person.sharedNumbers().stream())
                .flatMap(id -> Rows.list(rows.from("TelecomNumber").where("contactMechId", id)).stream()).map(PersonExport::fields).toList());
        file.put("calls", person.calls().stream().map(this::call).toList());
        person.others().forEach((entity, found) -> file.put(entity, found.stream().map(PersonExport::fields).toList()));
        file.put("recordingObjection", person.partyId().stream().flatMap(id -> Rows.list(rows.from("AsteriskRecordingObjection").where("partyId", id))
                .stream()).map(PersonExport::fields).toList());
        file.put("voicemail", voicemail);
        file.put("followUps", person.tasks().stream().map(PersonExport::fields).toList());
        file.put("otherRecordings", person.files().stream().map(path -> path.getFileName().toString()).toList());
        try {
            return JSON.writeValueAsString(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // texts, numbers and lists of them
        }
    }

    private Map<String, Object> call(GenericValue call) {
        Map<String, Object> fields = fields(call);
        for (String entity : List.of("PhoneCallEvent", "PhoneCallParticipant", "PhoneCallQuality", "AsteriskRecordingAccess")) {
            fields.put(entity, Rows.list(rows.from(entity).where(CALL, call.getString(CALL))).stream().map(PersonExport::fields).toList());
        }
        // scores, and who commented, are about agents
        fields.put("AsteriskRecordingComment", Rows.list(rows.from("AsteriskRecordingComment").where(CALL, call.getString(CALL))).stream()
                .map(comment -> Map.of("positionSeconds", comment.get("positionSeconds"), "commentText", comment.getString("commentText"))).toList());
        PlainText.given(call.getString("communicationEventId")).flatMap(id -> Rows.one(rows.from("CommunicationEvent")
                .where("communicationEventId", id))).ifPresent(event -> fields.put("CommunicationEvent", fields(event)));
        return fields;
    }

    /** What has a value, by name. */
    private static Map<String, Object> fields(GenericValue row) {
        Map<String, Object> fields = new TreeMap<>();
        row.getAllFields().forEach((name, value) -> {
            if (value instanceof Timestamp moment) {
                fields.put(name, moment.toInstant().toString());
            } else if (value instanceof Number) {
                fields.put(name, value);
            } else if (value != null) {
                fields.put(name, value.toString());
            }
        });
        return fields;
    }
}
