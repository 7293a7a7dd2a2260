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
import java.util.stream.Stream;
import org.apache.ofbiz.embedded.data.Build;
import org.apache.ofbiz.entity.GenericEntityException;

/**
 * Derby databases of one build, made once and copied where a new one is wanted: one with the tables of the entity models and without a row, and one
 * with the rows of data files as well. The latter has the key of its encrypted fields with it.
 */
public final class KeptDatabases {
    /** System property: whether a database that another host has made is brought up to the models, as after an update of one node. */
    public static final String UPDATE = "embedded.database.update";

    private static final String DATABASE = "derby";
    private static final String KEY = "field.key";

    private final String key;
    private final Path empty;
    private final Path loaded;

    private KeptDatabases(String key, Path empty, Path loaded) {
        this.key = key;
        this.empty = empty;
        this.loaded = loaded;
    }

    /**
     * @param entityModels the descriptors that make the tables
     * @param dataFiles    what a new database has, in the order of loading
     */
    public static KeptDatabases of(List<Path> entityModels, List<Path> dataFiles) throws IOException {
        Path folder = Build.folder();
        String key = Build.digest(folder.toString(), Build.digest(texts(entityModels)));
        return new KeptDatabases(key, folder.resolve(key + ".derby"), folder.resolve(Build.digest(key, Build.digest(texts(dataFiles))) + ".loaded"));
    }

    private static String[] texts(List<Path> files) throws IOException {
        String[] texts = new String[files.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Files.readString(files.get(i));
        }
        return texts;
    }

    /** Opens the database in the folder, or creates it. @throws IOException as {@link DerbyDatabase#DerbyDatabase(Path)} */
    public DerbyDatabase open(Path folder) throws IOException {
        return new DerbyDatabase(folder, Stream.of(loaded, empty).filter(Files::exists).findFirst());
    }

    /** Whether a database that has just been created has the rows of the data files. */
    public boolean isLoaded(DerbyDatabase database) {
        return database.copyOf().equals(Optional.of(loaded));
    }

    /** Brings the tables up to the models, unless a host of this build has done so. */
    public void update(EntityModels models, DerbyDatabase database, Path folder) throws GenericEntityException, IOException {
        Path stamp = folder.resolve("derby.tables");
        boolean isCopy = database.isFresh() && database.copyOf().isPresent();
        boolean isKnown = !database.isFresh() && Files.exists(stamp) && Files.readString(stamp).equals(key);
        if (database.isDerby() && (isCopy || isKnown)) {
            Files.writeString(stamp, key);
            return;
        }
        if (!database.isDerby() && !database.isFresh() && !Boolean.getBoolean(UPDATE)) {
            return; // another host of this version has made the tables
        }
        Schema.update(models, database);
        if (database.isDerby()) {
            Files.writeString(stamp, key);
            if (database.isFresh()) {
                keep(database, folder, List.of(DATABASE), empty);
            }
        }
    }

    /** Keeps a new database with the rows of the data files, unless there is one. */
    public void keepLoaded(DerbyDatabase database, Path folder) throws IOException {
        if (database.isDerby() && database.isFresh()) {
            keep(database, folder, List.of(DATABASE, KEY), loaded);
        }
    }

    /** Derby writes nothing meanwhile. */
    private void keep(DerbyDatabase database, Path folder, List<String> parts, Path kept) throws IOException {
        if (Files.exists(kept)) {
            return;
        }
        Path made = Files.createTempDirectory(kept.getParent(), key);
        try (Connection connection = database.connection(); Statement statement = connection.createStatement()) {
            statement.execute("CALL SYSCS_UTIL.SYSCS_CHECKPOINT_DATABASE()");
            statement.execute("CALL SYSCS_UTIL.SYSCS_FREEZE_DATABASE()");
            try {
                for (String part : parts) {
                    DerbyDatabase.copy(folder.resolve(part), made.resolve(part));
                }
            } finally {
                statement.execute("CALL SYSCS_UTIL.SYSCS_UNFREEZE_DATABASE()");
            }
        } catch (SQLException e) {
            throw new IOException("the new database could not be copied", e);
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
