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
package org.apache.ofbiz.asterisk.push;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.ofbiz.base.util.Debug;

/**
 * What one browser is still to be told. One message is on its way at a time; meanwhile newer news replaces older news of the same thing, so
 * that a burst costs a browser that reads nothing but time. A browser that does not read is closed: it comes back and HELLO brings it up to
 * date. Until {@link #open} nothing is sent, so that HELLO is the first message. Thread-safe; never blocks.
 */
final class Outbox {

    /** Looks without a message taken after which the browser counts as not reading. */
    static final int LOOKS = 10;
    /** Bounds the memory of one that takes a message now and then: more different things than any PBX has calls. */
    static final int MOST_NEWS = 20_000;

    private static final String MODULE = Outbox.class.getName();
    private static final int CLOSERS = 4;
    private static final Runnable NOTHING = () -> { };
    private static final Waiting PING = Wire::ping;
    /** How long last words wait for a message that is on its way. */
    private static final long LAST_SEND_MILLIS = 1_000;
    /** A table that has held more is let go once it is empty. */
    private static final int SMALL = 64;

    private final Wire wire;
    private final int limit;
    private final Executor workers;
    private final AtomicInteger pumps = new AtomicInteger();

    /** Guards the fields below. */
    private final Object lock = new Object();
    /** In the order of sending; news by what it is about, all else automatically. */
    private Map<Object, Waiting> waiting = new LinkedHashMap<>();
    private int most;
    private int answers;
    private Optional<Waiting> first = Optional.empty();
    private boolean open;
    private boolean sending;
    private boolean closed;
    private boolean fellBehind;
    /** Since the message on its way was given to the wire. */
    private int looks;
    /** What is said once the message on its way is there. */
    private Runnable farewell = NOTHING;

    /** Something that is to be sent. */
    private interface Waiting {
        void send(Wire wire, Consumer<Boolean> done);
    }

    /**
     * News for any number of browsers of one language. Its text is made once, and not before the first of them takes it: what newer news
     * replaces earlier than that is never written. Thread-safe.
     */
    static final class News implements Waiting {
        private final String about;
        private final Supplier<String> writer;
        private volatile String text = "";

        News(String about, Supplier<String> writer) {
            this.about = about;
            this.writer = writer;
        }

        private String text() {
            if (text.isEmpty()) {
                synchronized (this) {
                    if (text.isEmpty()) {
                        text = writer.get();
                        logged(text);
                    }
                }
            }
            return text;
        }

        @Override
        public void send(Wire wire, Consumer<Boolean> done) {
            String ready;
            try {
                ready = text();
            } catch (RuntimeException e) {
                Debug.logError(e, "Couldn't write the message about " + about, MODULE);
                done.accept(true);
                return;
            }
            wire.send(ready, done);
        }
    }

    /** One message to many: its text is made once for each language. Not thread-safe. */
    record Broadcast(String about, Function<Locale, String> message, Map<Locale, News> byLocale) {
        Broadcast(String about, Function<Locale, String> message) {
            this(about, message, new HashMap<>());
        }

        News in(Locale locale) {
            return byLocale.computeIfAbsent(locale, language -> new News(about, () -> message.apply(language)));
        }
    }

    /** @param workers closes the socket, which may block; limit is for answers */
    Outbox(Wire wire, int limit, Executor workers) {
        this.wire = wire;
        this.limit = limit;
        this.workers = workers;
    }

