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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.dbcp2.managed.BasicManagedDataSource;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.condition.EntityConditionParam;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.model.ModelField;

/** Derby in this JVM, with pooled connections that follow the thread's transaction. Thread-safe. */
public final class DerbyDatabase implements AutoCloseable {
    /** System property: JDBC URL of an empty database of another kind, for measurements. */
    public static final String OTHER = "embedded.database";
    private static final int CONNECTIONS = 60;
    /** SQLState of a database that another JVM has open. */
    private static final String USED_BY_ANOTHER = "XSDB6";
    /** How Derby reports a clean shutdown, and that there was nothing to shut down. */
    private static final Set<String> DOWN = Set.of("08006", "XJ004");

    private final BasicManagedDataSource pool = new BasicManagedDataSource();
    private final String url;
    private final FieldCrypto crypto;
    private final boolean fresh;
    private final Optional<Path> copyOf;

    /**
     * Opens the database in the folder, or creates it; or the one that {@link #OTHER} names.
     *
     * @throws IOException when the folder cannot be written, or is another host's
     */
    public DerbyDatabase(Path folder) throws IOException {
        this(folder, Optional.empty());
    }

    /** As {@link #DerbyDatabase(Path)}. @param kept what a new database is a copy of, with what else the folder has then */
    DerbyDatabase(Path folder, Optional<Path> kept) throws IOException {
        Files.createDirectories(folder);
        System.setProperty("derby.stream.error.file", folder.resolve("derby.log").toString());
        Optional<String> other = Optional.ofNullable(System.getProperty(OTHER));
        this.fresh = Files.notExists(folder.resolve("derby"));
        this.copyOf = kept.filter(one -> fresh && other.isEmpty());
        if (copyOf.isPresent()) {
            copy(copyOf.get(), folder);
        }
        this.crypto = new FieldCrypto(folder.resolve("field.key"));
        this.url = other.orElse("jdbc:derby:" + folder.resolve("derby"));
        pool.setTransactionManager(ThreadTransactions.manager());
        if (other.isEmpty()) {
            pool.setDriverClassName("org.apache.derby.jdbc.EmbeddedDriver");
        }
        pool.setUrl(other.orElse(url + ";create=true"));
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setPoolPreparedStatements(other.isEmpty()); // the pool asks for the schema each time: with PostgreSQL one more round trip a statement
        open(folder);
    }

    /** The files of a database in which nobody writes. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(each -> !each.toString().endsWith(".lck")).toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /**
     * A database that is there already, of whatever kind; its tables are the caller's affair. For measurements.
     *
     * @param folder for the key of encrypted fields
     */
    public DerbyDatabase(Path folder, String driver, String jdbcUrl) throws IOException {
        this.fresh = false;
        this.copyOf = Optional.empty();
        this.crypto = new FieldCrypto(folder.resolve("field.key"));
        this.url = jdbcUrl;
        pool.setTransactionManager(ThreadTransactions.manager());
        pool.setDriverClassName(driver);
        pool.setUrl(url);
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
    }

    /** Makes the first connection, which starts Derby. */
    private void open(Path folder) throws IOException {
        try {
            connection().close();
        } catch (SQLException e) {
            close();
            if (isUsedByAnother(e)) {
                throw new IOException("the data folder " + folder + " is in use by another host: stop that one, or name another folder", e);
            }
            throw new IOException("the database in " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Derby tells the reason in a next exception of a cause. */
    private static boolean isUsedByAnother(Throwable failure) {
        if (failure == null) {
            return false;
        }
        return failure instanceof SQLException derby && (USED_BY_ANOTHER.equals(derby.getSQLState()) || isUsedByAnother(derby.getNextException()))
                || isUsedByAnother(failure.getCause());
    }

    /** Whether other hosts may write into it, too, of which this one hears nothing. */
    boolean isShared() {
        return !url.startsWith("jdbc:derby:");
    }

    /** True when this start created the database. */
    public boolean isFresh() {
        return fresh;
    }

    /** What it began as a copy of. */
    Optional<Path> copyOf() {
        return copyOf;
    }

    boolean isDerby() {
        return url.startsWith("jdbc:derby:");
    }

    /** Closing it gives it back; within a transaction the same connection comes each time. */
    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    int update(String sql, List<EntityConditionParam> params) throws SQLException {
        try (Connection connection = connection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, params);
            return statement.executeUpdate();
        }
    }

    long count(String sql, List<EntityConditionParam> params) throws SQLException {
        try (Connection connection = connection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, params);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** @param maxRows 0 for all */
    List<GenericValue> query(Delegator delegator, ModelEntity entity, List<ModelField> fields, String sql, List<EntityConditionParam> params,
            int maxRows) throws SQLException {
        try (Connection connection = connection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setMaxRows(maxRows);
            bind(statement, params);
            List<GenericValue> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row(delegator, entity, fields, rows));
                }
            }
            return found;
        }
    }

    private GenericValue row(Delegator delegator, ModelEntity entity, List<ModelField> fields, ResultSet rows) throws SQLException {
        GenericValue value = GenericValue.create(delegator, entity, null);
        for (int i = 0; i < fields.size(); i++) {
            value.set(fields.get(i).getName(), read(fields.get(i), rows, i + 1));
        }
        return value;
    }

    private Object read(ModelField field, ResultSet rows, int column) throws SQLException {
        Object value = switch (FieldTypes.of(field.getType()).javaType()) {
        case "String" -> rows.getString(column);
        case "Long" -> rows.getLong(column);
        case "Double" -> rows.getDouble(column);
        case "byte[]" -> rows.getBytes(column);
        case "java.sql.Timestamp" -> rows.getTimestamp(column);
        default -> rows.getObject(column);
        };
        return rows.wasNull() ? null : field.getEncrypt() ? crypto.decrypt((String) value) : value;
    }

    private void bind(PreparedStatement statement, List<EntityConditionParam> params) throws SQLException {
        for (int i = 0; i < params.size(); i++) {
            ModelField field = params.get(i).modelField();
            Object value = params.get(i).fieldValue();
            if (value != null && field != null && field.getEncrypt()) {
                value = crypto.encrypt(value.toString());
            }
            if (value instanceof String text) {
                statement.setString(i + 1, text);
            } else if (value == null) {
                statement.setNull(i + 1, field == null ? statement.getParameterMetaData().getParameterType(i + 1)
                        : FieldTypes.of(field.getType()).jdbcType()); // to ask for the type would be one more round trip
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    @Override
    public void close() {
        try {
            pool.close();
            if (isDerby()) {
                DriverManager.getConnection(url + ";shutdown=true").close();
            }
        } catch (SQLException shutDown) {
            if (!DOWN.contains(shutDown.getSQLState())) {
                throw new IllegalStateException("the database did not shut down", shutDown);
            }
        }
    }
}
