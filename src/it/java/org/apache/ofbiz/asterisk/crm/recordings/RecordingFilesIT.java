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
package org.apache.ofbiz.asterisk.crm.recordings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recordings as browsers get them: in parts, however long they are, and nothing else of the machine. */
@Tag("embedded")
class RecordingFilesIT {

    private static final long LONG = 3L * 1024 * 1024 * 1024;
    /** Of it what is read in one go: a third takes a busy machine ten seconds. */
    private static final long MUCH = LONG / 3;
    private static final byte[] SOUND = sound();
    @TempDir
    private static Path folder;
    private static Path recordings;
    private static Path secret;
    private static Host host;
    private static Database database;
    private static WebClient admin;

    @BeforeAll
    static void start() throws IOException {
        host = Host.start(folder.resolve("data"), Host::noPbx);
        database = host.database();
        recordings = Files.createDirectories(folder.resolve("recordings")).toRealPath();
        secret = Files.writeString(folder.toRealPath().resolve("secret.wav"), "the secret");
        admin = new WebClient(host.base());
        admin.login("/asterisk", "admin", "ofbiz");
        recording("SOUND", Files.write(recordings.resolve("sound + (1).WAV"), SOUND).toString());
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void theWholeOfARecordingIsAnsweredWithWhatAPlayerNeedsToSeek() {
        HttpResponse<byte[]> answer = get("SOUND", Map.of());
        assertThat(answer.statusCode(), is(200));
        assertThat(Arrays.equals(answer.body(), SOUND), is(true));
        assertThat(header(answer, "Accept-Ranges"), is("bytes"));
        assertThat(header(answer, "Content-Type"), containsString("audio/wav"));
        assertThat(header(answer, "X-Content-Type-Options"), is("nosniff"));
        HttpResponse<Void> head = admin.ask("HEAD", path("SOUND"), Map.of(), HttpResponse.BodyHandlers.discarding());
        assertThat(head.statusCode(), is(200));
        for (String name : List.of("Content-Length", "ETag", "Last-Modified", "Accept-Ranges")) {
            assertThat(name, header(head, name), allOf(is(header(answer, name)), not("")));
        }
        assertThat(admin.ask("PUT", path("SOUND"), Map.of(), HttpResponse.BodyHandlers.discarding()).statusCode(), is(405));
    }

    @Test
    void aRangeIsAnsweredWithThatPart() {
        part("bytes=100-199", 100, 199);
        part("bytes=0-0", 0, 0);
        part("bytes=9000-", 9000, SOUND.length - 1);
        part("bytes=-500", SOUND.length - 500, SOUND.length - 1);
        part("bytes=-999999", 0, SOUND.length - 1);
        part("bytes=9990-999999999999", 9990, SOUND.length - 1);
    }

    private static void part(String range, int first, int last) {
        HttpResponse<byte[]> answer = get("SOUND", Map.of("Range", range));
        assertThat(range, answer.statusCode(), is(206));
        assertThat(range, header(answer, "Content-Range"), is("bytes " + first + "-" + last + "/" + SOUND.length));
        assertThat(range, header(answer, "Content-Length"), is(String.valueOf(last - first + 1)));
        assertThat(range, Arrays.equals(answer.body(), Arrays.copyOfRange(SOUND, first, last + 1)), is(true));
    }

    @Test
    @Tag("security")
    void aRangeBeyondTheFileIsRefusedAndWhatIsNoRangeGetsTheWhole() {
        Attacks attacks = new Attacks("ranges of a recording");
        for (String range : List.of("bytes=10000-", "bytes=10000-10001", "bytes=-0", "bytes=999999999999999999-")) {
            HttpResponse<byte[]> answer = get("SOUND", Map.of("Range", range));
            attacks.attack(range, answer.statusCode() == 416 && header(answer, "Content-Range").equals("bytes */" + SOUND.length));
        }
        for (String range : List.of("bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "seconds=1-2", "bytes=0-1,5-6", "bytes=" + "9".repeat(40) + "-",
                "bytes=--5", "bytes=0-1" + "x".repeat(4000))) {
            attacks.attack(range, get("SOUND", Map.of("Range", range)).statusCode() == 200);
        }
        attacks.held();
    }

    @Test
    void aPartIsAnsweredOnlyOfTheStateThatThePlayerHas() throws IOException {
        Path file = Files.write(recordings.resolve("grows.wav"), SOUND);
        recording("GROWS", file.toString());
        HttpResponse<byte[]> before = get("GROWS", Map.of());
        for (String state : List.of(header(before, "ETag"), header(before, "Last-Modified"))) {
            assertThat(state, get("GROWS", Map.of("Range", "bytes=1-2", "If-Range", state)).statusCode(), is(206));
        }
        Files.write(file, Arrays.copyOf(SOUND, SOUND.length + 1));
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 5_000));
        for (String state : List.of(header(before, "ETag"), header(before, "Last-Modified"), "\"other\"", "W/" + header(before, "ETag"), "no date")) {
            assertThat(state, get("GROWS", Map.of("Range", "bytes=1-2", "If-Range", state)).statusCode(), is(200));
        }
    }

    @Test
    @Timeout(120)
    void ofARecordingOfThreeGigabytesAnyPartIsStreamedWithoutMemory() throws IOException {
        Path file = recordings.resolve("long.wav");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(LONG);
            sparse.seek(LONG - 3);
            sparse.write("end".getBytes(StandardCharsets.US_ASCII));
        }
        recording("LONG", file.toString());
        HttpResponse<byte[]> end = get("LONG", Map.of("Range", "bytes=-3"));
        assertThat(new String(end.body(), StandardCharsets.US_ASCII), is("end"));
        assertThat(header(end, "Content-Range"), is("bytes " + (LONG - 3) + "-" + (LONG - 1) + "/" + LONG));
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).toList();
        System.gc();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long used = heap.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
        HttpResponse<InputStream> whole = admin.ask("GET", path("LONG"), Map.of(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(header(whole, "Content-Length"), is(String.valueOf(LONG)));
        long got = 0;
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = whole.body()) {
            for (int read = in.read(buffer); read >= 0 && got < MUCH; read = in.read(buffer)) {
                got += read;
            }
        }
        assertThat("more than may be held at once", got, greaterThanOrEqualTo(MUCH));
        long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        assertThat("bytes of heap at most, with this client's own and garbage", peak - used, lessThan(LONG / 4));
    }

    @Test
    @Tag("security")
    @Timeout(60)
    void noOtherFileOfTheMachineIsServed() throws Exception {
        Files.createSymbolicLink(recordings.resolve("link.wav"), secret);
        Files.createSymbolicLink(recordings.resolve("inner.wav"), recordings.resolve("sound + (1).WAV"));
        Files.createSymbolicLink(recordings.resolve("out"), secret.getParent());
        Files.createDirectory(recordings.resolve("folder.wav"));
        Files.writeString(recordings.resolve("notes.txt"), "the secret");
        Files.writeString(recordings.resolve("noextension"), "the secret");
        Files.writeString(recordings.resolve(".wav"), "the secret");
        Path fifo = recordings.resolve("fifo.wav");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor(), is(0));
        List<String> attacks = List.of("/etc/passwd", "/etc/passwd.wav", secret.toString(), recordings + "/link.wav", recordings + "/inner.wav",
                recordings + "/out/secret.wav", recordings + "/../secret.wav", recordings + "/x/../link.wav", recordings + "/folder.wav",
                recordings.toString(), recordings + "/notes.txt", recordings + "/noextension", recordings + "/.wav", fifo.toString(),
                recordings + "/gone.wav", "secret.wav", "../secret.wav", "/dev/zero",
                "/dev/stdin", "/proc/self/environ", "/proc/self/root/etc/passwd",
                "", " ", "file://" + secret, recordings + "/sound + (1).WAV/", "\\\\host\\share\\a.wav", recordings + "2/a.wav");
        Attacks tried = new Attacks("files of the machine as recordings");
        for (int i = 0; i < attacks.size(); i++) {
            recording("ATTACK" + i, attacks.get(i));
            HttpResponse<byte[]> answer = get("ATTACK" + i, Map.of("Range", "bytes=0-20"));
            boolean same = attacks.get(i).equals(recordings + "/sound + (1).WAV/"); // Java's paths know no slash at the end
            tried.attack(attacks.get(i) + " " + answer.statusCode(), answer.statusCode() == (same ? 206 : 404)
                    && !new String(answer.body(), StandardCharsets.ISO_8859_1).contains("the secret"));
        }
        tried.held();
    }

    @Test
    @Tag("security")
    void whatIsARecordingIsAskedAtEachRequest() throws IOException {
        Path file = Files.write(recordings.resolve("exchanged.wav"), SOUND);
        recording("EXCHANGED", file.toString());
        assertThat(get("EXCHANGED", Map.of()).statusCode(), is(200));
        Files.delete(file);
        Files.createSymbolicLink(file, secret);
        Attacks attacks = new Attacks("files exchanged after a recording was found");
        attacks.attack("a link", get("EXCHANGED", Map.of()).statusCode() == 404);
        Path inDay = Files.write(Files.createDirectories(recordings.resolve("2026/11/28")).resolve("day.wav"), SOUND);
        recording("DAY", inDay.toString());
        assertThat(get("DAY", Map.of()).statusCode(), is(200));
        Files.move(recordings.resolve("2026"), folder.resolve("moved"));
        Files.createSymbolicLink(recordings.resolve("2026"), folder.resolve("moved"));
        attacks.attack("a folder that is a link", get("DAY", Map.of()).statusCode() == 404);
        attacks.held();
    }

    @Test
    void aFileThatWasConvertedAfterwardsIsPlayed() throws IOException {
        Path file = Files.write(recordings.resolve("nightly.wav"), SOUND);
        recording("NIGHTLY", file.toString());
        Files.move(file, recordings.resolve("nightly.mp3"));
        HttpResponse<byte[]> answer = get("NIGHTLY", Map.of());
        assertThat(answer.statusCode(), is(200));
        assertThat(header(answer, "Content-Type"), containsString("audio/mpeg"));
    }

    @Test
    @Tag("security")
    void noRowMakesAFolderOneOfRecordings() {
        recording("ROW", secret.toString());
        for (String key : List.of("recordingRoots", "asterisk.recordingRoots", "callRecordingFilesLocation")) {
            database.setting(key, "/, /etc, " + secret.getParent());
        }
        try {
            Attacks attacks = new Attacks("roots of recordings from the database");
            attacks.attack("rows", get("ROW", Map.of()).statusCode() == 404);
            Map<String, Object> changed = host.run("changeAsteriskSetting", "admin", Map.of("settingName", "recordingRoots", "settingValue", "/"));
            attacks.attack("a setting", said(changed).contains("config/asterisk.properties"));
            attacks.held();
        } finally {
            for (String key : List.of("recordingRoots", "asterisk.recordingRoots", "callRecordingFilesLocation")) {
                database.setting(key, "");
            }
        }
    }

    @Test
    @Tag("security")
    void formsRefuseFoldersThatNoFileOnDiskAllows() throws IOException {
        Files.createSymbolicLink(recordings.resolve("etc"), Path.of("/etc"));
        Attacks attacks = new Attacks("folders of recordings in forms");
        for (String location : List.of("/etc", "/", "..", "runtime/recordings/../../..", "runtime", recordings + "/..", recordings + "/etc",
                recordings + "/etc/ssl", recordings + "2", "/proc/self/root", "runtime/recordings2", "~")) {
            attacks.attack("server " + location, said(server(location)).contains("recordingRoots"));
            attacks.attack("setting " + location, said(host.run("changeAsteriskSetting", "admin", Map.of("settingName",
                    "callRecordingFilesLocation", "settingValue", location))).contains("recordingRoots"));
        }
        attacks.held();
        for (String location : List.of("runtime/recordings", "/var/spool/asterisk/monitor", recordings.toString(), recordings + "/branch", "")) {
            assertThat(location, said(server(location)), not(containsString("recordingRoots")));
        }
    }

    private static Map<String, Object> server(String location) {
        return host.run("updateAsteriskServer", "admin", Map.of("serverId", "DEMO_PBX", "recordingsLocation", location));
    }

    @Test
    @Tag("security")
    void whoListensIsLoggedOnceAndADownloadNeedsItsPermission() throws IOException {
        recording("HEARD", Files.write(recordings.resolve("heard.wav"), SOUND).toString());
        database.change("PhoneCall", Map.of("phoneCallId", "HEARD", "callCenterGroupId", "SUPPORT",
                "endDate", Timestamp.valueOf("2024-03-05 08:02:00")));
        WebClient agent = new WebClient(host.base());
        agent.login("/asterisk", "agent1001", "ofbiz");
        WebClient supervisor = new WebClient(host.base());
        supervisor.login("/asterisk", "supervisor", "ofbiz");
        WebClient stranger = new WebClient(host.base());
        stranger.login("/asterisk", "crmuser", "ofbiz");

        agent.ask("HEAD", path("HEARD"), Map.of(), HttpResponse.BodyHandlers.discarding());
        assertThat(stranger.ask("GET", path("HEARD"), Map.of(), HttpResponse.BodyHandlers.discarding()).statusCode(), is(404));
        assertThat("nobody has heard it yet", database.rows("AsteriskRecordingAccess", "phoneCallId", "HEARD"), is(List.of()));
        for (String range : List.of("bytes=1-", "bytes=0-99", "bytes=500-600")) {
            assertThat(agent.ask("GET", path("HEARD"), Map.of("Range", range), HttpResponse.BodyHandlers.discarding()).statusCode(), is(206));
        }
        assertThat("a part is a listening, several are one", accesses(), is(List.of("agent1001 LISTENED")));
        String download = path("HEARD") + "&download=Y";
        assertThat(agent.ask("GET", download, Map.of(), HttpResponse.BodyHandlers.discarding()).statusCode(), is(403));
        HttpResponse<Void> file = supervisor.ask("GET", download, Map.of(), HttpResponse.BodyHandlers.discarding());
        assertThat(file.headers().firstValue("Content-Disposition").orElse(""), is("attachment"));
        assertThat(accesses(), is(List.of("agent1001 LISTENED", "supervisor DOWNLOADED")));

        String day = "fromDay=2024-03-04&thruDay=2024-03-06";
        String page = supervisor.get("/asterisk/control/recordings?phoneCallId=HEARD&" + day).body();
        assertThat(page, containsString("data-row=\"HEARD\""));
        assertThat(page, containsString("Liis Saar: Listened"));
        assertThat(supervisor.get("/asterisk/control/recordings?callCenterGroupId=NO_GROUP&" + day).body(), not(containsString("data-row=")));
        assertThat(agent.get("/asterisk/control/recordings?phoneCallId=HEARD&" + day).body(), not(containsString("data-row=")));
    }

    private static List<String> accesses() {
        return database.rows("AsteriskRecordingAccess", "phoneCallId", "HEARD").stream()
                .map(row -> row.getString("userLoginId") + " " + row.getString("accessType")).sorted().toList();
    }

    private static String said(Map<String, Object> result) {
        return result.getOrDefault("failMessage", "") + " " + result.getOrDefault("fieldProblems", "") + ServiceUtil.getErrorMessage(result);
    }

    /** A call that is said to have this file as its recording. */
    private static void recording(String id, String file) {
        Map<String, Object> data = new HashMap<>(Map.of("dataResourceId", id, "dataResourceTypeId", "LOCAL_FILE", "objectInfo", file,
                "mimeTypeId", "audio/mpeg"));
        database.create("DataResource", data);
        database.create("Content", Map.of("contentId", id, "dataResourceId", id));
        database.create("PhoneCall", Map.of("phoneCallId", id, "serverId", "DEMO_PBX", "linkedId", id, "directionEnumId", "AST_INBOUND",
                "startDate", Timestamp.valueOf("2024-03-05 08:00:00"), "recordingContentId", id));
    }

    private static HttpResponse<byte[]> get(String id, Map<String, String> headers) {
        return admin.ask("GET", path(id), headers, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String path(String id) {
        return "/asterisk/control/recording?phoneCallId=" + id;
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static byte[] sound() {
        byte[] bytes = new byte[10_000];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
