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
package org.apache.ofbiz.asterisk.crm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ofbiz.base.util.Debug;

/**
 * The folder where the PBX leaves recordings. What a PBX says about a file is taken as a name only: nothing outside the folder is
 * ever found, not through {@code ..}, an absolute path or a link. Immutable, thread-safe.
 *
 * @param path  absolute
 * @param roots nothing is written or found where they hold it not
 */
record RecordingFolder(Path path, RecordingRoots roots) {

    private static final String MODULE = RecordingFolder.class.getName();
    private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9._-]{1,160}");

    /** @param ownLocation the server's own folder; empty to use the setting callRecordingFilesLocation */
    static RecordingFolder of(String ownLocation, Settings settings) {
        String location = ownLocation.isEmpty() ? settings.get(Settings.CALL_RECORDING_FILES_LOCATION) : ownLocation;
        Path path = RecordingRoots.folder(location)
                .or(() -> RecordingRoots.folder(Settings.CALL_RECORDING_FILES_LOCATION.defaultText())).orElseThrow();
        return new RecordingFolder(path, RecordingRoots.now());
    }

    /** Makes the folder where it is missing and may be: MixMonitor would write nothing. */
    void make() {
        if (!roots.hold(path)) {
            Debug.logWarning("Nothing is recorded in " + path + ": it is in none of the folders of " + Settings.RECORDING_ROOTS.name(), MODULE);
            return;
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            Debug.logWarning("No folder for recordings at " + path + ": " + e, MODULE);
        }
    }

    /** Where the recording of a channel is to be written; empty for an id that is no plain file name, and where nothing may lie in the folder. */
    Optional<Path> fileFor(String channelId) {
        return isSafe(channelId) && roots.hold(path) ? Optional.of(path.resolve(channelId + ".wav")) : Optional.empty();
    }

    /**
     * The file that the PBX reported, or else one that is named after a channel of the call.
     *
     * @param reported path on the PBX; empty where it told none
     */
    Optional<Path> find(String reported, Collection<String> channelIds) {
        return Optional.of(baseName(reported)).filter(RecordingFolder::isSafe).map(path::resolve).flatMap(this::inside)
                .or(() -> channelIds.stream().filter(RecordingFolder::isSafe).flatMap(id -> named(id).stream()).findFirst());
    }

    private Optional<Path> named(String channelId) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, channelId + ".*")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                Optional<Path> found = inside(file);
                if (found.isPresent() && name.lastIndexOf('.') == channelId.length()) { // an id has dots too
                    return found;
                }
            }
        } catch (IOException e) {
            return Optional.empty(); // no folder yet: nothing was recorded
        }
        return Optional.empty();
    }

    private Optional<Path> inside(Path file) {
        try {
            Path real = file.toRealPath();
            boolean sound = Files.isRegularFile(real) && AudioTypes.of(real).isPresent();
            return sound && real.startsWith(path.toRealPath()) && roots.hold(real) ? Optional.of(real) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String baseName(String reported) {
        return reported.substring(Math.max(reported.lastIndexOf('/'), reported.lastIndexOf('\\')) + 1);
    }

    /** Letters, digits, dot, dash, underscore; so no separator, no wildcard, and not a folder of its own. */
    private static boolean isSafe(String name) {
        return SAFE_ID.matcher(name).matches() && !name.matches("\\.+");
    }
}
