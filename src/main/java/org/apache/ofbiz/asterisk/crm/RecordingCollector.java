/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/**
 * Attaches the recording of an ended call to its CommEvent. The PBX closes the file a moment after the call ended, so it is looked
 * for again and again, without holding a thread, until its size has stopped growing or the setting recordingWaitSeconds is over.
 * Not thread-safe: belongs to the journal's thread.
 */
public final class RecordingCollector {

    private static final String MODULE = RecordingCollector.class.getName();
    private static final Duration PAUSE = Duration.ofMillis(300);
    /** Nobody said that the call is recorded: a file would be there at once or never. */
    private static final Duration WAIT_WITHOUT_REPORT = Duration.ofSeconds(3);
    /** A WAV file of this size has a header and no sound. */
    private static final long EMPTY_FILE = 44;
    private static final Map<String, String> MIME_TYPES = Map.of("wav", "audio/wav", "mp3", "audio/mpeg", "ogg", "audio/ogg", "flac", "audio/flac");

    private final Rows rows;
    private final SystemServices services;
    private final Servers servers;
    private final Settings settings;
    private final Clock clock;

    public RecordingCollector(Delegator delegator, SystemServices services, Servers servers, Settings settings, Clock clock) {
        this.rows = new Rows(delegator);
        this.services = services;
        this.servers = servers;
        this.settings = settings;
        this.clock = clock;
    }

    /** Looks for the recording now, and on {@code scheduler} later. */
    void collect(String phoneCallId, PhoneCall call, ScheduledExecutorService scheduler) {
        Duration wait = call.recordingFile().isPresent() ? settings.get(Settings.RECORDING_WAIT_TIME) : WAIT_WITHOUT_REPORT;
        look(new Search(phoneCallId, call, servers.recordings(call.serverId()), clock.instant().plus(wait), 0), scheduler);
    }

    private void look(Search search, ScheduledExecutorService scheduler) {
        try {
            Optional<Path> file = search.folder.find(search.call.recordingFile().orElse(""), channelIds(search.call));
            long size = file.isPresent() ? Files.size(file.get()) : 0;
            if (size > EMPTY_FILE && size == search.sizeBefore) {
                attach(search.phoneCallId, file.get());
            } else if (clock.instant().isBefore(search.deadline)) {
                Search next = new Search(search.phoneCallId, search.call, search.folder, search.deadline, size);
                scheduler.schedule(() -> look(next, scheduler), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } else if (search.call.recordingFile().isPresent()) {
                Debug.logWarning("No recording of call " + search.call.callId() + " in " + search.folder.path(), MODULE);
            }
        } catch (RejectedExecutionException stopping) {
            Debug.logWarning("Recording of call " + search.call.callId() + " was not attached before the stop", MODULE);
        } catch (IOException | GenericEntityException | RuntimeException e) {
            Debug.logError(e, "Recording of call " + search.call.callId() + " could not be attached", MODULE);
        }
    }

    /** A call has one recording: one that is attached already stays. */
    private void attach(String phoneCallId, Path file) throws GenericEntityException {
        Optional<GenericValue> call = Rows.one(rows.from("PhoneCall").where("phoneCallId", phoneCallId));
        if (call.filter(row -> row.getString("recordingContentId") == null).isEmpty()) {
            return;
        }
        String communicationEventId = call.get().getString("communicationEventId");
        String name = file.getFileName().toString();
        String mimeType = MIME_TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT), "application/octet-stream");
        Object dataResourceId = services.run("createDataResource", Map.of("dataResourceTypeId", "LOCAL_FILE", "objectInfo", file.toString(),
                "dataResourceName", name, "mimeTypeId", mimeType, "isPublic", "N")).get("dataResourceId");
        String contentId = (String) services.run("createContent", Map.of("contentTypeId", "DOCUMENT", "dataResourceId", dataResourceId,
                "contentName", name, "mimeTypeId", mimeType)).get("contentId");
        if (communicationEventId != null) {
            services.run("createCommEventContentAssoc", Map.of("contentId", contentId, "communicationEventId", communicationEventId,
                    "fromDate", Timestamp.from(clock.instant())));
        }
        // last: whoever sees the recording at the call finds it at the CommEvent, too
        PhoneCallRows.change(rows.delegator(), phoneCallId, Map.of("recordingContentId", contentId));
    }

    private static List<String> channelIds(PhoneCall call) {
        return Stream.concat(Stream.of(call.linkedId()),
                call.legs().stream().map(leg -> leg.channel().uniqueId())).distinct().toList();
    }

    /** @param sizeBefore bytes when the file was looked at last; 0 for no file */
    private record Search(String phoneCallId, PhoneCall call, RecordingFolder folder, Instant deadline, long sizeBefore) {
    }
}
