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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.asterisk.fixture.Tone;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.LabEvidence;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A call is recorded by a real Asterisk, and its recording encrypted by the job, as OFBiz's scheduler runs it. */
@Tag("asterisk")
class EncryptedCallIT {

    private static final String ANNA = "3725551234";
    private static final int TONE_HERTZ = 1000;
    private static final int HEADER = 44;
    private static final int SECOND = 16_000;
    private static final int WINDOW = 32;

    @TempDir
    private static Path folder;
    private static AsteriskLab lab;
    private static Host host;

    @RegisterExtension
    static final LabEvidence EVIDENCE = new LabEvidence(() -> lab);

    @BeforeAll
    static void start() throws IOException {
        lab = AsteriskLab.start();
        host = Host.start(folder.resolve("data"), database -> Host.pbx(database, lab.ami(), lab.recordingsFolder()));
        lab.phone("1001").answers();
        System.setProperty("asterisk.recordingKeys", "lab=file:" + key("lab.key"));
    }

    @AfterAll
    static void stop() {
        System.clearProperty("asterisk.recordingKeys");
        Optional.ofNullable(host).ifPresent(Host::close);
        Optional.ofNullable(lab).ifPresent(AsteriskLab::close);
    }

    private static Path key(String name) throws IOException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        Path file = Files.writeString(folder.resolve(name), Base64.getEncoder().encodeToString(secret));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** What the row of the job says, as its user. */
    private static List<Object> jobRuns() {
        GenericValue job = host.database().row("JobSandbox", "jobId", "AST_ENCRYPT");
        Map<String, Object> result = host.run(job.getString("serviceName"), job.getString("runAsUser"), Map.of());
        assertThat(ServiceUtil.getErrorMessage(result), ServiceUtil.isSuccess(result), is(true));
        return List.of(result.get("encryptedCount"), result.get("laterCount"), result.get("failedCount"));
    }

