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
package org.apache.ofbiz.asterisk.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A clock of the day of one process, which a file sets: libfaketime. The clock that is never set, and that measures times, goes on as it does. */
final class OwnClock {

    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String NAME = "libfaketimeMT.so.1";

    private OwnClock() {
    }

    /** @param offset a file with what the clock is off by, as {@code +20m} */
    static Map<String, String> environment(Path offset) throws IOException {
        return Map.of("LD_PRELOAD", library().toString(), "FAKETIME_TIMESTAMP_FILE", offset.toString(), "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1", "FAKETIME_FORCE_MONOTONIC_FIX", "0", "NO_FAKE_STAT", "1");
    }

    private static Path library() throws IOException {
        for (String folder : List.of("", "x86_64-linux-gnu", "aarch64-linux-gnu")) {
            Path library = LIBRARIES.resolve(folder).resolve("faketime").resolve(NAME);
            if (Files.exists(library)) {
                return library;
            }
        }
        try (Stream<Path> there = Files.list(LIBRARIES)) {
            throw new IOException("The package faketime isn't installed: no " + NAME + " below " + there.toList());
        }
    }
}
