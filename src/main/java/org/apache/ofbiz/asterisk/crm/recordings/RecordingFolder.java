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
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;

/**
 * The folder where the PBX leaves recordings. What a PBX says about a file is looked for below it, whatever characters are in it:
 * nothing outside the folder is ever found, not through {@code ..}, an absolute path or a link. Immutable, thread-safe.
 *
 * @param path  absolute
 * @param roots nothing is written or found where they hold it not
 */
public record RecordingFolder(Path path, RecordingRoots roots) {

    private static final String MODULE = RecordingFolder.class.getName();
    private static final int MOST_PARTS = 40;
    /** Shorter ones may be part of a name by chance. */
    private static final int SHORTEST_ID = 8;
    private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9._-]{1,160}");

    /** @param ownLocation the server's own folder; empty to use the setting callRecordingFilesLocation */
    public static RecordingFolder of(String ownLocation, Settings settings) {
        String location = ownLocation.isEmpty() ? settings.get(Settings.CALL_RECORDING_FILES_LOCATION) : ownLocation;
        Path path = RecordingRoots.folder(location)
                .or(() -> RecordingRoots.folder(Settings.CALL_RECORDING_FILES_LOCATION.defaultText())).orElseThrow();
        return new RecordingFolder(path, RecordingRoots.of(settings));
    }

    /** Makes the folder where it is missing and may be: MixMonitor would write nothing. */
    public void make() {
        if (!roots.hold(path)) {
            Debug.logWarning("Recording is disabled for " + path + ": it isn't in a folder of " + Settings.RECORDING_ROOTS.name(), MODULE);
            return;
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            Debug.logWarning("Recordings folder not found: " + path + ": " + e, MODULE);
        }
    }

    /** Where the recording of a channel is to be written; empty for an id that is no plain file name, and where nothing may lie in the folder. */
    public Optional<Path> fileFor(String channelId) {
        return isSafe(channelId) && roots.hold(path) ? Optional.of(path.resolve(channelId + ".wav")) : Optional.empty();
    }

    /**
     * The file that the PBX told, by the longest common tail of its path; where that is not there, those that are named after a channel of
     * the call. The same recording in another format is one, too.
     *
     * @param told path on the PBX; empty where it told none
     */
    public List<Path> find(String told, Collection<String> channelIds) {
        List<Path> byPath = tails(told).flatMap(tail -> inside(tail).stream()).limit(1).toList();
        return !byPath.isEmpty() ? byPath : channelIds.stream().filter(RecordingFolder::isSafe)
                .flatMap(id -> AudioTypes.names(id).stream().flatMap(name -> inside(name).stream()).limit(1)).distinct().toList();
    }

    /**
     * As {@link #find}, for files that somebody has moved or that have more in their names: anywhere in the folder, as far as the
     * limit of time reaches.
     */
    public List<Path> search(String told, Collection<String> channelIds, Duration limit) {
        List<String> ids = told.isEmpty() ? channelIds.stream().filter(id -> isSafe(id) && id.length() >= SHORTEST_ID).toList() : List.of();
        return new RecordingSearch(told.isEmpty() ? "" : AudioTypes.stem(baseName(told)), ids).in(path, limit).stream()
                .flatMap(file -> inside(path.relativize(file).toString()).stream()).distinct().toList();
    }

    /** The ends of a path, the longest first, each in all formats; what leads upwards is no part of one. */
    private static Stream<String> tails(String told) {
        List<String> parts = Arrays.stream(told.split("/")).filter(part -> !part.isEmpty() && !part.equals(".")).toList();
        int from = Math.max(Math.max(0, parts.size() - MOST_PARTS), parts.lastIndexOf("..") + 1);
        Stream<String> ends = IntStream.range(from, parts.size()).mapToObj(i -> String.join("/", parts.subList(i, parts.size())));
        return Stream.concat(ends, Stream.of(baseName(told)).filter(name -> !told.contains("/") && told.contains("\\")))
                .flatMap(end -> AudioTypes.names(end).stream());
    }

    private Optional<Path> inside(String name) {
        try {
            Path file = path.resolve(name);
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            Path real = file.toRealPath();
            boolean sound = Files.isRegularFile(real) && AudioTypes.of(real).isPresent();
            return sound && real.startsWith(path.toRealPath()) && roots.hold(real) ? Optional.of(real) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String baseName(String told) {
        char separator = told.contains("/") ? '/' : '\\';
        return told.substring(told.lastIndexOf(separator) + 1);
    }

    /** Letters, digits, dot, dash, underscore; so no separator, no wildcard, and not a folder of its own. */
    private static boolean isSafe(String name) {
        return SAFE_ID.matcher(name).matches() && !name.matches("\\.+");
    }
}
