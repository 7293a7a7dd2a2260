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
package org.apache.ofbiz.asterisk.crm.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.hooks.CallHookEvent;
import org.apache.ofbiz.asterisk.crm.recordings.AudioTypes;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingBan;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFolder;
import org.apache.ofbiz.asterisk.crm.reports.SumMarks;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SystemServices;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Attaches the recordings of an ended call to its CommEvent. The PBX closes a file a moment after the call ended, or converts it to
 * another format, so it is looked for again and again, without holding a thread, until its size has stopped growing or the setting
 * recordingWaitSeconds is over.
 * Belongs to the thread of the database, but for its looks at files.
 */
public final class RecordingCollector {

    private static final String MODULE = RecordingCollector.class.getName();
    private static final Duration PAUSE = Duration.ofMillis(300);
    /** Between looks that need no haste: for a database that is away, or a call that goes on. */
    private static final Duration LONG_PAUSE = Duration.ofSeconds(5);
    /** Nobody said that the call is recorded: a file would be there at once or never. */
    private static final Duration WAIT_WITHOUT_REPORT = Duration.ofSeconds(3);
    /** After these, nothing is about to be there any more: it is converted or copied at leisure. */
    private static final int HASTY_LOOKS = 30;
    private static final int FIRST_SEARCH = 3;
    private static final int LOOKS_BETWEEN_SEARCHES = 10;
    /** Other recordings wait meanwhile. */
    private static final Duration SEARCH_TIME = Duration.ofMillis(300);
    /** A WAV file of this size has a header and no sound. */
    private static final long EMPTY_FILE = 44;

    private final Rows rows;
    private final SystemServices services;
    private final CommEvents commEvents;
    private final Servers servers;
    private final Settings settings;
    private final RecordingBan ban;
    private final Clock clock;
    private final Consumer<List<CallHookEvent>> hooks;

    /** @param hooks is told of each recording that was attached; must return at once */
    public RecordingCollector(Delegator delegator, SystemServices services, CommEvents commEvents, Servers servers, Settings settings,
                              RecordingBan ban, Clock clock, Consumer<List<CallHookEvent>> hooks) {
        this.hooks = hooks;
        this.rows = new Rows(delegator);
        this.services = services;
        this.commEvents = commEvents;
        this.servers = servers;
        this.settings = settings;
        this.ban = ban;
        this.clock = clock;
    }

    /**
     * Looks for the recordings now and later: for each file that the PBX told, and by the names of the channels where it told none.
     *
     * @param phoneCallId of the call, or of the one that it became part of
     */
    void collect(String phoneCallId, PhoneCall call, JournalThreads threads) {
        try {
            Duration wait = call.recordingFile().isPresent() ? settings.get(Settings.RECORDING_WAIT_TIME) : WAIT_WITHOUT_REPORT;
            RecordingFolder folder = servers.recordings(call.serverId());
            if (call.notRecorded().isPresent()) { // a part of the call may have ended before the customer objected
                ban.detach(phoneCallId, call);
            }
            List<String> files = call.recordingFiles().isEmpty() ? List.of("") : call.recordingFiles();
            files.forEach(file -> look(new Search(phoneCallId, call, file, folder, clock.instant().plus(wait), 0, 0), threads));
        } catch (Rows.RowsUnavailableException e) {
            later(() -> collect(phoneCallId, call, threads), LONG_PAUSE, call, threads);
        }
    }

    /** A disk that doesn't answer keeps other recordings waiting, and no call. */
    private void look(Search search, JournalThreads threads) {
        try {
            threads.files().execute(() -> lookAtFiles(search, threads));
        } catch (RejectedExecutionException e) {
            if (threads.files().isShutdown()) {
                dropped(search.call);
            } else {
                Debug.logWarning("The disk of recordings doesn't respond: the recording of call " + search.call.callId()
                        + " is looked for after the next startup", MODULE);
            }
        }
    }

    private void lookAtFiles(Search search, JournalThreads threads) {
        boolean haste = clock.instant().isBefore(search.deadline);
        try {
            List<Path> files = found(search, !haste);
            long size = size(files);
            threads.database().execute(() -> seen(search, files, size, haste, threads));
        } catch (RejectedExecutionException e) {
            dropped(search.call);
        } catch (IOException | RuntimeException e) {
            Debug.logError(e, "Couldn't look for the recording of call " + search.call.callId(), MODULE);
        }
    }

    private void seen(Search search, List<Path> files, long size, boolean haste, JournalThreads threads) {
        boolean justFound = size > 0 && search.sizeBefore == 0; // maybe late, by a disk that didn't answer: whether it grows isn't known yet
        try {
            if (!files.isEmpty() && ban.covers(search.phoneCallId, search.call)) {
                files.forEach(file -> ban.delete(search.phoneCallId, search.call, file.toString()));
                ban.detach(search.phoneCallId, search.call);
                if (haste) { // another may come late
                    later(() -> look(search.seen(0), threads), LONG_PAUSE, search.call, threads);
                }
            } else if (size > EMPTY_FILE && size == search.sizeBefore) {
                for (Path file : files) {
                    attach(search.phoneCallId, file);
                }
            } else if (haste || justFound || size > 0 && goesOn(search)) {
                boolean soon = haste && search.looks < HASTY_LOOKS || justFound;
                later(() -> look(search.seen(size), threads), soon ? PAUSE : LONG_PAUSE, search.call, threads);
            } else if (search.call.recordingFile().isPresent() && search.call.notRecorded().isEmpty()) {
                Debug.logWarning("No recording found for call " + search.call.callId() + " in " + search.folder.path(), MODULE);
            }
        } catch (GenericEntityException | RuntimeException e) {
            if (rows.answer()) {
                Debug.logError(e, "Couldn't attach the recording of call " + search.call.callId(), MODULE);
            } else {
                later(() -> look(search, threads), LONG_PAUSE, search.call, threads);
            }
        }
    }