    /** Threads for outboxes, which end when there is nothing to close. */
    static ExecutorService closers() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(CLOSERS, CLOSERS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "asterisk-push-close");
            thread.setDaemon(true);
            return thread;
        }, new ThreadPoolExecutor.DiscardPolicy());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static void logged(String text) {
        if (Debug.verboseOn()) {
            Debug.logVerbose(">> " + text, MODULE);
        }
    }

    /** Sends HELLO, then what has gathered meanwhile. */
    void open(String hello) {
        logged(hello);
        synchronized (lock) {
            first = Optional.of((to, done) -> to.send(hello, done));
            open = true;
        }
        pump();
    }

    /** News: what was not sent yet about the same thing is out of date. */
    void news(News news) {
        add(news.about, news);
    }

    /** An answer to a request, or an error: each is sent. */
    void answer(String text) {
        logged(text);
        Waiting answer = new Waiting() { // an object of its own: equal answers are as many
            @Override
            public void send(Wire to, Consumer<Boolean> done) {
                answered();
                to.send(text, done);
            }
        };
        synchronized (lock) {
            answers++;
        }
        add(answer, answer);
    }

    private void answered() {
        synchronized (lock) {
            answers--;
        }
    }

    /** A keep-alive, unless one waits already. */
    void ping() {
        add(PING, PING);
    }

    /** Newer news goes behind what was said before it, as an answer may have been: the old place would be too early. */
    private void add(Object about, Waiting item) {
        boolean full;
        synchronized (lock) {
            if (closed) {
                return;
            }
            waiting.remove(about);
            waiting.put(about, item);
            most = Math.max(most, waiting.size());
            full = answers > limit || waiting.size() > MOST_NEWS;
        }
        if (full) {
            close(CloseReason.TRY_AGAIN_LATER);
        } else {
            pump();
        }
    }

    /** Called at regular times: closes the socket when it has taken nothing for some of them. */
    void look() {
        boolean stuck;
        synchronized (lock) {
            stuck = sending && !closed && ++looks > LOOKS;
        }
        if (stuck) {
            close(CloseReason.TRY_AGAIN_LATER);
        }
    }

    /** Sends the last words (an ERROR, or empty for none), behind what is on its way if that does not take long, then closes. */
    void close(CloseReason reason, String lastWords) {
        boolean say;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            fellBehind = reason == CloseReason.TRY_AGAIN_LATER;
            clear();
            say = !sending && !lastWords.isEmpty();
            if (sending && !lastWords.isEmpty()) {
                farewell = () -> sayAndClose(reason, lastWords);
                CompletableFuture.delayedExecutor(LAST_SEND_MILLIS, TimeUnit.MILLISECONDS, workers).execute(() -> wire.close(reason));
                return;
            }
        }
        workers.execute(() -> {
            if (say) {
                sayAndClose(reason, lastWords);
            } else {
                wire.close(reason);
            }
        });
    }

    private void sayAndClose(CloseReason reason, String lastWords) {
        wire.send(lastWords, sent -> wire.close(reason));
    }

    void close(CloseReason reason) {
        close(reason, "");
    }

    /** Whether it was closed because the browser did not read. */
    boolean fellBehind() {
        synchronized (lock) {
            return fellBehind;
        }
    }

    /** Whether it may still be told something. */
    boolean isOpen() {
        synchronized (lock) {
            return !closed;
        }
    }

    /** The socket is closed: nothing more is sent. */
    void closed() {
        synchronized (lock) {
            closed = true;
            clear();
        }
    }

    private void clear() {
        waiting = new LinkedHashMap<>();
        first = Optional.empty();
    }

    /** A send may be done before it returns: the outer call then goes on, instead of each send calling the next one deeper. */
    private void pump() {
        if (pumps.getAndIncrement() > 0) {
            return;
        }
        int asked = 1;
        while (asked > 0) {
            next().ifPresent(item -> item.send(wire, this::sent));
            asked = pumps.addAndGet(-asked);
        }
    }

    private Optional<Waiting> next() {
        synchronized (lock) {
            if (!open || sending || closed || first.isEmpty() && waiting.isEmpty()) {
                return Optional.empty();
            }
            sending = true;
            looks = 0;
            Waiting next = first.orElseGet(this::poll);
            first = Optional.empty();
            return Optional.of(next);
        }
    }

    private Waiting poll() {
        Iterator<Waiting> items = waiting.values().iterator();
        Waiting oldest = items.next();
        items.remove();
        if (waiting.isEmpty() && most > SMALL) {
            waiting = new LinkedHashMap<>();
            most = 0;
        }
        return oldest;
    }

    private void sent(boolean ok) {
        Runnable last;
        synchronized (lock) {
            sending = false;
            last = farewell;
            farewell = NOTHING;
        }
        if (last != NOTHING) {
            workers.execute(last);
        } else if (ok) {
            pump();
        } else {
            close(CloseReason.TRY_AGAIN_LATER);
        }
    }
}
