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
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Looks through a folder and those below it for recordings, by their names. Links are not followed. Immutable, thread-safe.
 *
 * @param stem name without extension; empty for any
 * @param ids  one of which is in the name as a whole, where any are given
 */
record RecordingSearch(String stem, List<String> ids) {

    private static final int DEEPEST = 8;

    /** What was found within the limit of time: the one with the stem, or all with one of the ids. */
    List<Path> in(Path folder, Duration limit) {
        List<Path> found = new ArrayList<>();
        long end = System.nanoTime() + limit.toNanos();
        try {
            Files.walkFileTree(folder, Set.of(), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && AudioTypes.of(file).isPresent() && matches(file.getFileName().toString())) {
                        found.add(file);
                    }
                    return System.nanoTime() > end || !stem.isEmpty() && !found.isEmpty() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException notThere) {
            return List.of();
        }
        return List.copyOf(found);
    }

    private boolean matches(String name) {
        String itsStem = AudioTypes.stem(name);
        return stem.isEmpty() ? ids.stream().anyMatch(id -> stands(id, itsStem)) : itsStem.equals(stem);
    }

    /** Whether the id is in the name and no part of a longer one. */
    private static boolean stands(String id, String name) {
        int at = name.indexOf(id);
        int end = at + id.length();
        return at >= 0 && (at == 0 || !Character.isLetterOrDigit(name.charAt(at - 1)) && name.charAt(at - 1) != '.')
                && (end == name.length() || !Character.isLetterOrDigit(name.charAt(end)) && name.charAt(end) != '.');
    }
}
