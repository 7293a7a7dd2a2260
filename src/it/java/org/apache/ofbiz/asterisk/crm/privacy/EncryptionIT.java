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
package org.apache.ofbiz.asterisk.crm.privacy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Recordings are encrypted where the file of settings names a key, and are heard, exported and deleted as before. */
@Tag("embedded")
class EncryptionIT extends PrivacyTest {

    /** What {@link RetentionIT#call} writes. */
    private static final String SOUND = "sound";

    @AfterEach
    void noKeys() throws GenericEntityException {
        System.clearProperty("asterisk.recordingKeys");
        for (String entity : List.of("AsteriskRecordingKey", "AsteriskRecordingAccess", "PhoneCallEvent", "PhoneCall")) {
            for (GenericValue row : database.rows(entity)) {
                host.delegator().removeValue(row);
            }
        }
    }

    private static Path key(String name) throws IOException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        Path file = Files.writeString(folder.resolve(name), Base64.getEncoder().encodeToString(secret));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static void keys(String entries) {
        System.setProperty("asterisk.recordingKeys", entries);
    }

    private static Path call(String id, int daysAgo) throws IOException {
        Path file = RetentionIT.call(host, recordings, id, "SUPPORT", daysAgo);
        database.change("AsteriskRecordingAccess", Map.of("accessId", id, "accessDate", Timestamp.from(Instant.now())));
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(7200)));
    }

    private static Map<String, Object> runs(String service) {
        Map<String, Object> result = host.run(service, "admin", Map.of());
        assertThat(service + ServiceUtil.getErrorMessage(result), ServiceUtil.isSuccess(result), is(true));
        return result;
    }

    private static String keyOf(String id) {
        return database.row("PhoneCall", "phoneCallId", id).getString("recordingKeyId");
    }

    private static WebClient admin() {
        WebClient admin = new WebClient(host.base());
        admin.login("/asterisk", "admin", "ofbiz");
        return admin;
    }

    private static HttpResponse<byte[]> plays(String id, Map<String, String> headers) {
        return admin().ask("GET", "/asterisk/control/recording?phoneCallId=" + id, headers, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void recordingsOfCallsThatEndedAreEncryptedHeardAndDeleted() throws IOException {
        Path fresh = call("FRESH", 1);
        Path old = call("OLD", 40);
        Path written = call("WRITTEN", 1);
        Files.setLastModifiedTime(written, FileTime.from(Instant.now()));
        assertThat("without a key nothing happens", runs("encryptAllAsteriskRecordings").get("encryptedCount"), is(0L));
        keys("first=file:" + key("first.key"));
        Map<String, Object> counts = runs("encryptAsteriskRecordings");
        assertThat(List.of(counts.get("encryptedCount"), counts.get("laterCount"), counts.get("failedCount")), is(List.of(1L, 1L, 0L)));
        assertThat(keyOf("FRESH"), is("first"));
        assertThat(keyOf("WRITTEN"), is(nullValue()));
        assertThat("of weeks ago", keyOf("OLD"), is(nullValue()));
        assertThat(Files.readString(fresh, StandardCharsets.ISO_8859_1), not(containsString(SOUND)));
        runs("encryptAllAsteriskRecordings");
        assertThat(Files.readString(old, StandardCharsets.ISO_8859_1), not(containsString(SOUND)));

        assertThat(text(plays("FRESH", Map.of())), is(SOUND));
        HttpResponse<byte[]> part = plays("FRESH", Map.of("Range", "bytes=1-3"));
        assertThat(part.statusCode() + text(part), is("206oun"));
        assertThat(part.headers().firstValue("Content-Range").orElse(""), is("bytes 1-3/" + SOUND.length()));
        assertThat("a plain one is heard beside", text(plays("WRITTEN", Map.of())), is(SOUND));
        assertThat(new String(exported(), StandardCharsets.UTF_8), is(SOUND));

        host.run("setAsteriskRetention", "admin", Map.of("callCenterGroupId", "_NA_", "dataKind", "RECORDING", "keepDays", "30"));
        runs("runAsteriskRetention");
        assertThat(Files.exists(old), is(false));
        assertThat("no key opens anything of it", keyOf("OLD"), is(nullValue()));
        host.run("setAsteriskRetention", "admin", Map.of("callCenterGroupId", "_NA_", "dataKind", "RECORDING"));
    }

    /** The recording of the last call in an export of Anna's data. */
    private static byte[] exported() throws IOException {
        return entries().values().stream().reduce("", (first, second) -> second).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> entries() throws IOException {
        WebClient admin = admin();
        String token = WebClient.meta(admin.get("/asterisk/control/personData").body(), "csrf-token");
        HttpResponse<byte[]> answer = admin.ask("POST", "/asterisk/control/exportPerson?csrf=" + token + "&partyId=AST_ANNA", Map.of(),
                HttpResponse.BodyHandlers.ofByteArray());
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    @Test
    void withoutTheKeyNothingIsPlayedAndTheReasonIsTold() throws IOException {
        Path file = call("LOCKED", 1);
        Path first = key("locked.key");
        keys("first=file:" + first);
        runs("encryptAsteriskRecordings");
        byte[] encrypted = Files.readAllBytes(file);

        Path away = Files.move(first, first.resolveSibling("away"));
        HttpResponse<byte[]> refused = plays("LOCKED", Map.of());
        assertThat(refused.statusCode() + text(refused), is("409Recording not played: it's encrypted, and its key first is missing. "
                + "An administrator sees the reason on the page Diagnostics."));
        assertThat("nobody heard it", database.rows("AsteriskRecordingAccess", "phoneCallId", "LOCKED", "accessType", "LISTENED").size(), is(1));
        assertThat(page("recordings?phoneCallId=LOCKED"), containsString("id=\"ar-locked\""));
        assertThat(page("diagnostics"), containsString("its file or environment variable doesn&#39;t exist"));
        assertThat(new String(exported(), StandardCharsets.UTF_8), containsString("its key first is missing"));
        runs("encryptAllAsteriskRecordings");

        Files.move(key("other.key"), first);
        assertThat(text(plays("LOCKED", Map.of())), containsString("with another key of the name first"));
        assertThat(page("diagnostics"), containsString("Isn&#39;t the key that had this name before"));
        Path plain = call("PLAIN", 1);
        runs("encryptAllAsteriskRecordings");
        assertThat("nothing is encrypted with it", Files.readString(plain), is(SOUND));

        keys("second=file:" + key("second.key"));
        assertThat(page("diagnostics"), containsString("recordingKeys doesn&#39;t name it"));
        assertThat("it can't be decrypted", runs("encryptAllAsteriskRecordings").get("failedCount"), is(1L));
        assertThat(page("diagnostics"), containsString("It is encrypted, and can&#39;t be decrypted"));
        assertThat(keyOf("LOCKED"), is("first"));
        assertThat("nothing of it was touched", Files.readAllBytes(file), is(encrypted));
        Files.move(away, first, StandardCopyOption.REPLACE_EXISTING);
        keys("second=file:" + folder.resolve("second.key") + ",first=file:" + first);
        assertThat(text(plays("LOCKED", Map.of())), is(SOUND));
        runs("encryptAllAsteriskRecordings");
        assertThat("the new key took over", keyOf("LOCKED"), is("second"));
        keys("second=file:" + folder.resolve("second.key"));
        assertThat(text(plays("LOCKED", Map.of())), is(SOUND));
        assertThat(page("diagnostics"), not(containsString("recordingKeys doesn&#39;t name it")));
    }

    private static String page(String uri) {
        return admin().get("/asterisk/control/" + uri).body();
    }

    @Test
    void aFileThatWasChangedIsRefusedAndNotDeleted() throws IOException {
        Path file = call("CHANGED", 1);
        keys("first=file:" + key("changed.key"));
        runs("encryptAsteriskRecordings");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThat(text(plays("CHANGED", Map.of())), containsString("was changed or damaged"));
        assertThat(Files.exists(file), is(true));
    }

    private static EncryptionRun run(Consumer<Path> after) {
        return new EncryptionRun(host.delegator(), Settings.of(host.delegator()), Clock.systemUTC(), after);
    }

    private static void remove(String entity, String... fields) {
        try {
            for (GenericValue row : database.rows(entity, (Object[]) fields)) {
                row.remove();
            }
        } catch (GenericEntityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatThePbxMayStillWriteToWaits() throws IOException {
        Path lost = call("LOST", 1);
        Timestamp then = Timestamp.from(Instant.now().minusSeconds(7200));
        database.create("PhoneCallEvent", Map.of("phoneCallId", "LOST", "eventSeqId", "00002", "eventTypeEnumId", "AST_EV_PBX_LOST",
                "eventDate", then));
        Path shared = call("SHARED", 1);
        database.create("PhoneCall", Map.of("phoneCallId", "GOESON", "serverId", "DEMO_PBX", "linkedId", "GOESON", "directionEnumId",
                "AST_INBOUND", "startDate", then, "recordingContentId", "SHARED"));
        keys("first=file:" + key("waits.key"));
        assertThat(runs("encryptAsteriskRecordings").get("laterCount"), is(2L));
        assertThat(Files.readString(lost) + Files.readString(shared), is(SOUND + SOUND));
        database.change("PhoneCallEvent", Map.of("phoneCallId", "LOST", "eventSeqId", "00002", "eventDate",
                Timestamp.from(Instant.now().minusSeconds(25 * 3600))));
        database.change("PhoneCall", Map.of("phoneCallId", "GOESON", "endDate", then));
        assertThat(runs("encryptAsteriskRecordings").get("encryptedCount"), is(2L));
    }

    @Test
    void whatHappensMeanwhileIsNoticed() throws IOException, GenericEntityException {
        Path forgotten = call("FORGOTTEN", 1);
        Path erased = call("ERASED", 1);
        call("MORE", 1);
        Path more = Files.writeString(recordings.resolve("MORE-2.wav"), SOUND);
        Files.setLastModifiedTime(more, FileTime.from(Instant.now().minusSeconds(7200)));
        keys("first=file:" + key("meanwhile.key"));
        run(file -> {
            if (file.equals(forgotten)) {
                List.of("CommEventContentAssoc", "Content").forEach(entity -> remove(entity, "contentId", "FORGOTTEN"));
                remove("DataResource", "dataResourceId", "FORGOTTEN");
            } else if (file.equals(erased)) {
                remove("PhoneCallEvent", "phoneCallId", "ERASED");
                remove("PhoneCall", "phoneCallId", "ERASED");
            } else {
                database.create("DataResource", Map.of("dataResourceId", "MORE2", "dataResourceTypeId", "LOCAL_FILE", "objectInfo", more.toString()));
                database.create("Content", Map.of("contentId", "MORE2", "dataResourceId", "MORE2", "contentName", "MORE2"));
                database.create("CommEventContentAssoc", Map.of("communicationEventId", "MORE", "contentId", "MORE2", "fromDate",
                        Timestamp.from(Instant.now())));
            }
        }).run(false);
        assertThat("another node deleted its call", Files.exists(forgotten), is(false));
        assertThat("a file that rows name stays", Files.exists(erased), is(true));
        assertThat("another file was attached", keyOf("MORE"), is(nullValue()));
        runs("encryptAsteriskRecordings");
        assertThat(keyOf("MORE"), is("first"));
        assertThat(Files.readString(more, StandardCharsets.ISO_8859_1), not(containsString(SOUND)));
    }

    @Test
    void aRunThatFailsTellsWhy() throws IOException {
        call("FAILS", 1);
        keys("first=file:" + key("fails.key"));
        assertThrows(IllegalStateException.class, () -> run(file -> {
            throw new IllegalStateException("out of order");
        }).run(false));
        assertThat(database.row("AsteriskRecordingKey", "keyId", "first").getString("problem"), is("out of order"));
    }

    /** As two nodes do whose jobs begin at the same moment: a new key has no row yet. */
    @Test
    void jobsThatBeginAtOnceWithANewKeyEncryptAllOfIt() throws IOException, InterruptedException, ExecutionException {
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 5; round++) {
                String name = "key" + round;
                Path file = call("ATONCE" + round, 1);
                keys(name + "=file:" + key(name));
                CyclicBarrier together = new CyclicBarrier(3);
                Callable<Map<String, Object>> job = () -> {
                    together.await();
                    return runs("encryptAsteriskRecordings");
                };
                long encrypted = 0;
                for (Future<Map<String, Object>> result : nodes.invokeAll(List.of(job, job, job))) {
                    assertThat(result.get().toString(), result.get().get("failedCount"), is(0L));
                    encrypted += (Long) result.get().get("encryptedCount");
                }
                assertThat(encrypted, greaterThan(0L));
                assertThat(keyOf("ATONCE" + round), is(name));
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1), not(containsString(SOUND)));
                assertThat("encrypted once", text(plays("ATONCE" + round, Map.of())), is(SOUND));
                remove("PhoneCallEvent", "phoneCallId", "ATONCE" + round);
                remove("PhoneCall", "phoneCallId", "ATONCE" + round); // the next key can't open it
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void whatAKilledJobLeftIsDeletedAlsoAfterEncryptionHasEnded() throws IOException {
        Path left = Files.writeString(Files.createDirectories(recordings.resolve(".asterisk-encrypting")).resolve("left"), "half of it");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(7 * 3600)));
        runs("encryptAsteriskRecordings");
        assertThat(Files.exists(left), is(false));
    }

    @Test
    void oldRecordingsAreEncryptedAtAnotherTimeThanOldDataAreDeleted() {
        assertThat(database.rows("JobSandbox", "jobId", "AST_RETENTION").get(0).getString("tempExprId"), is("AST_DAILY_AT_3"));
        assertThat(database.rows("JobSandbox", "jobId", "AST_ENCRYPT_ALL").get(0).getString("tempExprId"), is("AST_DAILY_AT_5"));
        assertThat(database.row("TemporalExpression", "tempExprId", "AST_DAILY_AT_5").getTimestamp("date1"),
                is(Timestamp.valueOf("2026-01-01 05:00:00")));
    }

    @Test
    void anExportLeavesOutWhatIsDamagedInTheMiddle() throws IOException {
        Path file = call("BROKEN", 1);
        Files.write(file, new byte[300_000]);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(7200)));
        call("WHOLE", 0);
        keys("first=file:" + key("broken.key"));
        assertThat(runs("encryptAsteriskRecordings").get("encryptedCount"), is(2L));
        byte[] bytes = Files.readAllBytes(file);
        bytes[200_000] ^= 1;
        Files.write(file, bytes);
        Map<String, String> entries = entries();
        assertThat(entries.get("recordings/BROKEN-BROKEN.txt"), containsString("was changed or damaged"));
        assertThat(entries.get("recordings/WHOLE-WHOLE.wav"), is(SOUND));
        assertThat(entries.keySet(), not(hasItem("recordings/BROKEN-BROKEN.wav")));
        assertThat("nobody got it", database.rows("AsteriskRecordingAccess", "phoneCallId", "BROKEN", "accessType", "DOWNLOADED").size(), is(0));
    }
}