    private static HttpResponse<byte[]> plays(WebClient user, String url, Map<String, String> headers) {
        return user.ask("GET", url, headers, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String told(HttpResponse<byte[]> answer) {
        return answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static List<Path> files() {
        try (Stream<Path> all = Stream.concat(Files.walk(lab.recordingsFolder()), Files.walk(folder))) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files that have some of the sound, silence apart. */
    private static List<Path> withPartOf(byte[] sound) {
        List<String> parts = IntStream.iterate(HEADER, at -> at + WINDOW <= sound.length, at -> at + 50 * WINDOW)
                .mapToObj(at -> new String(sound, at, WINDOW, StandardCharsets.ISO_8859_1)).filter(part -> part.chars().distinct().count() > 4)
                .toList();
        assertThat("parts to look for", parts.size(), greaterThan(5));
        return files().stream().filter(file -> parts.stream().anyMatch(text(file)::contains)).toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Liis takes Anna's call and talks until two seconds are recorded. @return callId */
    private static String talks(WebUser liis) {
        lab.caller(ANNA).dials("5000");
        String callId = liis.await("NC", offer -> true).path("callId").asText();
        assertThat(liis.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        liis.call(callId, "TALKING");
        Path file = lab.recordingsFolder().resolve(callId.substring(callId.indexOf(':') + 1) + ".wav");
        Await.untilTrue(() -> file.toFile().length() > 2 * SECOND, () -> "recorded: " + file.toFile().length());
        return callId;
    }

    @Test
    void theRecordingOfACallIsEncryptedByTheJobHeardRefusedWithoutItsKeyAndDeletedInTime() throws IOException {
        Kept kept;
        try (WebUser liis = WebUser.logsIn(host.base(), "agent1001").opensConsole()) {
            String callId = talks(liis);
            assertThat("while they talk nothing is touched", jobRuns(), is(List.of(0L, 0L, 0L)));
            liis.post("/asterisk/control/hangupCall", Map.of("callId", callId));
            kept = Kept.recordedCall(host.database(), callId);
        }
        Path file = kept.recording();
        byte[] sound = Files.readAllBytes(file);
        assertThat("the PBX may still write its end", jobRuns(), is(List.of(0L, 1L, 0L)));
        assertThat(Arrays.equals(Files.readAllBytes(file), sound), is(true));
        assertThat("it can be found", withPartOf(sound), is(List.of(file)));
        FileTime written = FileTime.from(Instant.now().minus(Duration.ofMinutes(31)));
        Files.setLastModifiedTime(file, written);

        assertThat(jobRuns(), is(List.of(1L, 0L, 0L)));
        assertThat("nothing of the sound is on the disk", withPartOf(sound), is(empty()));
        assertThat(call(kept).getString("recordingKeyId"), is("lab"));
        assertThat("once is enough", jobRuns(), is(List.of(0L, 0L, 0L)));

        String url = urlByRest(kept);
        isHeard(url, sound);
        isRefusedWithoutItsKey(url, sound);
        isDeletedInTime(kept, file);
    }

    private static GenericValue call(Kept kept) {
        return host.database().row("PhoneCall", "phoneCallId", kept.field("phoneCallId"));
    }

    private static String urlByRest(Kept kept) {
        RestClient rest = RestClient.of(host.base(), "supervisor");
        HttpResponse<String> answer = rest.get("/history?size=10");
        assertThat(answer.body(), answer.statusCode(), is(200));
        List<String> urls = RestClient.json(answer).findValuesAsText("recordingUrl").stream()
                .filter(url -> url.endsWith("=" + kept.field("phoneCallId"))).toList();
        assertThat(answer.body(), urls.size(), is(1));
        return urls.get(0);
    }

    private static WebClient supervisor() {
        WebClient supervisor = new WebClient(host.base());
        supervisor.login("/asterisk", "supervisor", "ofbiz");
        return supervisor;
    }

    private static void isHeard(String url, byte[] sound) throws IOException {
        HttpResponse<byte[]> whole = plays(supervisor(), url, Map.of());
        assertThat("byte by byte", Arrays.equals(whole.body(), sound), is(true));
        assertThat(whole.headers().firstValue("Accept-Ranges").orElse(""), is("bytes"));
        assertThat("seconds of the customer's tone", Tone.seconds(Files.write(folder.resolve("heard"), whole.body()), TONE_HERTZ).get(0),
                greaterThan(1.0));
        Files.delete(folder.resolve("heard"));
        for (int[] part : List.of(new int[] {0, 43}, new int[] {SECOND, SECOND + 999}, new int[] {sound.length - 500, sound.length - 1})) {
            HttpResponse<byte[]> answer = plays(supervisor(), url, Map.of("Range", "bytes=" + part[0] + "-" + part[1]));
            assertThat(answer.statusCode(), is(206));
            assertThat(answer.headers().firstValue("Content-Range").orElse(""), is("bytes " + part[0] + "-" + part[1] + "/" + sound.length));
            assertThat("from " + part[0], Arrays.equals(answer.body(), Arrays.copyOfRange(sound, part[0], part[1] + 1)), is(true));
        }
        assertThat(plays(supervisor(), url, Map.of("Range", "bytes=" + sound.length + "-")).statusCode(), is(416));
    }

    private static void isRefusedWithoutItsKey(String url, byte[] sound) throws IOException {
        Path key = folder.resolve("lab.key");
        Path away = Files.move(key, folder.resolve("away"));
        for (Map<String, String> headers : List.of(Map.<String, String>of(), Map.of("Range", "bytes=0-43"))) {
            assertThat(told(plays(supervisor(), url, headers)), is("409 Recording not played: it's encrypted, and its key lab is missing. "
                    + "An administrator sees the reason on the page Diagnostics."));
        }
        key("lab.key");
        assertThat(told(plays(supervisor(), url, Map.of())), is("409 Recording not played: it's encrypted with another key of the name lab. "
                + "An administrator sees the reason on the page Diagnostics."));
        Files.move(away, key, StandardCopyOption.REPLACE_EXISTING);
        assertThat(Arrays.equals(plays(supervisor(), url, Map.of()).body(), sound), is(true));
    }

    private static void isDeletedInTime(Kept kept, Path file) {
        Timestamp old = Timestamp.from(Instant.now().minus(Duration.ofDays(40)));
        host.database().change("PhoneCall", Map.of("phoneCallId", kept.field("phoneCallId"), "startDate", old, "endDate", old));
        host.run("setAsteriskRetention", "admin", Map.of("callCenterGroupId", "_NA_", "dataKind", "RECORDING", "keepDays", "30"));
        Map<String, Object> run = host.run("runAsteriskRetention", "system", Map.of());
        assertThat(run.toString(), ServiceUtil.isSuccess(run), is(true));
        assertThat(Files.exists(file), is(false));
        assertThat(call(kept).get("recordingContentId"), is(nullValue()));
        assertThat("no key opens anything of it", call(kept).get("recordingKeyId"), is(nullValue()));
    }
}
