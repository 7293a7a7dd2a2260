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
package org.apache.ofbiz.embedded.entity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.model.ModelField;
import org.apache.ofbiz.entity.model.ModelIndex;
import org.apache.ofbiz.entity.model.ModelKeyMap;
import org.apache.ofbiz.entity.model.ModelRelation;

/** Brings the tables up to the entity model: adds tables, columns, indexes and foreign keys that are missing; removes and changes nothing. */
public final class Schema {
    private static final String MODULE = Schema.class.getName();

    private final EntityModels models;
    /** For several hundred tables, on a machine that has other things to do. */
    private static final int MOST_SECONDS = 600;

    private final Connection connection;
    private final boolean derby;

    private Schema(EntityModels models, Connection connection, boolean derby) {
        this.models = models;
        this.connection = connection;
        this.derby = derby;
    }

    /** @throws GenericEntityException when the database refuses a change */
    public static void update(EntityModels models, DerbyDatabase database) throws GenericEntityException {
        Transactions.within("update of the tables", MOST_SECONDS, () -> {
            try (Connection connection = database.connection()) {
                Schema schema = new Schema(models, connection, database.isDerby());
                List<ModelEntity> stored = models.all().stream().filter(entity -> !(entity instanceof ViewEntity)).toList();
                schema.tables(stored);
                schema.indexes(stored);
                schema.foreignKeys(stored);
                return null;
            }
        });
    }

    private void tables(Collection<ModelEntity> entities) throws SQLException {
        Set<String> tables = names(connection.getMetaData().getTables(null, null, null, new String[] {"TABLE"}), "TABLE_NAME");
        for (ModelEntity entity : entities) {
            if (!tables.contains(entity.getPlainTableName())) {
                create(entity);
                continue;
            }
            Set<String> columns = names(connection.getMetaData().getColumns(null, null, kept(entity), null), "COLUMN_NAME");
            for (ModelField field : entity.getFieldsUnmodifiable()) {
                if (!columns.contains(field.getColName())) {
                    run("ALTER TABLE " + entity.getPlainTableName() + " ADD COLUMN " + field.getColName() + " "
                            + FieldTypes.of(field.getType()).sqlType());
                }
            }
        }
    }

    private void create(ModelEntity entity) throws SQLException {
        String columns = entity.getFieldsUnmodifiable().stream().map(field -> field.getColName() + " " + FieldTypes.of(field.getType()).sqlType()
                + (field.getIsNotNull() ? " NOT NULL" : "")).collect(Collectors.joining(", "));
        String key = entity.getPksSize() == 0 ? "" : ", CONSTRAINT PK_" + entity.getPlainTableName() + " PRIMARY KEY ("
                + entity.getPkFields().stream().map(ModelField::getColName).collect(Collectors.joining(", ")) + ")";
        run("CREATE TABLE " + entity.getPlainTableName() + " (" + columns + key + ")");
    }

    private void indexes(Collection<ModelEntity> entities) throws SQLException {
        Set<String> constraints = constraints();
        for (ModelEntity entity : entities) {
            Set<String> present = names(connection.getMetaData().getIndexInfo(null, null, kept(entity), false, true), "INDEX_NAME");
            present.addAll(constraints);
            for (Iterator<ModelIndex> all = entity.getIndexesIterator(); all.hasNext();) {
                ModelIndex index = all.next();
                if (!present.contains(index.name().toUpperCase(Locale.ROOT))) {
                    String columns = " (" + columns(entity, index.fieldNames()) + ")";
                    // a unique index of Derby takes nulls for equal, a unique constraint does not, nor do other databases
                    run(index.unique() ? "ALTER TABLE " + entity.getPlainTableName() + " ADD CONSTRAINT " + index.name() + " UNIQUE" + columns
                            : "CREATE INDEX " + index.name() + " ON " + entity.getPlainTableName() + columns);
                }
            }
        }
    }

    private void foreignKeys(Collection<ModelEntity> entities) throws SQLException {
        for (ModelEntity entity : entities) {
            Set<String> present = names(connection.getMetaData().getImportedKeys(null, null, kept(entity)), "FK_NAME");
            for (ModelRelation relation : entity.getRelationsOneList()) {
                ModelEntity related = models.find(relation.relEntityName()).orElseThrow();
                String name = relation.fkName().isEmpty()
                        ? "FK_" + entity.getPlainTableName() + "_" + relation.getCombinedName().toUpperCase(Locale.ROOT) : relation.fkName();
                if (relation.type().equals("one") && !(related instanceof ViewEntity) && !present.contains(name.toUpperCase(Locale.ROOT))) {
                    String keys = columns(entity, relation.keyMaps().stream().map(ModelKeyMap::fieldName).toList());
                    String relatedKeys = columns(related, relation.keyMaps().stream().map(ModelKeyMap::relFieldName).toList());
                    run("ALTER TABLE " + entity.getPlainTableName() + " ADD CONSTRAINT " + name + " FOREIGN KEY (" + keys + ") REFERENCES "
                            + related.getPlainTableName() + " (" + relatedKeys + ")");
                }
            }
        }
    }

    /** The name of the table as the database keeps it: PostgreSQL has unquoted names in lower case. */
    private String kept(ModelEntity entity) {
        return derby ? entity.getPlainTableName() : entity.getPlainTableName().toLowerCase(Locale.ROOT);
    }

    private Set<String> constraints() throws SQLException {
        if (!derby) {
            return Set.of();
        }
        try (Statement statement = connection.createStatement()) {
            return names(statement.executeQuery("SELECT CONSTRAINTNAME FROM SYS.SYSCONSTRAINTS"), "CONSTRAINTNAME");
        }
    }

    private static String columns(ModelEntity entity, List<String> fieldNames) {
        return fieldNames.stream().map(name -> entity.getField(name).getColName()).collect(Collectors.joining(", "));
    }

    private void run(String sql) throws SQLException {
        Debug.logVerbose(sql, MODULE);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(derby ? sql : sql.replace("CLOB", "TEXT").replace("DOUBLE", "DOUBLE PRECISION"));
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + ": " + sql, e.getSQLState(), e);
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
