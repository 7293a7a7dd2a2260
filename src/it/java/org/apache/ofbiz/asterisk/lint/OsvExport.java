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
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Makes the file of advisories from what OSV exports, one zip for each ecosystem: of the records that name a library of ours what
 * {@link Advisories} reads.
 */
final class OsvExport {

    private static final List<String> KEPT = List.of("id", "aliases", "summary", "modified");

    private OsvExport() {
    }

    /** @param arguments the exports; src/build/dependencies passes them on */
    public static void main(String[] arguments) throws IOException {
        write(Arrays.stream(arguments).map(Path::of).toList(), LocalDate.now(), Advisories.FILE);
    }

    static void write(List<Path> exports, LocalDate asOf, Path file) throws IOException {
        Set<String> ours = LibraryTable.read().stream().map(row -> row.ecosystem() + ' ' + row.name()).collect(Collectors.toSet());
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        TreeMap<String, ObjectNode> records = new TreeMap<>();
        for (Path export : exports) {
            try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(export))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    JsonNode record = json.readTree(zip.readAllBytes());
                    ObjectNode kept = keep(record, ours, json);
                    if (!kept.path("affected").isEmpty() && !record.has("withdrawn")) {
                        records.put(record.path("id").asText(), kept);
                    }
                }
            }
        }
        ObjectNode all = json.createObjectNode().put("asOf", asOf.toString()).put("source", "OSV (https://osv.dev), exports of Maven and npm");
        all.putArray("vulns").addAll(records.values());
        json.writeValue(file.toFile(), all);
    }

    private static ObjectNode keep(JsonNode record, Set<String> ours, ObjectMapper json) {
        ObjectNode kept = json.createObjectNode();
        KEPT.stream().filter(record::has).forEach(field -> kept.set(field, record.get(field)));
        ArrayNode libraries = kept.putArray("affected");
        for (JsonNode affected : record.path("affected")) {
            JsonNode library = affected.path("package");
            if (ours.contains(library.path("ecosystem").asText() + ' ' + library.path("name").asText())) {
                ObjectNode one = libraries.addObject();
                one.set("package", library);
                // the list of versions says again what ranges say, at length
                String what = affected.path("ranges").isEmpty() ? "versions" : "ranges";
                one.set(what, affected.path(what));
            }
        }
        return kept;
    }
}
