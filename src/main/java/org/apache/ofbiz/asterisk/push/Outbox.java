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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one browser is still to be told. One message is on its way at a time; meanwhile newer news replaces older news of the
 * same thing. A browser that falls behind all the same is closed: it comes back and HELLO brings it up to date. Until {@link
 * #open} nothing is sent, so that HELLO is the first message. Thread-safe; never blocks.
 */
final class Outbox {

    private enum Kind { NEWS, ANSWER, PING }

    private record Item(Kind kind, Optional<String> about, String text) {
    }

    private static final Runnable NOTHING = () -> { };
    /** How long last words wait for a message that is on its way. */
    private static final long LAST_SEND_MILLIS = 1_000;

    private final Wire wire;
    private final int limit;
    private final Executor workers;
    private final AtomicInteger pumps = new AtomicInteger();

    /** Guards the fields below. */
    private final Object lock = new Object();
    private final Deque<Item> waiting = new ArrayDeque<>();
    private boolean open;
    private boolean sending;
    private boolean closed;
    private boolean fellBehind;
    /** What is said once the message on its way is there. */
    private Runnable farewell = NOTHING;

    /** @param workers closes the socket, which may block */
    Outbox(Wire wire, int limit, Executor workers) {
        this.wire = wire;
        this.limit = limit;
        this.workers = workers;
    }

    /** Sends HELLO, then what has gathered meanwhile. */
    void open(String hello) {
        synchronized (lock) {
            waiting.addFirst(new Item(Kind.ANSWER, Optional.empty(), hello));
            open = true;
        }
        pump();
    }

    /** News: what was not sent yet about the same thing is out of date. */
    void news(String about, String text) {
        add(new Item(Kind.NEWS, Optional.of(about), text));
    }

    /** An answer to a request, or an error: each is sent. */
    void answer(String text) {
        add(new Item(Kind.ANSWER, Optional.empty(), text));
    }

    /** A keep-alive, unless one waits already. */
    void ping() {
        add(new Item(Kind.PING, Optional.empty(), ""));
    }

    private void add(Item item) {
        boolean full;
        synchronized (lock) {
            if (closed) {
                return;
            }
            dropOutdated(item);
            waiting.addLast(item);
            full = waiting.size() > limit;
        }
        if (full) {
            close(CloseReason.TRY_AGAIN_LATER);
        } else {
            pump();
        }
    }

    private void dropOutdated(Item newer) {
        for (Iterator<Item> items = waiting.iterator(); items.hasNext();) {
            Item older = items.next();
            if (older.kind() == newer.kind() && (newer.kind() == Kind.PING || newer.kind() == Kind.NEWS && older.about().equals(newer.about()))) {
                items.remove();
            }
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
            waiting.clear();
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
            waiting.clear();
        }
    }

    /** A send may be done before it returns: the outer call then goes on, instead of each send calling the next one deeper. */
    private void pump() {
        if (pumps.getAndIncrement() > 0) {
            return;
        }
        int asked = 1;
        while (asked > 0) {
            next().ifPresent(this::send);
            asked = pumps.addAndGet(-asked);
        }
    }

    private Optional<Item> next() {
        synchronized (lock) {
            if (!open || sending || closed || waiting.isEmpty()) {
                return Optional.empty();
            }
            sending = true;
            return Optional.of(waiting.poll());
        }
    }

    private void send(Item item) {
        if (item.kind() == Kind.PING) {
            wire.ping(this::sent);
        } else {
            wire.send(item.text(), this::sent);
        }
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
