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
package org.apache.ofbiz.asterisk.crm.hours;

import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.hours.ExceptionLines;
import org.apache.ofbiz.asterisk.acd.hours.HoursOnPbx;
import org.apache.ofbiz.asterisk.acd.hours.HoursOnPbx.Action;
import org.apache.ofbiz.asterisk.acd.hours.HoursOnPbx.Away;
import org.apache.ofbiz.asterisk.acd.hours.OpeningHours;
import org.apache.ofbiz.asterisk.acd.hours.TimeRange;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.telephony.ForwardingRules;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/** Reads the rows of opening hours. Looks up at each call. Thread-safe. */
public final class OpeningHoursRows {

    /** The entity. */
    public static final String ENTITY = "AsteriskOpeningHours";
    /** What can happen to calls outside the hours, as rows say it. */
    public static final List<String> ACTIONS = List.of("MESSAGE", "VOICEMAIL", "NUMBER", "GROUP", "CALLBACK");
    private static final String GROUP = "callCenterGroupId";
    private static final String TARGET = "awayTarget";

    private final Rows rows;
    private final ForwardingRules forwarding;

    public OpeningHoursRows(Rows rows, ForwardingRules forwarding) {
        this.rows = rows;
        this.forwarding = forwarding;
    }

    /**
     * The hours of a group.
     *
     * @param hours   empty for a group that is always open again
     * @param refused why calls aren't forwarded as the row says: the announcement is played instead
     * @param version what the PBX has, as far as OFBiz knows; empty for nothing
     */
    public record GroupHours(String groupId, String serverId, Optional<HoursOnPbx> hours, Optional<Refusal> refused, String version) {
    }

    /** What is to happen outside the hours. @param refused why it doesn't; {@code away} is the announcement then */
    private record Forward(Away away, Optional<Refusal> refused) {
    }

    /** All groups that have or had hours. */
    public List<GroupHours> all() {
        List<GroupHours> all = new ArrayList<>();
        Map<String, GenericValue> groups = new HashMap<>();
        List<GenericValue> known = Rows.list(rows.from(ENTITY).orderBy(GROUP));
        if (!known.isEmpty()) {
            Rows.list(rows.from("CallCenterGroup").where(Rows.in(GROUP, known.stream().map(row -> row.getString(GROUP)).toList())))
                    .forEach(group -> groups.put(group.getString(GROUP), group));
        }
        for (GenericValue row : known) {
            Optional.ofNullable(groups.get(row.getString(GROUP))).ifPresent(group -> {
                Forward forward = forward(row, group.getString("serverId"));
                all.add(new GroupHours(row.getString(GROUP), group.getString("serverId"),
                        hours(row).map(hours -> new HoursOnPbx(hours, forward.away())), forward.refused(), Rows.text(row, "pbxVersion")));
            });
        }
        return List.copyOf(all);
    }

    /** The field of the hours of a day of the week. */
    public static String field(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT) + "Hours";
    }

    /** The hours that a row holds, which was checked before it was stored; empty for always open. */
    public static Optional<OpeningHours> hours(GenericValue row) {
        return zone(Rows.text(row, "timeZoneId")).map(zone -> {
            Map<DayOfWeek, List<TimeRange>> week = new EnumMap<>(DayOfWeek.class);
            Stream.of(DayOfWeek.values()).forEach(day -> week.put(day, TimeRange.parse(Rows.text(row, field(day))).orElse(List.of())));
            Timestamp until = row.getTimestamp("forcedUntilDate");
            Optional<OpeningHours.Forced> forced = Optional.of(Rows.text(row, "forcedState")).filter(state -> !state.isEmpty() && until != null)
                    .map(state -> new OpeningHours.Forced(state.equals("OPEN"), until.toInstant()));
            return new OpeningHours(zone, week, ExceptionLines.parse(Rows.text(row, "exceptionLines")).dates(), forced);
        });
    }

    /** A zone that the clock of a PBX has, too: a name of the time zone database. */
    public static Optional<ZoneId> zone(String name) {
        return name.contains("/") && ZoneId.getAvailableZoneIds().contains(name) || name.equals("UTC") ? Optional.of(ZoneId.of(name))
                : Optional.empty();
    }

    /** Why calls aren't forwarded as this row says; empty where they are, or where it says nothing of the kind. */
    public Optional<Refusal> refused(GenericValue row, String serverId) {
        return forward(row, serverId).refused();
    }

    /** By what the user who stored the row last may call now. */
    private Forward forward(GenericValue row, String serverId) {
        String target = Rows.text(row, TARGET);
        String user = Rows.text(row, "lastModifiedByUserLogin");
        Away message = new Away(Action.MESSAGE, Rows.text(row, "awaySound"), "", "");
        return switch (Rows.text(row, "awayAction")) {
        case "VOICEMAIL" -> new Forward(new Away(Action.VOICEMAIL, message.sound(), target, ""), Optional.empty());
        case "NUMBER" -> forward(forwarding.number(user, serverId, target), message, "");
        case "GROUP" -> source(target).map(found -> found.action() == Action.QUEUE
                ? new Forward(new Away(Action.QUEUE, message.sound(), found.target(), target), Optional.empty())
                : forward(forwarding.entry(user, serverId, found.context(), found.target()), message, target))
                .orElseGet(() -> new Forward(message, Optional.empty()));
        case "CALLBACK" -> new Forward(new Away(Action.CALLBACK, message.sound(), "", ""), Optional.empty());
        default -> new Forward(message, Optional.empty());
        };
    }

    private static Forward forward(ForwardingRules.Place place, Away message, String group) {
        return new Forward(place.refusal().isPresent() ? message : new Away(Action.PLACE, message.sound(), place.place(), group), place.refusal());
    }

    /** Where calls to a group come in. @param target the queue, or the extension in this context */
    private record Source(Action action, String context, String target) {
    }

    /** Whether calls can be forwarded to this group: one of its sources is a number or a queue. */
    public boolean isReached(String groupId) {
        return source(groupId).isPresent();
    }

    /** The first of the numbers and queues of a group. */
    private Optional<Source> source(String groupId) {
        return Rows.list(rows.from("CallCenterGroupEntry").where(GROUP, groupId).orderBy("entrySeqId")).stream()
                .filter(entry -> !"N".equals(entry.getString("entryEnabled"))).flatMap(entry -> source(entry).stream()).findFirst();
    }

    private static Optional<Source> source(GenericValue entry) {
        String queue = Rows.text(entry, "queueName");
        String extension = Rows.text(entry, "extension");
        if (EnumIds.ENTRY_QUEUE.equals(entry.getString("entryTypeEnumId")) && !queue.isEmpty()) {
            return Optional.of(new Source(Action.QUEUE, "", queue));
        }
        boolean number = EnumIds.ENTRY_NUMBER.equals(entry.getString("entryTypeEnumId")) && !extension.isEmpty();
        return number ? Optional.of(new Source(Action.PLACE, Rows.text(entry, "dialplanContext"), extension)) : Optional.empty();
    }

    /** The PBX has this version now. */
    public void written(String groupId, String version) throws GenericEntityException {
        Optional<GenericValue> row = Rows.one(rows.from(ENTITY).where(GROUP, groupId));
        if (row.isPresent()) {
            row.get().set("pbxVersion", version);
            row.get().store();
        }
    }
}
