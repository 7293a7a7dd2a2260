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
package org.apache.ofbiz.asterisk.center.hours;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.hours.HoursOnPbx;
import org.apache.ofbiz.asterisk.acd.hours.OpeningHours;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.queues.ConfigCommands;
import org.apache.ofbiz.asterisk.crm.hours.OpeningHoursRows;
import org.apache.ofbiz.asterisk.crm.hours.OpeningHoursRows.GroupHours;
import org.apache.ofbiz.entity.GenericEntityException;

/**
 * Keeps the hours of groups in the database of their PBX, where the dialplan finds them while OFBiz is away, and tells who is open. A change is
 * written as a version of its own, which then counts at once: no call finds half of it. Thread-safe.
 */
public final class HoursKeeper {

    private static final int VERSION = 16;

    private final OpeningHoursRows rows;
    private final Function<String, Optional<ConfigCommands>> connected;
    private final Consumer<Map<String, OpeningHours.State>> told;
    private final Clock clock;
    private final ErrorReporter problems;
    /** By groupId, since its PBX was seen connected. */
    private final Map<String, Written> written = new ConcurrentHashMap<>();
    private final Map<String, OnPbx> outcomes = new ConcurrentHashMap<>();
    /** By groupId, why calls aren't forwarded as somebody wanted; reported once. */
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Map<String, OpeningHours.State> states = Map.of();

    /** @param connection by which it was written: by another one, the PBX may be another one */
    private record Written(String version, ConfigCommands connection) {
    }

    /** What the PBX has of a group's hours. */
    public enum OnPbx { WRITTEN, OFFLINE, NOT_PERMITTED, FAILED }

    /**
     * @param connected by serverId; empty while the PBX is offline
     * @param told      the states of all groups that have hours, by groupId, when one of them changes; must not block
     */
    public HoursKeeper(OpeningHoursRows rows, Function<String, Optional<ConfigCommands>> connected,
                       Consumer<Map<String, OpeningHours.State>> told, Clock clock, ErrorReporter problems) {
        this.rows = rows;
        this.connected = connected;
        this.told = told;
        this.clock = clock;
        this.problems = problems;
    }

    /** Whether a group takes calls now, as of the last look: it is open, or has no hours. */
    public boolean takesCalls(String groupId) {
        OpeningHours.State state = states.get(groupId);
        return state == null || state.open();
    }

    /** Whether the groups that have hours are open, by groupId, as of the last look. */
    public Map<String, OpeningHours.State> states() {
        return states;
    }

    /** What the PBX has of this group's hours, as of the last look. */
    public OnPbx onPbx(String groupId) {
        return outcomes.getOrDefault(groupId, OnPbx.OFFLINE);
    }

    /** Looks now and then; one look at a time. Waits for the PBX. */
    public void look() {
        if (looking.tryLock()) {
            try {
                settle();
            } catch (RuntimeException e) {
                problems.report("looking at opening hours", e);
            } finally {
                looking.unlock();
            }
        }
    }

    /** Somebody has changed hours. Waits for the PBX, and throws what reading them throws. */
    public void changed() {
        looking.lock();
        try {
            settle();
        } finally {
            looking.unlock();
        }
    }

    private void settle() {
        List<GroupHours> all = rows.all();
        Map<String, OpeningHours.State> now = new TreeMap<>();
        all.forEach(group -> group.hours().ifPresent(known -> now.put(group.groupId(), known.hours().at(clock.instant()))));
        if (!now.equals(states)) {
            states = Map.copyOf(now);
            told.accept(states);
        }
        all.forEach(group -> report(group.groupId(), group.refused()));
        all.forEach(group -> outcomes.put(group.groupId(), connected.apply(group.serverId()).map(pbx -> write(group, pbx)).orElseGet(() -> {
            written.remove(group.groupId());
            return OnPbx.OFFLINE;
        })));
    }

    private void report(String groupId, Optional<Refusal> refused) {
        Optional<Refusal> before = Optional.ofNullable(refused.isPresent() ? refusals.put(groupId, refused.get()) : refusals.remove(groupId));
        refused.filter(now -> !before.equals(refused)).ifPresent(now -> problems.report("forwarding calls of group " + groupId
                + " outside its opening hours", new IllegalStateException(now.code() + " " + now.detail())));
    }

    private OnPbx write(GroupHours group, ConfigCommands pbx) {
        Map<String, String> values = group.hours().map(its -> new TreeMap<>(its.values(LocalDate.now(clock.withZone(its.hours().zone())))))
                .orElseGet(TreeMap::new);
        String version = values.isEmpty() ? "" : version(values);
        Written before = written.get(group.groupId());
        if (before != null && version.equals(before.version()) && before.connection() == pbx) {
            return OnPbx.WRITTEN;
        }
        Optional<Failure> failure = values.isEmpty() ? failure(List.of(pbx.forget(HoursOnPbx.FAMILY, group.groupId()).toCompletableFuture()))
                : stored(group, values, version, pbx);
        if (failure.isPresent()) {
            OnPbx outcome = failure.get().kind() == Failure.Kind.NOT_PERMITTED ? OnPbx.NOT_PERMITTED : OnPbx.FAILED;
            if (outcomes.get(group.groupId()) != outcome) { // tried again at each look
                problems.report("writing the opening hours of group " + group.groupId() + " to its PBX",
                        new IllegalStateException(failure.get().detail()));
            }
            return outcome;
        }
        written.put(group.groupId(), new Written(version, pbx));
        if (!version.equals(group.version())) {
            try {
                rows.written(group.groupId(), version);
            } catch (GenericEntityException e) {
                problems.report("keeping which opening hours a PBX has", e);
            }
        }
        return OnPbx.WRITTEN;
    }

    private static Optional<Failure> stored(GroupHours group, Map<String, String> values, String version, ConfigCommands pbx) {
        String family = HoursOnPbx.FAMILY + '/' + group.groupId();
        Optional<Failure> failure = failure(values.entrySet().stream().map(value ->
                pbx.store(family, version + '/' + value.getKey(), value.getValue()).toCompletableFuture()).toList())
                .or(() -> failure(List.of(pbx.store(family, HoursOnPbx.CURRENT, version).toCompletableFuture())));
        boolean old = failure.isEmpty() && !group.version().isEmpty() && !group.version().equals(version);
        return old ? failure(List.of(pbx.forget(family, group.version()).toCompletableFuture())) : failure;
    }

    private static Optional<Failure> failure(List<CompletableFuture<Result>> sent) {
        return sent.stream().map(CompletableFuture::join).flatMap(result -> result.failure().stream()).findFirst();
    }

    private static String version(Map<String, String> values) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(values.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, VERSION);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
