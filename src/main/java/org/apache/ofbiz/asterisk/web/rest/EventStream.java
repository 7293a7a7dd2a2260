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
package org.apache.ofbiz.asterisk.web.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.live.LiveEvent;
import org.apache.ofbiz.asterisk.acd.live.LiveEvents;
import org.apache.ofbiz.asterisk.center.LiveReport;
import org.apache.ofbiz.asterisk.web.JsonBody;

/**
 * One listener to the events, as Server-Sent Events. It holds a place in the events that all share and one text that is being written, so a
 * listener that doesn't read takes no memory; after {@link #PATIENCE} it is let go. Guarded by its own lock.
 */
final class EventStream {

    /** How long a listener may not read. */
    static final Duration PATIENCE = Duration.ofSeconds(20);
    /** After so long without an event a comment is sent, so that both ends notice when the other is gone. */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int AT_ONCE = 100;

    /** Where it is written to. Never blocks. */
    interface Sink {

        /** Whether the next write is taken; where not, the sink calls {@link #pump} when it is. */
        boolean ready();

        void write(byte[] text) throws IOException;

        /** Sends what was written. */
        void flush() throws IOException;

        void close();
    }

    private final LiveEvents events;
    private final Sink sink;
    private final Supplier<Optional<LiveReport.Viewer>> viewer;
    private final Set<String> types;
    private final Instant until;
    private final Clock clock;
    private long place;
    private Instant written;
    private boolean reset;
    private boolean unflushed;
    private boolean closed;

    /**
     * @param viewer what the listener may see now; empty once it may see nothing
     * @param types  that are wanted; empty for all
     * @param until  when the credentials end
     */
    EventStream(LiveEvents events, Sink sink, Supplier<Optional<LiveReport.Viewer>> viewer, Set<String> types, Instant until,
                Clock clock) {
        this.events = events;
        this.sink = sink;
        this.viewer = viewer;
        this.types = Set.copyOf(types);
        this.until = until;
        this.clock = clock;
        this.place = events.last();
        this.written = clock.instant().minus(HEARTBEAT); // the headers are sent at once
    }

    /** Goes on after the event that was heard last, where it can still be told; else the listener is told to read everything again. */
    synchronized EventStream from(String lastEventId) {
        int dash = lastEventId.lastIndexOf('-');
        long number = dash > 0 && lastEventId.substring(0, dash).equals(events.epoch()) && lastEventId.substring(dash + 1).matches("[0-9]{1,18}")
                ? Long.parseLong(lastEventId.substring(dash + 1)) : -1;
        if (events.has(number)) {
            place = number;
        } else {
            reset = true;
        }
        return this;
    }

    /** Writes what there is, as far as it is taken. @return false once it is over */
    synchronized boolean pump() {
        if (closed) {
            return false;
        }
        try {
            Optional<LiveReport.Viewer> may = viewer.get();
            Instant now = clock.instant();
            if (may.isEmpty() || !now.isBefore(until)) {
                return close();
            }
            while (sink.ready()) {
                Optional<String> next = next(may.get(), now);
                if (next.isEmpty()) {
                    if (unflushed) {
                        unflushed = false;
                        sink.flush();
                    }
                    return true;
                }
                sink.write(next.get().getBytes(StandardCharsets.UTF_8));
                written = now;
                unflushed = true;
            }
            return written.plus(PATIENCE).isAfter(now) || close();
        } catch (IOException | IllegalStateException gone) {
            return close();
        }
    }

    private Optional<String> next(LiveReport.Viewer may, Instant now) {
        if (reset || !events.has(place)) {
            reset = false;
            place = events.last();
            return Optional.of(resetAt(place));
        }
        List<LiveEvent> some = events.after(place, AT_ONCE);
        while (!some.isEmpty()) {
            for (LiveEvent event : some) {
                place = event.number();
                if (event.type() == LiveEvent.Type.RESET) {
                    return Optional.of(resetAt(place));
                }
                if ((types.isEmpty() || types.contains(event.type().wireName())) && sees(may, event)) {
                    return Optional.of("event: " + event.type().wireName() + "\nid: " + events.epoch() + "-" + place + "\ndata: "
                            + JsonBody.text(data(event)) + "\n\n");
                }
            }
            some = events.after(place, AT_ONCE);
        }
        return !written.plus(HEARTBEAT).isAfter(now) ? Optional.of(": still here\n\n") : Optional.empty();
    }

    private String resetAt(long number) {
        return "event: " + LiveEvent.Type.RESET.wireName() + "\nid: " + events.epoch() + "-" + number + "\ndata: {\"reason\":\"EVENTS_LOST\"}\n\n";
    }

    private static boolean sees(LiveReport.Viewer may, LiveEvent event) {
        return event.ofAgent() ? event.users().stream().anyMatch(may::knows) : may.sees(event.groupId(), event.users());
    }

    private static Map<String, Object> data(LiveEvent event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("at", event.at().toString());
        event.callId().ifPresent(call -> data.put("call", call));
        event.groupId().ifPresent(group -> data.put("queue", group));
        data.putAll(event.data());
        return data;
    }

    /** @return false */
    synchronized boolean close() {
        if (!closed) {
            closed = true;
            sink.close();
        }
        return false;
    }
}
