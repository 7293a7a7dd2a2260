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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.embedded.data.Build;
import org.apache.ofbiz.entity.GenericEntityException;

/** Derby databases with the tables of entity models and without a row: made once for a build, and copied where a new database is wanted. */
public final class EmptyDatabases {
    private final String key;
    private final Path kept;

    private EmptyDatabases(String key, Path kept) {
        this.key = key;
        this.kept = kept;
    }

    /** @param entityModels the descriptors that make the tables */
    public static EmptyDatabases of(List<Path> entityModels) throws IOException {
        String[] texts = new String[entityModels.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Files.readString(entityModels.get(i));
        }
        Path folder = Build.folder();
        String key = Build.digest(folder.toString(), Build.digest(texts));
        return new EmptyDatabases(key, folder.resolve(key + ".derby"));
    }

    /** Opens the database in the folder, or creates it. @throws IOException as {@link DerbyDatabase#DerbyDatabase(Path)} */
    public DerbyDatabase open(Path folder) throws IOException {
        return new DerbyDatabase(folder, Optional.of(kept).filter(Files::exists));
    }

    /** Brings the tables up to the models, unless a host of this build has done so. */
    public void update(EntityModels models, DerbyDatabase database, Path folder) throws GenericEntityException, IOException {
        Path stamp = folder.resolve("derby.tables");
        boolean isCopy = database.isFresh() && database.isCopy();
        boolean isKnown = !database.isFresh() && Files.exists(stamp) && Files.readString(stamp).equals(key);
        if (database.isDerby() && (isCopy || isKnown)) {
            Files.writeString(stamp, key);
            return;
        }
        if (!database.isDerby() && !database.isFresh()) {
            return; // another host has made the tables
        }
        Schema.update(models, database);
        if (database.isDerby()) {
            Files.writeString(stamp, key);
            if (database.isFresh() && Files.notExists(kept)) {
                keep(database, folder);
            }
        }
    }

    /** Derby writes nothing meanwhile. */
    private void keep(DerbyDatabase database, Path folder) throws IOException {
        Path made = Files.createTempDirectory(kept.getParent(), key);
        try (Connection connection = database.connection(); Statement statement = connection.createStatement()) {
            statement.execute("CALL SYSCS_UTIL.SYSCS_CHECKPOINT_DATABASE()");
            statement.execute("CALL SYSCS_UTIL.SYSCS_FREEZE_DATABASE()");
            try {
                DerbyDatabase.copy(folder.resolve("derby"), made);
            } finally {
                statement.execute("CALL SYSCS_UTIL.SYSCS_UNFREEZE_DATABASE()");
            }
        } catch (SQLException e) {
            throw new IOException("the empty database could not be copied", e);
        }
        try {
            Files.move(made, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.notExists(kept)) { // else another host was sooner
                throw e;
            }
        }
    }
}
