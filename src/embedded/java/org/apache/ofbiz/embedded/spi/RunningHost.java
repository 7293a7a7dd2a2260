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
package org.apache.ofbiz.embedded.spi;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The host that runs in this JVM, where OFBiz's static API (DelegatorFactory, UtilProperties...) finds it: its parts by their types. The only
 * static state of the host. It needs no other type, so that those who look something up here do not need what puts it here. Thread-safe.
 */
public final class RunningHost {
    private static final AtomicReference<Map<Class<?>, Object>> PARTS = new AtomicReference<>(Map.of());

    private RunningHost() {
    }

    /** @throws IllegalStateException when a host is already running in this JVM */
    public static void start(Map<Class<?>, Object> parts) {
        if (!PARTS.compareAndSet(Map.of(), Map.copyOf(parts))) {
            throw new IllegalStateException("a host is already running in this JVM");
        }
    }

    /** Forgets the host that this is a part of; false when another one runs, or none. */
    public static boolean stop(Object part) {
        Map<Class<?>, Object> running = PARTS.get();
        return running.containsValue(part) && PARTS.compareAndSet(running, Map.of());
    }

    /** The part of that type; empty when no host runs. */
    public static <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(type.cast(PARTS.get().get(type)));
    }

    /** @throws IllegalStateException when no host runs */
    public static <T> T get(Class<T> type) {
        return find(type).orElseThrow(() -> new IllegalStateException("the host does not run"));
    }
}
