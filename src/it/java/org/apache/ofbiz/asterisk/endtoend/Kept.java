/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;

/** What OFBiz has kept of a call, read from its database once it is complete. */
final class Kept {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int HEADER = 44;
    private static final int BYTES_PER_SECOND = 16_000;

    private final Delegator delegator;
    private final GenericValue call;

    private Kept(Delegator delegator, GenericValue call) {
        this.delegator = delegator;
        this.call = call;
    }

    /** Waits until the call of this id has ended for the journal. */
    static Kept call(Delegator delegator, String callId) {
        return new Kept(delegator, await(delegator, callId, row -> row.getTimestamp("endDate") != null));
    }

    /** Waits until its recording is attached, too. */
    static Kept recordedCall(Delegator delegator, String callId) {
        return new Kept(delegator, await(delegator, callId,
                row -> row.getTimestamp("endDate") != null && row.getString("recordingContentId") != null));
    }

    private static GenericValue await(Delegator delegator, String callId, Predicate<GenericValue> complete) {
        String serverId = callId.substring(0, callId.indexOf(':'));
        String linkedId = callId.substring(callId.indexOf(':') + 1);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<GenericValue> rows = List.of();
        while (System.nanoTime() < deadline) {
            rows = list(EntityQuery.use(delegator).from("PhoneCall").where("serverId", serverId, "linkedId", linkedId));
            if (rows.size() == 1 && complete.test(rows.get(0))) {
                return rows.get(0);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("call " + callId + " is not complete in the database: " + rows);
    }

    private static List<GenericValue> list(EntityQuery query) {
        try {
            return query.queryList();
        } catch (GenericEntityException e) {
            throw new AssertionError(e);
        }
    }

    String field(String name) {
        return call.getString(name);
    }

    long seconds(String name) {
        return call.getLong(name);
    }

    boolean hasCommEvent() {
        return call.getString("communicationEventId") != null;
    }

    GenericValue commEvent() {
        return one("CommunicationEvent", "communicationEventId", call.getString("communicationEventId"));
    }

    /** Role by party, e.g. {@code AST_ANNA=ORIGINATOR}. */
    String roles() {
        return list(EntityQuery.use(delegator).from("CommunicationEventRole")
                .where("communicationEventId", call.getString("communicationEventId")).orderBy("partyId")).stream()
                .map(role -> role.getString("partyId") + "=" + role.getString("roleTypeId")).collect(Collectors.joining(" "));
    }

    /** The recording as CommEvent, Content and DataResource say where it is. */
    Path recording() {
        List<GenericValue> associations = list(EntityQuery.use(delegator).from("CommEventContentAssoc")
                .where("communicationEventId", call.getString("communicationEventId")));
        if (associations.size() != 1) {
            throw new AssertionError("one recording expected: " + associations);
        }
        GenericValue content = one("Content", "contentId", associations.get(0).getString("contentId"));
        if (!content.getString("contentId").equals(call.getString("recordingContentId"))) {
            throw new AssertionError("another recording: " + content);
        }
        return Path.of(one("DataResource", "dataResourceId", content.getString("dataResourceId")).getString("objectInfo"));
    }

    /** Length of the recording in seconds: 8 kHz, 16 bit, mono. */
    double recordedSeconds() {
        try {
            return (Files.size(recording()) - HEADER) / (double) BYTES_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double talkedSeconds() {
        return (call.getTimestamp("endDate").getTime() - call.getTimestamp("answerDate").getTime()) / 1000.0;
    }

    private GenericValue one(String entity, String key, String value) {
        List<GenericValue> rows = list(EntityQuery.use(delegator).from(entity).where(key, value));
        if (rows.size() != 1) {
            throw new AssertionError("one " + entity + " expected for " + value + ": " + rows);
        }
        return rows.get(0);
    }
}
