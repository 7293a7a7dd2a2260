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
package org.apache.ofbiz.asterisk.crm.recordings;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;

/**
 * The folders of this machine below which recordings may be: {@link Settings#RECORDING_ROOTS}, never a row of the database, so that no page,
 * and nobody who may use it, can have other files of the machine served. Immutable, thread-safe.
 *
 * @param folders absolute
 */
public record RecordingRoots(List<Path> folders) {

    private static final String MODULE = RecordingRoots.class.getName();

    public RecordingRoots {
        folders = List.copyOf(folders);
    }

    /** As the settings say now. */
    public static RecordingRoots of(Settings settings) {
        return new RecordingRoots(settings.get(Settings.RECORDING_ROOTS).stream().flatMap(text -> folder(text).stream()).toList());
    }

    /** The folder that a text names, absolute; relative ones start at OFBiz's home. Empty for what names none on this machine. */
    public static Optional<Path> folder(String text) {
        try {
            return Optional.of(Settings.home().resolve(text).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            Debug.logWarning("Folder not found: " + e.getReason(), MODULE);
            return Optional.empty();
        }
    }

    /** Whether recordings may lie in this folder, which need not be there yet. Links on the way are followed: it is where they lead that counts. */
    public boolean hold(Path folder) {
        return root(folder).isPresent();
    }

    /** The real path of the root that a file or folder is in, by its real path, or where it will be once it is made. */
    Optional<Path> root(Path path) {
        Path real = real(path);
        return folders.stream().map(RecordingRoots::real).filter(real::startsWith).findFirst();
    }

    /** The real path as far as it is there, and the rest as it was given. */
    public static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        for (Path there = absolute; there != null; there = there.getParent()) {
            try {
                return there.toRealPath().resolve(there.relativize(absolute));
            } catch (IOException notThere) {
                continue; // its parent may be
            }
        }
        return absolute;
    }
}
