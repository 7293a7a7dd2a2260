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
package org.apache.ofbiz.asterisk.crm.numbers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.bench.BulkTables;
import org.apache.ofbiz.embedded.entity.EntityModels;
import org.apache.ofbiz.embedded.entity.FieldTypes;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.model.ModelField;
import org.apache.ofbiz.entity.model.ModelIndex;

/**
 * The tables of a look-up, filled: {@link #NUMBERS} numbers of a quarter as many people. Of a thousand numbers one is shared by twenty people, and
 * one is of another country and written without it.
 */
final class MillionNumbers {

    static final int NUMBERS = Integer.getInteger("numbers", 1_000_000);
    static final int PEOPLE = NUMBERS / 4;
    static final int SHARED_BY = 20;
    private static final Timestamp SINCE = Timestamp.valueOf("2020-01-01 00:00:00");
    private static final List<String> TABLES = List.of("Party", "Person", "PartyGroup", "TelecomNumber", "PartyContactMech", "AsteriskNumberKey",
            "AsteriskNumberIndexState", "AsteriskIgnoredNumber", "AsteriskCallerCorrection", "AsteriskServer", "AsteriskPeer",
            "AsteriskPartyNameWord");
    /** OFBiz makes an index for each foreign key; these are what a look-up meets. */
    private static final Map<String, String> FOREIGN_KEYS = Map.of("PartyContactMech", "contactMechId", "AsteriskPeer", "serverId");

    private final EntityModels models;
    private final Connection connection;
    private final TelephoneNumbers reader = new TelephoneNumbers("EE");

    /** @param connection commits by hand */
    MillionNumbers(EntityModels models, Connection connection) {
        this.models = models;
        this.connection = connection;
    }

    /** The number of this place: Estonian mobiles, and at each 1,000th place + 1 a German one without its country. */
    static String number(int i) {
        return isForeign(i) ? "030" + (22_000_000 + i) : "5" + (1_000_000 + i);
    }

    static boolean isShared(int i) {
        return i % 1000 == 0;
    }

    static boolean isForeign(int i) {
        return i % 1000 == 1;
    }

    /** One of fifty: 5,000 people have it. */
    static String lastName(int i) {
        return "Test" + (char) ('a' + i % 50 / 25) + (char) ('a' + i % 25);
    }

    static String party(int i) {
        return "P" + i % PEOPLE;
    }

    void load() throws SQLException {
        for (String table : TABLES) {
            ModelEntity entity = models.find(table).orElseThrow();
            run("CREATE TABLE " + entity.getPlainTableName() + " (" + entity.getFieldsUnmodifiable().stream()
                    .map(field -> field.getColName() + " " + FieldTypes.of(field.getType()).sqlType() + (field.getIsPk() ? " NOT NULL" : ""))
                    .collect(Collectors.joining(", ")) + ")");
        }
        fill("Party", PEOPLE, List.of("partyId", "statusId"), i -> new Object[] {"P" + i, "PARTY_ENABLED"});
        fill("Person", PEOPLE, List.of("partyId", "firstName", "lastName"), i -> new Object[] {"P" + i, "Name" + i, lastName(i)});
        fill("AsteriskPartyNameWord", PEOPLE, List.of("partyId", "nameWord"), i -> new Object[] {"P" + i, "NAME" + i});
        fill("AsteriskPartyNameWord", PEOPLE, List.of("partyId", "nameWord"), i -> new Object[] {"P" + i, lastName(i).toUpperCase(Locale.ROOT)});
        fill("TelecomNumber", NUMBERS, List.of("contactMechId", "countryCode", "contactNumber"),
                i -> new Object[] {"N" + i, isForeign(i) ? null : "372", number(i)});
        fill("PartyContactMech", NUMBERS, List.of("partyId", "contactMechId", "fromDate"), i -> new Object[] {party(i), "N" + i, SINCE});
        int shared = NUMBERS / 1000;
        fill("PartyContactMech", shared * (SHARED_BY - 1), List.of("partyId", "contactMechId", "fromDate"),
                i -> new Object[] {party(i / (SHARED_BY - 1) * 1000 + i % (SHARED_BY - 1) + 1), "N" + i / (SHARED_BY - 1) * 1000, SINCE});
        fill("AsteriskNumberKey", NUMBERS, List.of("contactMechId", "numberKey", "reversedDigits", "countryCode", "keyKind"), i -> {
            Map<String, Object> key = reader.key(isForeign(i) ? null : "372", null, number(i)).fields();
            return new Object[] {"N" + i, key.get("numberKey"), key.get("reversedDigits"), key.get("countryCode"), key.get("keyKind")};
        });
        fill("AsteriskNumberIndexState", 1, List.of("indexId", "phase", "region", "keyFormat", "endDate"),
                i -> new Object[] {"PARTIES", "DONE", "EE", TelephoneNumbers.KEY_FORMAT, SINCE});
        indexes();
    }

    private void indexes() throws SQLException {
        for (String table : TABLES) {
            ModelEntity entity = models.find(table).orElseThrow();
            run("ALTER TABLE " + entity.getPlainTableName() + " ADD PRIMARY KEY ("
                    + entity.getPkFields().stream().map(ModelField::getColName).collect(Collectors.joining(", ")) + ")");
            for (Iterator<ModelIndex> all = entity.getIndexesIterator(); all.hasNext();) {
                ModelIndex index = all.next();
                run("CREATE INDEX " + index.name() + " ON " + entity.getPlainTableName() + " (" + index.fieldNames().stream()
                        .map(name -> entity.getField(name).getColName()).collect(Collectors.joining(", ")) + ")");
            }
            if (FOREIGN_KEYS.containsKey(table)) {
                run("CREATE INDEX BENCH_" + entity.getPlainTableName() + " ON " + entity.getPlainTableName() + " ("
                        + entity.getField(FOREIGN_KEYS.get(table)).getColName() + ")");
            }
            run(connection.getMetaData().getURL().startsWith("jdbc:derby")
                    ? "CALL SYSCS_UTIL.SYSCS_UPDATE_STATISTICS(CURRENT SCHEMA, '" + entity.getPlainTableName() + "', NULL)"
                    : "ANALYZE " + entity.getPlainTableName().toLowerCase(Locale.ROOT));
        }
        connection.commit();
    }

    private void fill(String table, int rows, List<String> fields, IntFunction<Object[]> row) throws SQLException {
        BulkTables.fill(connection, models.find(table).orElseThrow(), fields, IntStream.range(0, rows).mapToObj(row));
    }

    private void run(String sql) throws SQLException {
        boolean derby = connection.getMetaData().getURL().startsWith("jdbc:derby");
        try (Statement statement = connection.createStatement()) {
            statement.execute(derby ? sql : sql.replace("CLOB", "TEXT").replace("BLOB", "BYTEA").replace("DOUBLE", "DOUBLE PRECISION"));
        }
    }
}
