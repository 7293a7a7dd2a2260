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
package org.apache.ofbiz.asterisk.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Known vulnerabilities, from a file kept in the repository: an array "vulns" of records as the OSV schema has them (id, aliases, summary,
 * affected packages with their ranges of versions), and the date they are of. Immutable.
 */
final class Advisories {

    static final Path FILE = Path.of("src/build/advisories.json");

    private final LocalDate asOf;
    private final List<JsonNode> records;

    private Advisories(LocalDate asOf, List<JsonNode> records) {
        this.asOf = asOf;
        this.records = records;
    }

    static Advisories read(Path file) throws IOException {
        JsonNode all = new ObjectMapper().readTree(file.toFile());
        List<JsonNode> records = new ArrayList<>();
        all.path("vulns").forEach(records::add);
        return new Advisories(LocalDate.parse(all.path("asOf").asText()), List.copyOf(records));
    }

    LocalDate asOf() {
        return asOf;
    }

    /**
     * The identifiers of what is known against a version.
     *
     * @param ecosystem as OSV calls it: Maven or npm
     * @param name group:artifact for Maven
     */
    List<String> against(String ecosystem, String name, String version) {
        return records.stream().filter(record -> items(record.path("affected")).anyMatch(affected -> concerns(affected, ecosystem, name, version)))
                .map(record -> record.path("id").asText()).sorted().toList();
    }

    private static boolean concerns(JsonNode affected, String ecosystem, String name, String version) {
        JsonNode library = affected.path("package");
        return library.path("ecosystem").asText().equals(ecosystem) && library.path("name").asText().equals(name)
                && (items(affected.path("versions")).anyMatch(listed -> listed.asText().equals(version))
                        || items(affected.path("ranges")).anyMatch(range -> within(range, new LibraryVersion(version))));
    }

    /** The events of a range are in order; the last one at or before the version decides. */
    private static boolean within(JsonNode range, LibraryVersion version) {
        if (range.path("type").asText().equals("GIT")) {
            return false;
        }
        boolean affected = false;
        for (JsonNode event : range.path("events")) {
            if (event.has("introduced") && version.compareTo(new LibraryVersion(event.path("introduced").asText())) >= 0) {
                affected = true;
            } else if (event.has("fixed") && version.compareTo(new LibraryVersion(event.path("fixed").asText())) >= 0
                    || event.has("last_affected") && version.compareTo(new LibraryVersion(event.path("last_affected").asText())) > 0) {
                affected = false;
            }
        }
        return affected;
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
