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
package org.apache.ofbiz.asterisk.browser;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A built OFBiz with the component dropped in. What is at the folder stays as it is: a copy is used, on ports of its own. OFBiz's own certificate,
 * which nobody signed, is trusted.
 */
final class RealOfbiz implements AutoCloseable {

    private static final String JAR = "build/libs/ofbiz.jar";
    /** On a machine that has much else to do, too. */
    private static final Duration LONGEST_START = Duration.ofMinutes(15);
    private static final int HTTPS = 8443;
    /** As OFBiz writes them: when, thread, class, level, words. */
    private static final Pattern LINE = Pattern.compile("[^|]*\\|[^|]*\\|(\\w+) *\\|([A-Z])\\| (.*)");
    /** OFBiz says so of every table that a component brings, at its first start. */
    private static final String NEW_TABLE = "has no table in the database";

    private final Path home;
    private final int offset;
    private Process server;

    private RealOfbiz(Path home, int offset) {
        this.home = home;
        this.offset = offset;
    }

    /** @throws IllegalArgumentException with what the folder lacks */
    static RealOfbiz copy(Path folder, Path to) throws IOException, InterruptedException {
        for (String needed : List.of(JAR, "plugins/asterisk/ofbiz-component.xml", "runtime/data")) {
            if (Files.notExists(folder.resolve(needed))) {
                throw new IllegalArgumentException("there is no " + folder.resolve(needed)
                        + ": build OFBiz, drop the component in and load its data");
            }
        }
        Process copying = new ProcessBuilder("cp", "-a", folder + "/.", Files.createDirectories(to).toString()).inheritIO().start();
        if (copying.waitFor() != 0) {
            throw new IOException("the copy of " + folder + " failed");
        }
        return new RealOfbiz(to, freeOffset());
    }

    private static int freeOffset() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return Math.max(1, free.getLocalPort() - HTTPS);
        }
    }

    Path home() {
        return home;
    }

    URI base() {
        return URI.create("https://localhost:" + (HTTPS + offset));
    }

    /** Runs OFBiz to its end, as its Gradle task ofbiz does with these arguments: what it wrote, with its exit code as the last line. */
    List<String> run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(home.resolve("runtime/tmp"), "run", ".log");
        Process process = process(output, arguments);
        if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        List<String> lines = new ArrayList<>(lines(output));
        lines.add("exit code " + process.exitValue());
        return lines;
    }

    private Process process(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx1024M",
                "-Dasterisk.pbxPorts=1-65535", "-Dderby.system.durability=test", // nobody keeps the copy, so that Derby need not wait for the disk
                "-Djdk.serialFilter=maxarray=100000;maxdepth=20;maxrefs=1000;maxbytes=500000", "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-jar", JAR));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    /** Returns when its log-in page answers. */
    void start() throws Exception {
        Path output = home.resolve("runtime/tmp/console.log");
        server = process(output, "--portoffset", "" + offset);
        long until = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers()) {
            if (!server.isAlive() || System.nanoTime() > until) {
                List<String> said = lines(output);
                List<String> end = said.subList(Math.max(0, said.size() - 30), said.size());
                throw new IllegalStateException("OFBiz did not start: " + String.join("\n", end));
            }
            server.waitFor(500, TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() throws Exception {
        try {
            HttpClient http = HttpClient.newBuilder().sslContext(trusting()).build();
            HttpRequest request = HttpRequest.newBuilder(base().resolve("/asterisk/control/main")).timeout(Duration.ofSeconds(30)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException e) {
            return false;
        }
    }

    /** For this one server on loopback: OFBiz delivers a certificate that nobody signed. */
    static SSLContext trusting() throws GeneralSecurityException {
        TrustManager anybody = new Anybody();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {anybody}, new SecureRandom());
        return context;
    }

    /** Takes any certificate, for any name: a plain X509TrustManager would have the name compared. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Its log since the start. */
    List<String> log() throws IOException {
        return lines(home.resolve("runtime/tmp/console.log"));
    }

    /** Those warnings and errors that a class or a file of the component is the cause of; what it refused is as it should be. */
    List<String> problemsOfOurs(List<String> log) throws IOException {
        Set<String> ours;
        try (Stream<Path> files = Files.walk(home.resolve("plugins/asterisk/src/main/java"))) {
            ours = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", "")).collect(toSet());
        }
        return log.stream().filter(line -> {
            Matcher parts = LINE.matcher(line);
            return parts.matches() && Set.of("W", "E", "F").contains(parts.group(2)) && !line.contains(NEW_TABLE)
                    && !"AuditLog".equals(parts.group(1))
                    && (ours.contains(parts.group(1)) || parts.group(3).toLowerCase(Locale.ROOT).contains("asterisk"));
        }).toList();
    }

    private static List<String> lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() throws Exception {
        if (server != null) {
            server.destroy();
            if (!server.waitFor(30, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
        }
    }
}
