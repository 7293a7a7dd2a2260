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
package org.apache.ofbiz.asterisk.center.standby;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallEvent.Resynchronised;
import org.apache.ofbiz.asterisk.call.standby.Side;

/**
 * Lets through the events of one connection at a time. The other PBX counts from its first list of channels: until then, the calls of the one
 * before may still go on there; right before it, they are lost. Thread-safe.
 */
public final class EventGate {

    private final Consumer<CallEvent> sink;
    /** Held together by those who bring events, and alone by who changes something, so that nobody waits for another's event. */
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private long connections;
    private Optional<Side> heard = Optional.empty();
    private Instant lostAt = Instant.EPOCH;
    private volatile Instant lastEvent = Instant.EPOCH;

    /** @param sink may wait */
    public EventGate(Consumer<CallEvent> sink) {
        this.sink = sink;
    }

    /** For the events of a new connection to this PBX; those of connections before are dropped from now on. */
    public Consumer<CallEvent> open(Side side) {
        return changing(() -> {
            long own = ++connections;
            return event -> accept(own, side, event);
        });
    }

    /** Since when the PBX isn't reached whose calls are known: then they end, if they are lost. */
    public void lostAt(Instant at) {
        changing(() -> lostAt = at);
    }

    private void accept(long own, Side side, CallEvent event) {
        if (event instanceof Resynchronised) {
            changing(() -> listed(own, side));
        }
        Lock shared = gate.readLock();
        shared.lock();
        try {
            if (own == connections && heard.filter(side.other()::equals).isEmpty()) {
                lastEvent = event.at();
                sink.accept(event);
            }
        } finally {
            shared.unlock();
        }
    }

    private boolean listed(long own, Side side) {
        if (own != connections) {
            return false;
        }
        boolean lost = heard.filter(side.other()::equals).isPresent();
        heard = Optional.of(side);
        if (lost) {
            sink.accept(new Resynchronised(lostAt.isBefore(lastEvent) ? lastEvent : lostAt, List.of(), true));
        }
        return lost;
    }

    private <T> T changing(Supplier<T> change) {
        Lock alone = gate.writeLock();
        alone.lock();
        try {
            return change.get();
        } finally {
            alone.unlock();
        }
    }
}
