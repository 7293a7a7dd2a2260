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
package org.apache.ofbiz.asterisk.crm.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.bench.BulkTables;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.model.ModelIndex;
import org.apache.ofbiz.entity.model.ModelKeyMap;
import org.apache.ofbiz.entity.model.ModelRelation;

/**
 * A call center of two years: {@link #CALLS} calls of 40 agents in five groups with 50,000 customers, one a minute by day and by night. One in
 * a thousand met a congested line; one in twenty has a CommEvent with a subject.
 */
final class MillionCalls {

    static final int CALLS = Integer.getInteger("calls", 1_000_000);
    static final int AGENTS = 40;
    static final int GROUPS = 5;
    static final int CUSTOMERS = 50_000;
    static final Duration BETWEEN = Duration.ofDays(730).dividedBy(CALLS);
    private static final String TABLE = "PHONE_CALL";

    private final Delegator delegator;
    private final Connection connection;
    private final Instant newest;

    /** @param connection to the delegator's database, commits by hand */
    MillionCalls(Delegator delegator, Connection connection, Instant newest) {
        this.delegator = delegator;
        this.connection = connection;
        this.newest = newest;
    }

    Instant start(int i) {
        return newest.minus(BETWEEN.multipliedBy(i));
    }

    /** Takes the indexes of calls away, fills the tables, and makes the indexes again, which is quicker than to keep them. */
    void load() throws SQLException {
        dropIndexes();
        Random random = new Random(7);
        fill("Party", AGENTS + CUSTOMERS, List.of("partyId", "partyTypeId", "statusId"), i -> new Object[] {party(i), "PERSON", "PARTY_ENABLED"});
        fill("Person", AGENTS + CUSTOMERS, List.of("partyId", "firstName", "lastName"), i -> new Object[] {party(i), "Name" + i, "Test" + i % 997});
        fill("CallCenterGroup", GROUPS, List.of("callCenterGroupId", "groupName", "serverId", "enabled"),
                i -> new Object[] {"G" + i, "Group " + i, "DEMO_PBX", "Y"});
        fill("GroupMembership", AGENTS, List.of("callCenterGroupId", "partyId", "fromDate"),
                i -> new Object[] {"G" + i % GROUPS, party(i), Timestamp.valueOf("2020-01-01 00:00:00")});
        fill("UserLogin", AGENTS, List.of("userLoginId", "partyId", "enabled"), i -> new Object[] {"agent" + i, party(i), "Y"});
        fill("CommunicationEvent", CALLS / 20, List.of("communicationEventId", "subject"), i -> new Object[] {"C" + i * 20, "Order " + i});
        List<String> fields = List.of("phoneCallId", "serverId", "linkedId", "directionEnumId", "callerNumber", "dialedNumber",
                "callCenterGroupId", "partyId", "agentPartyId", "startDate", "answerDate", "endDate", "talkSeconds", "outcomeEnumId",
                "communicationEventId");
        fill("PhoneCall", CALLS, fields, i -> {
            Instant start = start(i);
            boolean incoming = random.nextInt(10) < 6;
            int customer = AGENTS + random.nextInt(CUSTOMERS);
            String number = "3725" + (1_000_000 + customer);
            String outcome = i % 1000 == 0 ? "AST_CONGESTED" : random.nextInt(10) < 8 ? "AST_ANSWERED" : incoming ? "AST_ABANDONED" : "AST_BUSY";
            int agent = random.nextInt(AGENTS);
            return new Object[] {"P" + (9_000_000 - i), "DEMO_PBX", "L" + i, incoming ? "AST_INBOUND" : "AST_OUTBOUND",
                incoming ? number : "10" + agent, incoming ? "5000" : number,
                "G" + agent % GROUPS, party(customer), "AST_ABANDONED".equals(outcome) ? null : party(agent),
                Timestamp.from(start), Timestamp.from(start.plusSeconds(5)), Timestamp.from(start.plusSeconds(65)), 60L, outcome,
                i % 20 == 0 ? "C" + i : null};
        });
        createIndexes();
    }

    /** Those of the entity model, those that foreign keys have, and the database's own knowledge of the tables, by which it chooses among them. */
    private void createIndexes() throws SQLException {
        ModelEntity calls = delegator.getModelEntity("PhoneCall");
        try (Statement statement = connection.createStatement()) {
            for (Iterator<ModelIndex> all = calls.getIndexesIterator(); all.hasNext();) {
                ModelIndex index = all.next();
                statement.execute("CREATE INDEX " + index.name() + " ON " + TABLE + " (" + columns(calls, index.fieldNames()) + ")");
            }
            for (ModelRelation relation : calls.getRelationsOneList()) {
                if (relation.type().equals("one")) {
                    statement.execute("CREATE INDEX " + relation.fkName() + " ON " + TABLE + " ("
                            + columns(calls, relation.keyMaps().stream().map(ModelKeyMap::fieldName).toList()) + ")");
                }
            }
            for (String table : List.of("PHONE_CALL", "PARTY", "PERSON", "COMMUNICATION_EVENT")) {
                statement.execute(isDerby() ? "CALL SYSCS_UTIL.SYSCS_UPDATE_STATISTICS(CURRENT SCHEMA, '" + table + "', NULL)" : "ANALYZE " + table);
            }
        }
        connection.commit();
    }

    private static String columns(ModelEntity entity, List<String> fields) {
        return fields.stream().map(name -> entity.getField(name).getColName()).collect(Collectors.joining(", "));
    }

    private boolean isDerby() throws SQLException {
        return connection.getMetaData().getURL().startsWith("jdbc:derby");
    }

    private void dropIndexes() throws SQLException {
        String table = isDerby() ? TABLE : TABLE.toLowerCase(Locale.ROOT);
        Set<String> names = new TreeSet<>(names(connection.getMetaData().getImportedKeys(null, null, table), "FK_NAME"));
        names.add("AST_CALL_LINKED");
        try (Statement statement = connection.createStatement()) {
            for (String name : names) {
                statement.execute("ALTER TABLE " + TABLE + " DROP CONSTRAINT " + name);
            }
            for (String name : names(connection.getMetaData().getIndexInfo(null, null, table, false, true), "INDEX_NAME")) {
                if (name.startsWith("AST_")) {
                    statement.execute("DROP INDEX " + name);
                }
            }
        }
        connection.commit();
    }

    private static Set<String> names(ResultSet rows, String column) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (rows) {
            while (rows.next()) {
                names.add(String.valueOf(rows.getString(column)).toUpperCase(Locale.ROOT));
            }
        }
        return names;
    }

    static String party(int i) {
        return "P" + i;
    }

    private void fill(String table, int rows, List<String> fields, IntFunction<Object[]> row) throws SQLException {
        BulkTables.fill(connection, delegator.getModelEntity(table), fields, IntStream.range(0, rows).mapToObj(row));
    }
}
