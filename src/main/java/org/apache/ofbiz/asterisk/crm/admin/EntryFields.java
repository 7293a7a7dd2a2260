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
package org.apache.ofbiz.asterisk.crm.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.GenericValue;

/** Which fields of a CallCenterGroupEntry say how a call reaches the group; that depends on its type. What is in the others means nothing. */
public final class EntryFields {
    /** What an entry of each type is found by, so that it cannot be without. */
    private static final Map<String, List<String>> NEEDED = Map.of(EnumIds.ENTRY_NUMBER, List.of("dialplanContext", "extension"),
            EnumIds.ENTRY_QUEUE, List.of("queueName"), EnumIds.ENTRY_USER_EVENT, List.of("userEventName"),
            EnumIds.ENTRY_OUTBOUND, List.of("serviceName"));
    private static final Map<String, List<String>> POSSIBLE = Map.of(EnumIds.ENTRY_USER_EVENT, List.of("extension"), // for one number only
            EnumIds.ENTRY_OUTBOUND, List.of("outboundContext", "dialPrefix", "callerIdNumber", "setVariables", "permissionId"));
    private static final List<String> ALL = List.of("dialplanContext", "extension", "queueName", "userEventName", "serviceName",
            "outboundContext", "dialPrefix", "callerIdNumber", "setVariables", "permissionId");

    private EntryFields() {
    }

    /** @param entryTypeEnumId null or unknown for a type that needs nothing */
    public static List<String> needed(String entryTypeEnumId) {
        return entryTypeEnumId == null ? List.of() : NEEDED.getOrDefault(entryTypeEnumId, List.of());
    }

    /** Empties what does not belong to the entry's type, so that no page shows it. */
    public static void clearOthers(GenericValue entry) {
        List<String> own = new ArrayList<>(needed(entry.getString("entryTypeEnumId")));
        if (own.isEmpty()) {
            return;
        }
        own.addAll(POSSIBLE.getOrDefault(entry.getString("entryTypeEnumId"), List.of()));
        ALL.stream().filter(field -> !own.contains(field)).forEach(field -> entry.set(field, null));
    }

    /** Where calls come from, for a list: the number with its context, the queue, or the event; by what they go out, the service. */
    public static String words(GenericValue entry) {
        String extension = Rows.text(entry, "extension");
        return switch (Rows.text(entry, "entryTypeEnumId")) {
        case EnumIds.ENTRY_QUEUE -> Rows.text(entry, "queueName");
        case EnumIds.ENTRY_OUTBOUND -> Rows.text(entry, "serviceName");
        case EnumIds.ENTRY_USER_EVENT -> Rows.text(entry, "userEventName") + (extension.isEmpty() ? "" : " (" + extension + ")");
        default -> extension + " (" + Rows.text(entry, "dialplanContext") + ")";
        };
    }
}
