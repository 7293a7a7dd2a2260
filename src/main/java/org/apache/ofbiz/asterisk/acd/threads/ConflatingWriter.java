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
package org.apache.ofbiz.asterisk.acd.threads;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Keeps the newest value of each key somewhere that may be slow or away: one is written at a time, so that none is overtaken, and again
 * while that fails. Thread-safe; {@link #keep} does not wait.
 */
public final class ConflatingWriter<V> {

    private final BiConsumer<String, V> store;
    private final TaskScheduler workers;
    private final Duration again;
    /** Guards {@code waiting} and {@code busy}. */
    private final Object lock = new Object();
    private final Map<String, V> waiting = new LinkedHashMap<>();
    private boolean busy;

    /** @param again pause after a failure */
    public ConflatingWriter(BiConsumer<String, V> store, TaskScheduler workers, Duration again) {
        this.store = store;
        this.workers = workers;
        this.again = again;
    }

    public void keep(String key, V value) {
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
