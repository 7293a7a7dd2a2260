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
package org.apache.ofbiz.asterisk.ami.wire;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folders below which files of trusted certificates may be: the setting {@code trustedCertificateRoots}. A path elsewhere is refused
 * without looking whether anything is there. Immutable, thread-safe.
 *
 * @param folders absolute
 * @param home    where relative paths start
 */
public record TrustFolders(List<Path> folders, Path home) {

    public TrustFolders {
        folders = List.copyOf(folders);
    }

    static TrustFolders of(List<String> folders, Path home) {
        return new TrustFolders(folders.stream().flatMap(text -> path(text, home).stream()).toList(), home);
    }

    /** The path that a text names, absolute. */
    private static Optional<Path> path(String text, Path home) {
        try {
            return Optional.of(home.resolve(text).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Whether a text names a path below one of the folders. Does not look at the file. */
    boolean hold(String file) {
        return path(file, home)
                .filter(path -> folders.stream().anyMatch(folder -> path.startsWith(folder) || path.startsWith(real(folder)))).isPresent();
    }

    /** The file as it lies on the disk; empty where nothing is there, or a link leads out of the folders. */
    Optional<Path> find(String file) {
        try {
            Path found = path(file, home).orElseThrow(() -> new IOException("no path")).toRealPath();
            return Optional.of(found).filter(path -> folders.stream().anyMatch(folder -> path.startsWith(real(folder))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException notThere) {
            return folder;
        }
    }
}