    private static void dropped(PhoneCall call) {
        Debug.logWarning("Recording of call " + call.callId() + " wasn't attached before the shutdown", MODULE);
    }

    /** Looks through the whole folder now and then only, and where somebody said that there is a recording. */
    private static List<Path> found(Search search, boolean last) {
        List<String> ids = channelIds(search.call);
        List<Path> files = search.folder.find(search.told, ids);
        boolean thorough = search.call.recordingFile().isPresent() && (last || search.looks % LOOKS_BETWEEN_SEARCHES == FIRST_SEARCH);
        return files.isEmpty() && (thorough || search.sizeBefore > 0) ? search.folder.search(search.told, ids, SEARCH_TIME) : files;
    }

    private static long size(List<Path> files) throws IOException {
        long size = 0;
        for (Path file : files) {
            size += Files.size(file);
        }
        return size;
    }

    /** Whether this is a part of a call that has not ended: it may still be recorded into the same file. */
    private boolean goesOn(Search search) {
        return search.call.mergedInto().isPresent() && Rows.one(rows.from("PhoneCall").where("phoneCallId", search.phoneCallId))
                .filter(row -> row.get("endDate") == null).isPresent();
    }

    private static void later(Runnable look, Duration pause, PhoneCall call, JournalThreads threads) {
        try {
            threads.database().schedule(look, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            dropped(call);
        }
    }

    /** The row holds the first recording; the CommEvent all of them, where several calls became one. A file is attached once. */
    private void attach(String phoneCallId, Path file) throws GenericEntityException {
        Optional<GenericValue> call = Rows.one(rows.from("PhoneCall").where("phoneCallId", phoneCallId));
        if (call.isEmpty()) {
            return;
        }
        Optional<String> event = PlainText.given(call.get().getString("communicationEventId"));
        Optional<String> first = PlainText.given(call.get().getString("recordingContentId"));
        Optional<String> known = Stream.concat(first.stream(), event.stream().flatMap(this::attached))
                .filter(contentId -> isOf(contentId, file)).findFirst();
        String contentId = known.isPresent() ? known.get() : content(file);
        event.ifPresent(id -> commEvents.attach(id, contentId));
        if (first.isEmpty()) { // last: anyone who sees the recording at the call finds it at the CommEvent, too
            PhoneCallRows.change(rows.delegator(), phoneCallId, Map.of("recordingContentId", contentId));
            SumMarks.changed(rows.delegator(), call.get());
        }
        if (known.isEmpty()) { // this one isn't encrypted yet, also where the others have been since the row was read
            rows.delegator().storeByCondition("PhoneCall", Collections.singletonMap("recordingKeyId", null), EntityCondition.makeCondition(
                    EntityCondition.makeCondition("phoneCallId", phoneCallId), EntityOperator.AND,
                    EntityCondition.makeCondition("recordingKeyId", EntityOperator.NOT_EQUAL, null)));
        }
        if (known.isEmpty()) {
            hooks.accept(List.of(new CallHookEvent(CallHookEvent.Kind.RECORDED, phoneCallId, Map.of("contentId", contentId))));
        }
    }

    private Stream<String> attached(String communicationEventId) {
        return Rows.list(rows.from("CommEventContentAssoc").where("communicationEventId", communicationEventId)).stream()
                .map(row -> row.getString("contentId"));
    }

    private boolean isOf(String contentId, Path file) {
        return Rows.one(rows.from("Content").where("contentId", contentId)).map(content -> content.getString("dataResourceId"))
                .flatMap(id -> Rows.one(rows.from("DataResource").where("dataResourceId", id)))
                .filter(data -> file.toString().equals(data.getString("objectInfo"))).isPresent();
    }

    private String content(Path file) {
        String name = file.getFileName().toString();
        String mimeType = AudioTypes.of(file).filter(type -> Rows.one(rows.from("MimeType").where("mimeTypeId", type)).isPresent())
                .orElse("application/octet-stream"); // the reader of a recording tells the type by the name again
        Object dataResourceId = services.run("createDataResource", Map.of("dataResourceTypeId", "LOCAL_FILE", "objectInfo", file.toString(),
                "dataResourceName", name, "mimeTypeId", mimeType, "isPublic", "N")).get("dataResourceId");
        return (String) services.run("createContent", Map.of("contentTypeId", "DOCUMENT", "dataResourceId", dataResourceId,
                "contentName", name, "mimeTypeId", mimeType)).get("contentId");
    }

    private static List<String> channelIds(PhoneCall call) {
        return Stream.concat(Stream.of(call.linkedId()),
                call.legs().stream().map(leg -> leg.channel().uniqueId())).distinct().toList();
    }

    /**
     * @param told       path on the PBX; empty to look by the names of channels
     * @param sizeBefore bytes when it was looked at last; 0 for no file
     * @param looks      so far
     */
    private record Search(String phoneCallId, PhoneCall call, String told, RecordingFolder folder, Instant deadline, long sizeBefore, int looks) {

        Search seen(long size) {
            return new Search(phoneCallId, call, told, folder, deadline, size, looks + 1);
        }
    }
}
