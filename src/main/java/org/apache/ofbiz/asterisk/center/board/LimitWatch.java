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
package org.apache.ofbiz.asterisk.center.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.board.Alarm;
import org.apache.ofbiz.asterisk.acd.board.AlarmTurn;
import org.apache.ofbiz.asterisk.acd.board.GroupFigures;

/** Holds the figures of groups against their limits. Remembers the levels, and which alarms it has told of. Not thread-safe. */
final class LimitWatch {

    /** A shorter alarm is seen on the wallboard only. */
    static final Duration TOLD_AFTER = Duration.ofSeconds(5);

    private final Map<String, Map<Alarm.Figure, Alarm.Level>> levels = new HashMap<>();
    private final Map<Key, Going> going = new HashMap<>();
    private final List<AlarmTurn> turns = new ArrayList<>();

    private record Key(String groupId, Alarm.Figure figure) {
    }

    /** An alarm that goes on. */
    private record Going(String groupName, long limit, Instant since, boolean told) {
    }

    /** The row with its levels. */
    GroupFigures look(GroupFigures row, List<Alarm> alarms, Instant now) {
        Map<Alarm.Figure, Alarm.Level> before = levels.getOrDefault(row.groupId(), Map.of());
        Map<Alarm.Figure, Alarm.Level> after = new EnumMap<>(Alarm.Figure.class);
        for (Alarm.Figure figure : Alarm.Figure.values()) {
            Optional<Long> value = value(figure, row, now);
            Optional<Alarm> alarm = alarms.stream().filter(one -> one.figure() == figure).findFirst();
            Alarm.Level level = value.isEmpty() || alarm.isEmpty() ? Alarm.Level.NONE
                    : alarm.get().next(before.getOrDefault(figure, Alarm.Level.NONE), value.get());
            if (level != Alarm.Level.NONE) {
                after.put(figure, level);
            }
            turn(new Key(row.groupId(), figure), row.name(), alarm.filter(any -> level == Alarm.Level.ALARM), value, now);
        }
        levels.put(row.groupId(), after);
        return new GroupFigures(row.groupId(), row.name(), row.waiting(), row.longest(), row.agents(), row.rule(), row.today(), row.recent(),
                row.before(), after);
    }

    /** @param alarm that goes on; empty for none */
    private void turn(Key key, String name, Optional<Alarm> alarm, Optional<Long> value, Instant now) {
        Optional<Going> before = Optional.ofNullable(going.get(key));
        if (alarm.isEmpty()) {
            going.remove(key);
            before.filter(Going::told).ifPresent(one ->
                    turns.add(new AlarmTurn(key.groupId(), name, key.figure(), AlarmTurn.Turn.ALARM_OVER, value, one.limit(), now)));
            return;
        }
        Going one = before.orElseGet(() -> new Going(name, alarm.get().alarm(), now, false));
        boolean due = !one.told() && !now.isBefore(one.since().plus(TOLD_AFTER));
        if (due) {
            turns.add(new AlarmTurn(key.groupId(), name, key.figure(), AlarmTurn.Turn.ALARM, value, one.limit(), now));
        }
        going.put(key, new Going(name, one.limit(), one.since(), one.told() || due));
    }

    /** Groups that are no more have no alarms. @param present groupIds */
    void keep(Set<String> present, Instant now) {
        levels.keySet().retainAll(present);
        List.copyOf(going.keySet()).stream().filter(key -> !present.contains(key.groupId()))
                .forEach(key -> turn(key, going.get(key).groupName(), Optional.empty(), Optional.empty(), now));
    }

    /** What is to be told; once. */
    List<AlarmTurn> turns() {
        List<AlarmTurn> taken = List.copyOf(turns);
        turns.clear();
        return taken;
    }

    /** Empty where there is nothing to count. */
    private static Optional<Long> value(Alarm.Figure figure, GroupFigures row, Instant now) {
        return switch (figure) {
        case WAITING -> Optional.of((long) row.waiting());
        case LONGEST_WAIT -> Optional.of(row.longest().map(since -> Math.max(0, Duration.between(since, now).toSeconds())).orElse(0L));
        case SERVICE_LEVEL -> row.recent().serviceLevel().stream().mapToObj(percent -> (long) percent).findFirst();
        case ABANDONED -> row.recent().abandonedShare().stream().mapToObj(percent -> (long) percent).findFirst();
        case AVAILABLE -> Optional.of((long) row.agents().getOrDefault(AgentState.Status.AVAILABLE, 0));
        };
    }
}
