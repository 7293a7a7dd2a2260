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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import org.apache.ofbiz.asterisk.acd.live.LiveEvents;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.center.LiveReport;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.security.Security;

/** Everybody who listens to events, and the one thread that writes to them. Thread-safe. */
final class EventStreams implements AutoCloseable {

    /** Of one user, and of all. */
    static final int MOST_OF_A_USER = 5;
    static final int MOST = 200;
    private static final String MODULE = EventStreams.class.getName();
    private static final long LOOK_EVERY_MILLIS = 1_000;
    /** A right that is gone counts after so long. */
    private static final Duration RIGHTS_EVERY = Duration.ofSeconds(3);

    private final Map<EventStream, String> streams = new ConcurrentHashMap<>();
    private final Clock clock;
    private final ApiLogins logins;
    private final Security security;
    private final Supplier<Optional<CallCenter>> callCenter;
    /** Guarded by this object's lock. */
    private Optional<Thread> writer = Optional.empty();
    private volatile boolean closed;

    EventStreams(ApiLogins logins, Security security, Supplier<Optional<CallCenter>> callCenter, Clock clock) {
        this.logins = logins;
        this.security = security;
        this.callCenter = callCenter;
        this.clock = clock;
    }

    /** Answers with a stream, which goes on after this. @throws ApiException 403, 429, 503 */
    ApiAnswer open(ApiCall call) {
        CallCenter running = callCenter.get().orElseThrow(() -> ApiException.of(503, "PBX_AWAY", "The call center isn't running."));
        String user = call.user().name();
        if (!security.hasEntityPermission("ASTERISK", "_VIEW", call.user().userLogin())) {
            throw ApiException.of(403, "NOT_PERMITTED", "You need the permission ASTERISK_VIEW.");
        }
        Set<String> types = call.query("types").map(text -> Arrays.stream(text.split(",")).map(String::strip).filter(type -> !type.isEmpty())
                .collect(Collectors.toSet())).orElse(Set.of());
        running.followEvents();
        call.response().setHeader(ApiAnswer.SCOPE, running.awaitEvents().name());
        synchronized (streams) { // of many that ask at once, too, no more than so many are let in
            if (streams.size() >= MOST || streams.values().stream().filter(user::equals).count() >= MOST_OF_A_USER) {
                throw ApiException.tooMany(30);
            }
            begin(running, call, types);
        }
        return ApiAnswer.STREAM;
    }

    private void begin(CallCenter running, ApiCall call, Set<String> types) {
        call.response().setContentType("text/event-stream;charset=UTF-8");
        call.response().setHeader("Cache-Control", "no-store");
        call.response().setHeader("X-Accel-Buffering", "no"); // proxies would hold events back
        AsyncContext async = call.request().startAsync(call.request(), call.response());
        async.setTimeout(0);
        try {
            start(running, call, async, types);
        } catch (IOException e) {
            async.complete();
        }
    }

    private void start(CallCenter running, ApiCall call, AsyncContext async, Set<String> types) throws IOException {
        ServletOutputStream out = call.response().getOutputStream();
        EventStream stream = new EventStream(running.liveEvents(), new AsyncSink(async, out),
                new CurrentViewer(call.user()), types, call.user().until(), clock);
        Optional.ofNullable(call.request().getHeader("Last-Event-ID")).or(() -> call.query("lastEventId")).ifPresent(stream::from);
        streams.put(stream, call.user().name());
        async.addListener(new Ended(stream));
        out.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() {
                stream.pump();
            }

            @Override
            public void onError(Throwable gone) {
                stream.close();
            }
        });
        startWriter();
    }

    private synchronized void startWriter() {
        if (writer.isEmpty() && !closed) {
            Thread thread = new Thread(this::write, "asterisk-event-streams");
            thread.setDaemon(true);
            thread.start();
            writer = Optional.of(thread);
        }
    }

    private void write() {
        long seen = 0;
        while (!closed) {
            try {
                Optional<LiveEvents> events = callCenter.get().map(CallCenter::liveEvents);
                if (events.isPresent()) {
                    callCenter.get().filter(running -> !streams.isEmpty()).ifPresent(CallCenter::followEvents);
                    events.get().await(seen, LOOK_EVERY_MILLIS);
                    seen = events.get().last();
                } else {
                    streams.keySet().forEach(EventStream::close);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
                }
                streams.keySet().removeIf(stream -> !stream.pump());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                Debug.logError(e, "Couldn't write events", MODULE);
            }
        }
    }

    int size() {
        return streams.size();
    }

    @Override
    public void close() {
        closed = true;
        streams.keySet().forEach(EventStream::close);
        streams.clear();
        synchronized (this) {
            writer.ifPresent(Thread::interrupt);
        }
    }

    /** What a user may see, read again after a while. Used under the lock of its stream. */
    private final class CurrentViewer implements Supplier<Optional<LiveReport.Viewer>> {

        private final String user;
        /** With which the user logged in: another one ends streams, as it ends tokens. */
        private final String password;
        private Instant read = Instant.MIN;
        private Optional<LiveReport.Viewer> viewer = Optional.empty();

        CurrentViewer(ApiUser user) {
            this.user = user.name();
            this.password = password(user.userLogin());
        }

        private static String password(GenericValue login) {
            return String.valueOf(login.getString("currentPassword"));
        }

        @Override
        public Optional<LiveReport.Viewer> get() {
            Instant now = clock.instant();
            if (read.equals(Instant.MIN) || read.plus(RIGHTS_EVERY).isBefore(now)) {
                Optional<GenericValue> row = logins.row(user)
                        .filter(login -> password(login).equals(password) && security.hasEntityPermission("ASTERISK", "_VIEW", login));
                viewer = callCenter.get().flatMap(running -> row.map(login -> LiveReport.Viewer.of(running, security, login)));
                read = now;
            }
            return viewer;
        }
    }

    /** A response of the servlet container. */
    private record AsyncSink(AsyncContext async, ServletOutputStream out) implements EventStream.Sink {

        @Override
        public boolean ready() {
            return out.isReady();
        }

        @Override
        public void write(byte[] text) throws IOException {
            out.write(text);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() {
            try {
                async.complete();
            } catch (IllegalStateException over) {
                Debug.logVerbose("A listener to events is gone already", MODULE);
            }
        }
    }

    /** The container says that a stream is over. */
    private final class Ended implements AsyncListener {

        private final EventStream stream;

        Ended(EventStream stream) {
            this.stream = stream;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            streams.remove(stream);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            stream.close();
        }

        @Override
        public void onError(AsyncEvent event) {
            stream.close();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // it is not started again
        }
    }
}
