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
package org.apache.ofbiz.asterisk.crm.admin.backup;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a backup holds, in the order in which it is taken over: what others refer to comes first. */
enum BackupSection {

    SERVERS("AsteriskServer", List.of("serverId"), "createAsteriskServer", "updateAsteriskServer", Set.of("secret")),
    SERVER_TRUNKS("AsteriskServerTrunk", List.of("fromServerId", "toServerId"), "createAsteriskServerTrunk", "updateAsteriskServerTrunk", Set.of()),
    PEERS("AsteriskPeer", List.of("serverId", "technology", "peerName"), "createAsteriskPeer", "updateAsteriskPeer", Set.of("autoFilled")),
    GROUPS("CallCenterGroup", List.of("callCenterGroupId"), "createCallCenterGroup", "updateCallCenterGroup", Set.of()),
    SOURCES("CallCenterGroupEntry", List.of("callCenterGroupId", "entryTypeEnumId", "dialplanContext", "extension", "queueName", "userEventName",
            "serviceName"),
            "createCallCenterGroupEntry", "updateCallCenterGroupEntry", Set.of("entrySeqId")),
    MEMBERSHIPS("GroupMembership", List.of("callCenterGroupId", "partyId", "fromDate"), "createGroupMembership", "updateGroupMembership",
            Set.of()),
    LIMITS("CallCenterGroupLimits", List.of("callCenterGroupId"), "storeAsteriskGroupLimits", "storeAsteriskGroupLimits", Set.of()),
    CONSENT("CallCenterGroupConsent", List.of("callCenterGroupId"), "storeAsteriskGroupConsent", "storeAsteriskGroupConsent", Set.of()),
    /** Questions have no key that people give them: of two with one text, one began later. */
    QUESTIONS("AsteriskScoreQuestion", List.of("callCenterGroupId", "questionText", "questionKind", "fromDate"), "storeAsteriskScoreQuestion",
            "storeAsteriskScoreQuestion", Set.of()),
    /** An override of the hours is for the day. */
    HOURS("AsteriskOpeningHours", List.of("callCenterGroupId"), "storeAsteriskOpeningHours", "storeAsteriskOpeningHours",
            Set.of("pbxVersion", "forcedState", "forcedUntilDate")),
    ACTIONS("AsteriskCallAction", List.of("callCenterGroupId", "turn", "actionType", "target"), "createAsteriskCallAction",
            "updateAsteriskCallAction", Set.of("secret")),
    IGNORED_NUMBERS("AsteriskIgnoredNumber", List.of("numberKey"), "createAsteriskIgnoredNumber", "updateAsteriskIgnoredNumber", Set.of()),
    RULES("AsteriskOutboundRule", List.of("numberPrefix"), "createAsteriskOutboundRule", "updateAsteriskOutboundRule", Set.of()),
    /** What the PBX has is changed on its own page: a restored file waits there as the state before. */
    QUEUES("AsteriskQueueFile", List.of("serverId"), "", "", Set.of("previousText", "changedDate"));

    /** Who changed a row last isn't part of it. */
    private static final Set<String> NEVER = Set.of("lastModifiedByUserLogin", "lastUpdatedStamp", "lastUpdatedTxStamp", "createdStamp",
            "createdTxStamp");

    private final String entity;
    private final List<String> key;
    private final String createService;
    private final String updateService;
    private final Set<String> left;

    BackupSection(String entity, List<String> key, String createService, String updateService, Set<String> left) {
        this.entity = entity;
        this.key = key;
        this.createService = createService;
        this.updateService = updateService;
        this.left = left;
    }

    /** Its name in the file. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<BackupSection> of(String title) {
        return Arrays.stream(values()).filter(section -> section.title().equals(title)).findFirst();
    }

    String entity() {
        return entity;
    }

    /** By which a row is the same here and there. Keys that a database has given are no such. */
    List<String> key() {
        return key;
    }

    String createService() {
        return createService;
    }

    String updateService() {
        return updateService;
    }

    /** Whether its service takes a row as a whole, not only what has changed. */
    boolean isWhole() {
        return this == HOURS || this == QUESTIONS;
    }

    /** The fields of a row in the file, of those that the entity has. */
    List<String> fields(List<String> all, List<String> primaryKey) {
        return all.stream().filter(field -> !NEVER.contains(field) && !left.contains(field) && (!primaryKey.contains(field) || key.contains(field)))
                .toList();
    }
}
