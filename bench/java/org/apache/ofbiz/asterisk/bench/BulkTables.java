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
package org.apache.ofbiz.asterisk.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.model.ModelIndex;
import org.apache.ofbiz.entity.model.ModelKeyMap;
import org.apache.ofbiz.entity.model.ModelRelation;

/**
 * Fills tables of Derby with many rows: without their indexes and foreign keys, which are made afterwards, as that is quicker than to keep them. A
 * foreign key becomes the index that OFBiz makes for it. Not thread-safe.
 */
public final class BulkTables {

    private static final int BATCH = 5_000;

    private final Delegator delegator;
    private final Connection connection;

    /** @param connection to the delegator's database, commits by hand */
    public BulkTables(Delegator delegator, Connection connection) {
        this.delegator = delegator;
        this.connection = connection;
    }

    /** Takes the indexes of these entities away, but for the primary keys. */
    public void dropIndexes(Collection<String> entities) throws SQLException {
        for (String entity : entities) {
            String table = delegator.getModelEntity(entity).getPlainTableName();
            for (String name : names(connection.getMetaData().getImportedKeys(null, null, table), "FK_NAME")) {
                run("ALTER TABLE " + table + " DROP CONSTRAINT " + name);
            }
            Set<String> present = names(connection.getMetaData().getIndexInfo(null, null, table, false, true), "INDEX_NAME");
            for (String name : indexes(entity).keySet()) {
                if (present.contains(name)) {
                    run("DROP INDEX " + name);
                }
            }
        }
        connection.commit();
    }

    /** Makes the indexes, and tells the database of its rows, by which it chooses among them. */
    public void createIndexes(Collection<String> entities) throws SQLException {
        for (String entity : entities) {
            String table = delegator.getModelEntity(entity).getPlainTableName();
            for (Map.Entry<String, String> index : indexes(entity).entrySet()) {
                run("CREATE INDEX " + index.getKey() + " ON " + table + " (" + index.getValue() + ")");
            }
            run("CALL SYSCS_UTIL.SYSCS_UPDATE_STATISTICS(CURRENT SCHEMA, '" + table + "', NULL)");
            connection.commit();
        }
    }

    /** @param rows the values of these fields */
    public void fill(String entityName, List<String> fields, Stream<Object[]> rows) throws SQLException {
        fill(connection, delegator.getModelEntity(entityName), fields, rows);
    }

    /** The same for any database. @param connection commits by hand */
    public static void fill(Connection connection, ModelEntity entity, List<String> fields, Stream<Object[]> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + entity.getPlainTableName() + " (" + columns(entity, fields)
                + ") VALUES (" + fields.stream().map(name -> "?").collect(Collectors.joining(", ")) + ")")) {
            int waiting = 0;
            for (Iterator<Object[]> all = rows.iterator(); all.hasNext();) {
                set(insert, all.next());
                insert.addBatch();
                waiting++;
                if (waiting == BATCH || !all.hasNext()) {
                    insert.executeBatch();
                    connection.commit();
                    waiting = 0;
                }
            }
        }
    }

    private static void set(PreparedStatement insert, Object... values) throws SQLException {
        for (int column = 0; column < values.length; column++) {
            if (values[column] == null) {
                insert.setString(column + 1, null);
            } else {
                insert.setObject(column + 1, values[column]);
            }
        }
    }

    /** Columns by the name of the index: those of the model, except what makes values unique, and one for each foreign key. */
    private Map<String, String> indexes(String entityName) {
        ModelEntity entity = delegator.getModelEntity(entityName);
        Map<String, String> indexes = new LinkedHashMap<>();
        for (Iterator<ModelIndex> all = entity.getIndexesIterator(); all.hasNext();) {
            ModelIndex index = all.next();
            if (!index.unique()) {
                indexes.put(index.name().toUpperCase(Locale.ROOT), columns(entity, index.fieldNames()));
            }
        }
        for (ModelRelation relation : entity.getRelationsOneList()) {
            if (relation.type().equals("one")) {
                indexes.put(("BENCH_" + entity.getPlainTableName() + "_" + relation.getCombinedName()).toUpperCase(Locale.ROOT),
                        columns(entity, relation.keyMaps().stream().map(ModelKeyMap::fieldName).toList()));
            }
        }
        return indexes;
    }

    private static String columns(ModelEntity entity, List<String> fields) {
        return fields.stream().map(name -> entity.getField(name).getColName()).collect(Collectors.joining(", "));
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Set<String> names(ResultSet rows, String column) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (rows) {
            while (rows.next()) {
                if (rows.getString(column) != null) {
                    names.add(rows.getString(column).toUpperCase(Locale.ROOT));
                }
            }
        }
        return names;
    }
}
