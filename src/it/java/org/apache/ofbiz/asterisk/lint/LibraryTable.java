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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of docs/dependencies.md: every library that is shipped, that OFBiz brings, or that only tests use. src/build/dependencies runs
 * {@link #main} to write it anew; DependenciesTest reads it.
 */
final class LibraryTable {

    static final Path PAGE = Path.of("docs/dependencies.md");
    static final String BEGIN = "<!-- libraries: written by src/build/dependencies -->\n";
    static final String END = "<!-- end of libraries -->\n";
    private static final Map<String, String> USES = Map.of("compile", "shipped", "runtime", "shipped", "provided", "OFBiz's", "test", "tests");

    private LibraryTable() {
    }

    /** One line of the table. Line is 24.09, trunk or "both"; for npm it is "both". */
    record Row(String ecosystem, String name, String version, String line, String use, String licence, String advisories) {

        String markdown() {
            return String.join(" | ", "| " + ecosystem, name, version, line, use, licence, advisories.isEmpty() ? "-" : advisories) + " |\n";
        }

        static Row of(String markdown) {
            String[] cells = markdown.strip().replaceAll("^\\| | \\|$", "").split(" \\| ");
            return new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6].equals("-") ? "" : cells[6]);
        }
    }

    static List<Row> read() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
        return table.lines().filter(line -> line.startsWith("| Maven") || line.startsWith("| npm")).map(Row::of).toList();
    }

    /** @param arguments Maven's local repository, and what dependency:list wrote for 24.09 and for trunk */
    public static void main(String[] arguments) throws IOException {
        Advisories advisories = Advisories.read(Advisories.FILE);
        Licences licences = new Licences(Path.of(arguments[0]));
        List<String> ofRelease = coordinates(Path.of(arguments[1]));
        List<String> ofTrunk = coordinates(Path.of(arguments[2]));
        List<Row> rows = new ArrayList<>();
        for (String library : Stream.concat(ofRelease.stream(), ofTrunk.stream()).distinct().toList()) {
            String[] parts = library.split(":");
            String name = parts[0] + ':' + parts[1];
            String version = parts[parts.length - 2];
            String line = ofRelease.contains(library) ? ofTrunk.contains(library) ? "both" : "24.09" : "trunk";
            rows.add(new Row("Maven", name, version, line, USES.get(parts[parts.length - 1]), licences.of(parts[0], parts[1], version),
                    String.join(", ", advisories.against("Maven", name, version))));
        }
        rows.addAll(npm(advisories));
        rows.sort(Comparator.comparing(Row::ecosystem).thenComparing(Row::use, Comparator.comparing(List.of("shipped", "OFBiz's", "tests")::indexOf))
                .thenComparing(Row::name).thenComparing(Row::version));
        String page = Files.readString(PAGE);
        Files.writeString(PAGE, page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                + "| registry | library | version | OFBiz | use | licence | advisories |\n|---|---|---|---|---|---|---|\n"
                + rows.stream().map(Row::markdown).collect(Collectors.joining()) + page.substring(page.indexOf(END)));
    }

    /** group:artifact:type:version:scope of each library. */
    private static List<String> coordinates(Path listed) throws IOException {
        return Files.readString(listed).lines().map(line -> line.strip().split(" ")[0]).filter(word -> word.split(":").length >= 5)
                .filter(word -> !word.contains(":pom:")).toList();
    }

    /** Everything that package-lock.json pins, the packages that they bring included. */
    static List<Row> npm(Advisories advisories) throws IOException {
        JsonNode packages = new ObjectMapper().readTree(Path.of("package-lock.json").toFile()).path("packages");
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : packages.properties()) {
            if (!entry.getKey().isEmpty()) {
                String name = entry.getKey().substring(entry.getKey().lastIndexOf("node_modules/") + "node_modules/".length());
                String version = entry.getValue().path("version").asText();
                String use = entry.getValue().path("dev").asBoolean() ? "tests" : "shipped";
                rows.add(new Row("npm", name, version, "both", use, npmLicence(entry.getKey(), entry.getValue()),
                        String.join(", ", advisories.against("npm", name, version))));
            }
        }
        return rows.stream().distinct().toList();
    }

    /** package-lock.json repeats the licence of a package, but not the list of licences that old packages have. */
    private static String npmLicence(String folder, JsonNode locked) throws IOException {
        Path description = Path.of(folder, "package.json");
        if (locked.has("license") || Files.notExists(description)) {
            return locked.path("license").asText("not declared");
        }
        List<String> licences = new ObjectMapper().readTree(description.toFile()).path("licenses").findValuesAsText("type");
        return licences.isEmpty() ? "not declared" : String.join(" or ", licences);
    }
}
