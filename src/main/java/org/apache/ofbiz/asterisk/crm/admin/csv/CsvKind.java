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
package org.apache.ofbiz.asterisk.crm.admin.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a table can be of: its entity, its columns (fields of the entity), by which of them a row is known, and who writes it. */
public enum CsvKind {

    PEERS("AsteriskPeer", List.of("serverId", "technology", "peerName"), List.of("peerTypeEnumId", "userLoginId", "partyId", "callerIdNumber",
            "callerIdName", "dialplanContext", "autoAnswerEnumId", "mailbox", "enabled"), "createAsteriskPeer", "updateAsteriskPeer"),
    GROUPS("CallCenterGroup", List.of("callCenterGroupId"), List.of("groupName", "description", "serverId", "routingStrategyEnumId",
            "ringTimeoutSeconds", "wrapUpSeconds", "dispositionRequired", "answerWithinSeconds", "serviceLevelFormula", "consoleClaim",
            "pauseAfterMissed", "callsAtOnce", "automaticCallbacks", "callbackAttempts", "callbackRetryMinutes",
            "recordCalls", "partyProfileUrl", "accountCodes", "mailbox", "enabled"),
            "createCallCenterGroup", "updateCallCenterGroup"),
    MEMBERSHIPS("GroupMembership", List.of("callCenterGroupId", "partyId", "fromDate"), List.of("thruDate", "membershipRoleEnumId", "penalty"),
            "createGroupMembership", "updateGroupMembership");

    private final String entity;
    private final List<String> keys;
    private final List<String> values;
    private final String createService;
    private final String updateService;

    CsvKind(String entity, List<String> keys, List<String> values, String createService, String updateService) {
        this.entity = entity;
        this.keys = keys;
        this.values = values;
        this.createService = createService;
        this.updateService = updateService;
    }

    /** The kind of this name, if there is one. */
    public static Optional<CsvKind> of(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }

    public String entity() {
        return entity;
    }

    public List<String> keys() {
        return keys;
    }

    /** Those that a row may change. */
    public List<String> valueColumns() {
        return values;
    }

    /** All columns, in the order in which they are written. */
    public List<String> columns() {
        return Stream.concat(keys.stream(), values.stream()).toList();
    }

    String createService() {
        return createService;
    }

    String updateService() {
        return updateService;
    }
}
