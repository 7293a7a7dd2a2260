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
package org.apache.ofbiz.asterisk.acd.hours;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the PBX keeps of a group's hours in its own database, where the dialplan reads it, also while OFBiz is away. Immutable.
 *
 * @param hours the hours
 * @param away  what happens to calls outside them
 */
public record HoursOnPbx(OpeningHours hours, Away away) {

    /** Where in the PBX's database hours are kept. */
    public static final String FAMILY = "OFBIZ_HOURS";
    /** The key that says which of its versions counts. */
    public static final String CURRENT = "current";

    /** What happens to a call outside the hours. */
    public enum Action { MESSAGE, VOICEMAIL, PLACE, QUEUE, CALLBACK }

    /**
     * What happens to a call outside the hours.
     *
     * @param sound  played first; empty for none
     * @param target the mailbox, the place of the dialplan as {@code context,extension,1}, or the queue; empty for the others
     * @param group  whose hours count then; empty for none
     */
    public record Away(Action action, String sound, String target, String group) {
    }

    /** The values by key. Dates that are over at {@code today} are left out. */
    public Map<String, String> values(LocalDate today) {
        Map<String, String> values = new TreeMap<>();
        values.put("zone", hours.zone() instanceof ZoneOffset ? "UTC" : hours.zone().getId());
        values.put("action", away.action().name());
        values.put("sound", away.sound());
        values.put("target", away.target());
        values.put("group", away.group());
        hours.forced().ifPresent(forced -> {
            values.put("forced", forced.open() ? "open" : "closed");
            values.put("until", String.valueOf(forced.until().getEpochSecond()));
        });
        for (DayOfWeek day : DayOfWeek.values()) {
            values.put(String.valueOf(day.getValue()), TimeRange.forDialplan(hours.on(day)));
        }
        hours.differing(today).forEach((date, ranges) -> values.put(date.toString(), TimeRange.forDialplan(ranges)));
        return Map.copyOf(values);
    }
}
