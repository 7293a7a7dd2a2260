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

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.threads.DatabaseThread;
import org.apache.ofbiz.base.util.Debug;

/**
 * Knows from memory what each connected user may do. All users are read together every few seconds on a thread of its own, and at once
 * after a row has changed that rights hang on; a push or a request costs a look into a map. While the database does not answer what was
 * last known holds: nobody can have changed a right there meanwhile, and calls go on. Thread-safe.
 */
final class AccessWatch implements AutoCloseable {

    private static final String MODULE = AccessWatch.class.getName();
    /** A row tells of its change before the transaction is committed. */
    private static final Duration COMMITTED_AFTER = Duration.ofMillis(250);

    private final AccessSource source;
    private final Supplier<Set<String>> users;
    private final Map<String, Access> known = new ConcurrentHashMap<>();
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile Runnable read = () -> { };
    private final DatabaseThread reader = new DatabaseThread("asterisk-access");

    /** @param users those who are connected */
    AccessWatch(AccessSource source, Supplier<Set<String>> users) {
        this.source = source;
        this.users = users;
    }

    /**
     * Begins to read.
     *
     * @param afterwards called after each reading, on the thread that reads; may wait
     */
    void start(Duration every, Runnable afterwards) {
        read = afterwards;
        reader.every(every, this::look);
    }

    /** What the user may do, read at most a few seconds ago. A user who was never read is read now, which may wait for the database. */
    Access of(String userLoginId) {
        return known.computeIfAbsent(userLoginId, id -> source.of(Set.of(id)).getOrDefault(id, Access.NONE));
    }

    /** Reads one user again, which may wait for the database: for who connects. */
    Access now(String userLoginId) {
        known.remove(userLoginId);
        return of(userLoginId);
    }

    /** Something has changed that rights may hang on: they are read twice, since nobody tells when the change is committed. */
    void changed() {
        if (due.getAndSet(true)) {
            return; // as many rows as a data file has, and one reading
        }
        try {
            reader.after(COMMITTED_AFTER, this::look);
            reader.after(COMMITTED_AFTER.multipliedBy(4), () -> {
                due.set(false);
                look();
            });
        } catch (RejectedExecutionException closed) {
            Debug.logVerbose("Permissions are no longer read: the call center is stopped", MODULE);
        }
    }

    private void look() {
        try {
            Set<String> connected = users.get();
            Set<String> wanted = new HashSet<>(connected);
            Map<String, Access> found = wanted.isEmpty() ? Map.of() : source.of(wanted);
            wanted.forEach(user -> known.put(user, found.getOrDefault(user, Access.NONE)));
            known.keySet().retainAll(wanted);
            read.run();
        } catch (RuntimeException e) {
            Debug.logWarning("Couldn't read the permissions of connected users; the last known permissions apply: " + e.getMessage(), MODULE);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
