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
package org.apache.ofbiz.asterisk.call.tracking;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files that a PBX says it records a call into, one a line: AMI ends its fields with the line, so a path that it tells has none.
 * Pure.
 */
final class RecordingNotices {

    /** A call of people has a file for a queue, some agents and some transfers; more comes from nobody who means well. */
    private static final int MOST = 20;
    private static final int LONGEST = 4096;

    private RecordingNotices() {
    }

    /**
     * What is known after a recording was told.
     *
     * @param known so far; an empty text where only the recording is known
     * @param file  absent where the PBX did not tell it
     */
    static Optional<String> and(Optional<String> known, Optional<String> file) {
        Set<String> files = known.stream().flatMap(String::lines).collect(Collectors.toCollection(LinkedHashSet::new));
        file.map(String::strip).filter(path -> !path.isEmpty() && path.length() <= LONGEST && files.size() < MOST).ifPresent(files::add);
        return Optional.of(String.join("\n", files));
    }
}
