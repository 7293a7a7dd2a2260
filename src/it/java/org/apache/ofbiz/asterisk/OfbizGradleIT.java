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
package org.apache.ofbiz.asterisk;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.lint.Pom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * build.gradle in a root project that is made as OFBiz's is (src/it/gradle), by the Gradle that Debian has. The libraries come from Maven's
 * local repository. The framework is the slice of src/embedded, in the namespace of the Tomcat that the root project names.
 */
@Tag("gradle")
@Timeout(300)
class OfbizGradleIT {

    /** What OFBiz's own build has for unit tests. */
    private static final Set<String> FOR_UNIT_TESTS = Set.of("hamcrest-library", "junit-jupiter", "mockito-core");

    /** A build is over before more compilation would pay off. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    /** How this Gradle warns of each class of a newer Java: hundreds of lines before what went wrong. */
    private static final String OLDER_THAN_THE_CLASSES = "Malformed ";

    @TempDir
    private Path ofbiz;

    @AfterAll
    static void stopGradle() throws Exception {
        run(List.of("--stop"));
    }

    @BeforeEach
    void componentInOfbiz() throws IOException {
        copy(Path.of("src/it/gradle"), ofbiz, UnaryOperator.identity());
        copy(Path.of("src/main/java"), component().resolve("src/main/java"), UnaryOperator.identity());
        copy(Path.of("src/test/java"), component().resolve("src/test/java"), UnaryOperator.identity());
        Files.copy(Path.of("build.gradle"), component().resolve("build.gradle"));
    }

    @Test
    void inAnOfbizOnTomcat9TheSourcesAreCompiledAsTheyAre() throws Exception {
        framework("9.0.117", UnaryOperator.identity());

        Run run = gradle("compileTestJava");

        assertThat(run.said(), run.code(), is(0));
        assertThat(run.said(), containsString("asterisk: builds for Tomcat 9.0.117, javax.servlet"));
        assertThat(compiled("main", "web/socket/EndpointInstaller"), allOf(containsString("javax/servlet/ServletContext"),
                containsString("javax/websocket/server/ServerContainer"), not(containsString("jakarta/"))));
        assertThat(Files.exists(ofbiz.resolve("build/asterisk")), is(false));
    }

    @Test
    void inAnOfbizOnTomcat10TheyAreCompiledForJakarta() throws Exception {
        framework("10.1.48", OfbizGradleIT::forJakarta);

        Run run = gradle("compileTestJava");

        assertThat(run.said(), run.code(), is(0));
        assertThat(run.said(), containsString("asterisk: builds for Tomcat 10.1.48, jakarta.servlet"));
        assertThat(compiled("main", "web/socket/EndpointInstaller"), allOf(containsString("jakarta/servlet/ServletContext"),
                containsString("jakarta/websocket/server/ServerContainer"), not(containsString("javax/servlet"))));
    }

    @Test
    void aSourceThatIsGoneIsGoneFromTheCopyAndNothingIsCopiedTwice() throws Exception {
        framework("10.1.48", OfbizGradleIT::forJakarta);
        Path source = component().resolve("src/main/java/Passing.java");
        Files.writeString(source, "interface Passing { javax.servlet.ServletContext context(); javax.sql.DataSource rows(); }");
        Path copy = ofbiz.resolve("build/asterisk/jakarta/main/java/Passing.java");

        Run first = gradle(":plugins:asterisk:jakartaMainSources");
        assertThat(first.said(), Files.readString(copy).strip(),
                is("interface Passing { jakarta.servlet.ServletContext context(); javax.sql.DataSource rows(); }"));
        Run second = gradle(":plugins:asterisk:jakartaMainSources");
        assertThat(second.said(), containsString("1 up-to-date"));
        Files.delete(source);
        Run third = gradle(":plugins:asterisk:jakartaMainSources");

        assertThat(third.said(), Files.exists(copy), is(false));
    }

    @Test
    void anOfbizThatNamesNoTomcatIsToldWhatToDo() throws Exception {
        Files.writeString(ofbiz.resolve("dependencies.gradle"), "dependencies { }\n");

        Run unknown = gradle("help");
        Run told = gradle("help", "-PasteriskTomcat=10.1.48");

        assertThat(unknown.code(), not(0));
        assertThat(unknown.said(), containsString("-PasteriskTomcat="));
        assertThat(told.said(), told.code(), is(0));
        assertThat(told.said(), containsString("asterisk: builds for Tomcat 10.1.48, jakarta.servlet"));
    }

    private Path component() {
        return ofbiz.resolve("plugins/asterisk");
    }

    /** The framework's sources, and its dependencies as OFBiz's dependencies.gradle has them. */
    private void framework(String tomcat, UnaryOperator<String> rewrite) throws IOException {
        copy(Path.of("src/embedded/java"), ofbiz.resolve("framework/slice/src/main/java"), rewrite);
        Stream<String> provided = libraries(library -> library.scope().equals("provided") && !library.group().equals("org.apache.tomcat"))
                .map(library -> "implementation " + library);
        Stream<String> tests = libraries(library -> FOR_UNIT_TESTS.contains(library.artifact())).map(library -> "testImplementation " + library);
        Stream<String> all = Stream.of(Stream.of("implementation 'org.apache.tomcat:tomcat-catalina-ha:" + tomcat + "'"), provided, tests)
                .flatMap(lines -> lines);
        Files.writeString(ofbiz.resolve("dependencies.gradle"), all.collect(Collectors.joining("\n    ", "dependencies {\n    ", "\n}\n")));
    }

    private static Stream<String> libraries(Predicate<Pom.Library> wanted) {
        return Pom.libraries().stream().filter(wanted).map(library -> '\'' + library.name() + ':' + library.version() + '\'');
    }

    private static String forJakarta(String source) {
        return source.replace("javax.servlet.", "jakarta.servlet.").replace("javax.websocket.", "jakarta.websocket.");
    }

    private String compiled(String set, String type) throws IOException {
        Path file = ofbiz.resolve("build/classes/java/" + set + "/org/apache/ofbiz/asterisk/" + type + ".class");
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static void copy(Path from, Path to, UnaryOperator<String> rewrite) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, rewrite.apply(Files.readString(file)));
            }
        }
    }

    private record Run(int code, String said) {
    }

    /** One Gradle makes all builds of this class: starting it takes longer than most of them. */
    private Run gradle(String... arguments) throws IOException, InterruptedException {
        return run(Stream.concat(Stream.of("--offline", "--daemon", "--console=plain", "-Dorg.gradle.jvmargs=" + QUICK,
                "-Dorg.gradle.daemon.idletimeout=60000", "-p", ofbiz.toString()), Stream.of(arguments)).toList());
    }

    private static Run run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("gradle", "--gradle-user-home", Path.of("target/gradle").toAbsolutePath().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("GRADLE_OPTS", QUICK);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.startsWith(OLDER_THAN_THE_CLASSES)).collect(Collectors.joining("\n"));
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Run(process.waitFor(), said);
    }
}
