/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Keeps the newest value of each key somewhere that may be slow or away: one is written at a time, so that none is overtaken, and again
 * while that fails. Thread-safe; {@link #keep} does not wait.
 */
final class Keeper<V> {

    private final BiConsumer<String, V> store;
    private final Workers workers;
    private final Duration again;
    /** Guards {@code waiting} and {@code busy}. */
    private final Object lock = new Object();
    private final Map<String, V> waiting = new LinkedHashMap<>();
    private boolean busy;

    /** @param again pause after a failure */
    Keeper(BiConsumer<String, V> store, Workers workers, Duration again) {
        this.store = store;
        this.workers = workers;
        this.again = again;
    }

    void keep(String key, V value) {
        synchronized (lock) {
            waiting.put(key, value);
            if (busy) {
                return;
            }
            busy = true;
        }
        run();
    }

    private void run() {
        workers.run("keeping the state of agents", this::storeAll, () -> workers.after(again, "keeping the state of agents again", this::run));
    }

    private void storeAll() {
        for (Map.Entry<String, V> next = first(); next != null; next = first()) {
            store.accept(next.getKey(), next.getValue());
            synchronized (lock) {
                waiting.remove(next.getKey(), next.getValue()); // unless a newer one has come
            }
        }
    }

    private Map.Entry<String, V> first() {
        synchronized (lock) {
            if (waiting.isEmpty()) {
                busy = false;
                return null;
            }
            Map.Entry<String, V> first = waiting.entrySet().iterator().next();
            return Map.entry(first.getKey(), first.getValue());
        }
    }
}
