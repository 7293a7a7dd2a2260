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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.ofbiz.base.util.Debug;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/dependencies.md lists each library as it is built with, and every known advisory with the reason why it stays. */
@Tag("lint")
class DependenciesTest {

    private static final Pattern JAR = Pattern.compile(".*/([^/]+)/([^/]+)/\\1-\\2\\.jar");
    private static final Pattern EXPLAINED = Pattern.compile("^\\| ((?:CVE|GHSA)-\\S+) \\|", Pattern.MULTILINE);
    /** What Maven adds to run the tests. */
    private static final Set<String> OF_THE_RUNNER = Set.of("junit-platform-launcher");
    /** Licences that the Apache Software Foundation lets a component bring (its category A, and javassist's and reflections' choice of several). */
    private static final Pattern MAY_BE_SHIPPED = Pattern.compile(".*(Apache-2\\.0|MIT|BSD).*");
    private static final int STALE_DAYS = 120;

    @TempDir
    private Path folder;

    @Test
    void theTableIsWhatTheBuildUses() throws IOException {
        Set<String> listed = LibraryTable.read().stream().filter(row -> row.ecosystem().equals("Maven") && !row.line().equals("trunk"))
                .map(row -> row.name().substring(row.name().indexOf(':') + 1) + ' ' + row.version()).collect(Collectors.toCollection(TreeSet::new));
        Set<String> used = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(JAR::matcher).filter(Matcher::matches)
                .filter(jar -> !OF_THE_RUNNER.contains(jar.group(1)) && !jar.group(1).startsWith("surefire-"))
                .map(jar -> jar.group(1) + ' ' + jar.group(2)).collect(Collectors.toCollection(TreeSet::new));

        assertThat("run src/build/dependencies", listed, equalTo(used));
        assertThat("run src/build/dependencies", rowsOfNpm(), equalTo(new HashSet<>(LibraryTable.npm(Advisories.read(Advisories.FILE)))));
    }

    private static Set<LibraryTable.Row> rowsOfNpm() throws IOException {
        return LibraryTable.read().stream().filter(row -> row.ecosystem().equals("npm")).collect(Collectors.toSet());
    }

    @Test
    void everyAdvisoryThatStandsIsExplainedAndNoOther() throws IOException {
        Advisories advisories = Advisories.read(Advisories.FILE);
        Set<String> standing = new TreeSet<>();
        for (LibraryTable.Row row : LibraryTable.read()) {
            List<String> against = advisories.against(row.ecosystem(), row.name(), row.version());
            assertThat("run src/build/dependencies: " + row, row.advisories(), is(String.join(", ", against)));
            standing.addAll(against);
        }
        Set<String> explained = EXPLAINED.matcher(Files.readString(LibraryTable.PAGE)).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(explained, equalTo(standing));
        long days = ChronoUnit.DAYS.between(advisories.asOf(), LocalDate.now());
        String age = days > STALE_DAYS ? ": " + days + " days old, take newer ones" : "";
        Debug.logInfo("advisories of " + advisories.asOf() + age, DependenciesTest.class.getName());
    }

    @Test
    void everyLibraryHasALicenceAndWhatIsShippedMayBe() throws IOException {
        List<LibraryTable.Row> rows = LibraryTable.read();
        assertThat(rows.stream().filter(row -> row.licence().equals("not declared")).toList(), empty());
        assertThat(rows.stream().filter(row -> row.use().equals("shipped")).filter(row -> !MAY_BE_SHIPPED.matcher(row.licence()).matches()).toList(),
                empty());
    }

    @Test
    void versionsAreInTheirOrder() {
        List<String> ordered = List.of("2.0-alpha.1", "2.0-beta9", "2.0.0-M1", "2.0.0.RC2", "2", "2.0.1", "2.0.10-jre", "2.1", "10.0");
        for (int i = 1; i < ordered.size(); i++) {
            assertThat(new LibraryVersion(ordered.get(i - 1)), lessThan(new LibraryVersion(ordered.get(i))));
        }
        assertThat(new LibraryVersion("9.0.0.M1").compareTo(new LibraryVersion("9.0.0-M1")), is(0));
    }

    @Test
    void anExportOfOsvBecomesTheFileOfAdvisories() throws IOException {
        Path export = folder.resolve("all.zip");
        try (OutputStream file = Files.newOutputStream(export); ZipOutputStream zip = new ZipOutputStream(file)) {
            write(zip, "OF-OURS", "org.asteriskjava:asterisk-java", "\"events\": [{\"introduced\": \"3.0\"}, {\"last_affected\": \"3.42.1\"}]");
            write(zip, "OF-NO-INTEREST", "com.example:other", "\"events\": [{\"introduced\": \"0\"}]");
        }
        Path written = folder.resolve("advisories.json");

        OsvExport.write(List.of(export), LocalDate.of(2026, 1, 2), written);

        Advisories advisories = Advisories.read(written);
        assertThat(advisories.asOf(), is(LocalDate.of(2026, 1, 2)));
        assertThat(advisories.against("Maven", "org.asteriskjava:asterisk-java", "3.42.1"), contains("OF-OURS"));
        assertThat(advisories.against("Maven", "org.asteriskjava:asterisk-java", "3.42.2"), empty());
        assertThat(advisories.against("npm", "org.asteriskjava:asterisk-java", "3.42.1"), empty());
        assertThat(advisories.against("Maven", "com.example:other", "1"), empty());
    }

    private static void write(ZipOutputStream zip, String id, String name, String range) throws IOException {
        zip.putNextEntry(new ZipEntry(id + ".json"));
        zip.write(("{\"id\": \"" + id + "\", \"details\": \"long\", \"affected\": [{\"package\": {\"ecosystem\": \"Maven\", \"name\": \"" + name
                + "\"}, \"ranges\": [{\"type\": \"ECOSYSTEM\", " + range + "}]}]}").getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
