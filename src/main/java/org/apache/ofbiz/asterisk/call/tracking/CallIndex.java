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
package org.apache.ofbiz.asterisk.call.tracking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.progress.CallInProgress;

/**
 * The calls that go on, by the Linkedids of their channels and by the bridges in which their people hear one another, and which of them were
 * touched. Not thread-safe: belongs to the tracker's thread.
 */
final class CallIndex {

    private final Map<String, CallInProgress> byLinkedId = new HashMap<>();
    private final Map<String, CallInProgress> byRoom = new HashMap<>();
    private final Set<CallInProgress> open = new LinkedHashSet<>();
    private final Set<CallInProgress> touched = new LinkedHashSet<>();

    boolean isEmpty() {
        return open.isEmpty() && byLinkedId.isEmpty() && byRoom.isEmpty() && touched.isEmpty();
    }

    Collection<CallInProgress> all() {
        return open;
    }

    void add(CallInProgress call, String linkedId) {
        named(call, linkedId);
        open.add(call);
    }

    void touch(CallInProgress call) {
        touched.add(call);
    }

    /** The calls touched since this was last asked. */
    List<CallInProgress> takeTouched() {
        List<CallInProgress> taken = List.copyOf(touched);
        touched.clear();
        return taken;
    }

    Optional<CallInProgress> called(String linkedId) {
        return Optional.ofNullable(byLinkedId.get(linkedId));
    }

    /** The call whose people are in this bridge. */
    Optional<CallInProgress> in(String bridgeId) {
        return Optional.ofNullable(byRoom.get(bridgeId));
    }

    /** Channels with this Linkedid belong to the call. */
    void named(CallInProgress call, String linkedId) {
        byLinkedId.put(linkedId, call);
        call.linkedIds().add(linkedId);
    }

    /** Channels with this Linkedid don't belong to the call any longer. */
    void unnamed(CallInProgress call, String linkedId) {
        if (byLinkedId.remove(linkedId, call)) {
            call.linkedIds().remove(linkedId);
        }
    }

    /** People of the call hear one another in this bridge. */
    void meets(CallInProgress call, String bridgeId) {
        byRoom.put(bridgeId, call);
        call.rooms().add(bridgeId);
    }

    /** Nobody of the call is in this bridge any longer. */
    void leaves(CallInProgress call, String bridgeId) {
        if (call.rooms().remove(bridgeId)) {
            byRoom.remove(bridgeId, call);
        }
    }

    /** What led to one call leads to the other. */
    void move(CallInProgress goes, CallInProgress stays) {
        goes.linkedIds().forEach(id -> named(stays, id));
        goes.rooms().forEach(room -> byRoom.put(room, stays));
        stays.rooms().addAll(goes.rooms());
    }

    /** @return the Linkedids that led to the call; empty where it was forgotten before */
    Optional<List<String>> forget(CallInProgress call) {
        if (!open.remove(call)) {
            return Optional.empty();
        }
        List<String> its = new ArrayList<>();
        call.linkedIds().stream().filter(id -> byLinkedId.remove(id, call)).forEach(its::add);
        call.rooms().forEach(room -> byRoom.remove(room, call));
        return Optional.of(its);
    }
}
