/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a table can be of: its entity, its columns (fields of the entity), by which of them a row is known, and who writes it. */
public enum CsvKind {

    PEERS("AsteriskPeer", List.of("serverId", "technology", "peerName"), List.of("peerTypeId", "userLoginId", "partyId", "callerIdNumber",
            "callerIdName", "dialplanContext", "enabled"), "createAsteriskPeer", "updateAsteriskPeer"),
    GROUPS("CallCenterGroup", List.of("callCenterGroupId"), List.of("groupName", "description", "serverId", "routingStrategy",
            "ringTimeoutSeconds", "wrapUpSeconds", "dispositionRequired", "answerWithinSeconds", "recordCalls", "partyProfileUrl", "enabled"),
            "createCallCenterGroup", "updateCallCenterGroup"),
    MEMBERSHIPS("GroupMembership", List.of("callCenterGroupId", "partyId", "fromDate"), List.of("thruDate", "membershipRole", "penalty"),
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
