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
package org.apache.ofbiz.asterisk.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a PBX wrote into its queue_log. */
record QueueLog(List<Entry> entries) {

    /**
     * @param time   s since 1970
     * @param callId Uniqueid of the caller's channel
     * @param agent  name of the member; the device in ADDMEMBER
     */
    record Entry(long time, String callId, String queue, String agent, String what, List<String> data) {
    }

    /** How a caller's wait ended. @param agent empty for an abandoned call */
    record Ended(String caller, String agent, Duration waited) {
        boolean answered() {
            return !agent.isEmpty();
        }
    }

    /** @param lines of the file; a line that is being written is left out */
    static QueueLog of(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            List<String> fields = List.of(line.split("\\|", -1));
            if (fields.size() > 5) {
                entries.add(new Entry(Long.parseLong(fields.get(0)), fields.get(1), fields.get(2), fields.get(3), fields.get(4),
                        fields.subList(5, fields.size())));
            }
        }
        return new QueueLog(List.copyOf(entries));
    }

    QueueLog of(String queue) {
        return new QueueLog(entries.stream().filter(entry -> entry.queue().equals(queue)).toList());
    }

    long count(String... what) {
        return entries.stream().filter(entry -> List.of(what).contains(entry.what())).count();
    }

    /** In the order of their ends. */
    List<Ended> ended() {
        Map<String, String> callers = new HashMap<>();
        List<Ended> ended = new ArrayList<>();
        for (Entry entry : entries) {
            switch (entry.what()) {
            case "ENTERQUEUE" -> callers.put(entry.callId(), entry.data().get(1));
            case "CONNECT" -> ended.add(new Ended(callers.get(entry.callId()), entry.agent(), seconds(entry.data().get(0))));
            case "ABANDON" -> ended.add(new Ended(callers.get(entry.callId()), "", seconds(entry.data().get(2))));
            default -> { }
            }
        }
        return ended;
    }

    private static Duration seconds(String number) {
        return Duration.ofSeconds(Long.parseLong(number));
    }
}
