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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Dialogues by versions, with how many stories of each were compared, as a Markdown table. */
final class ReplayTable {

    private static final List<String> COLUMNS = List.of("story", "reordered", "doubled", "cut", "lost");

    private final Map<String, Map<String, String>> rows = new TreeMap<>();

    void put(Recording recording, String column, String result) {
        String row = recording.name() + " | " + recording.group() + " | " + recording.reader().toString().toLowerCase(java.util.Locale.ROOT);
        rows.computeIfAbsent(row, name -> new TreeMap<>()).put(column, result);
    }

    /** @return what it says, in a line */
    String write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("| dialogue | Asterisk | user | calls | reordered | doubled | cut | events lost |\n")
                .append("|---|---|---|---|---|---|---|---|\n");
        rows.forEach((row, results) -> {
            text.append("| ").append(row);
            COLUMNS.forEach(column -> text.append(" | ").append(results.getOrDefault(column, "")));
            text.append(" |\n");
        });
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
        long wrong = rows.values().stream().flatMap(results -> results.values().stream()).filter("wrong"::equals).count();
        return rows.size() + " dialogues by version and user, " + wrong + " wrong; the table is " + file;
    }
}
