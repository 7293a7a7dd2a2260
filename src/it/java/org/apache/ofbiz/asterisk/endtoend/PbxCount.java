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

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The calls of a PBX from its queue_log and its call detail records alone: shares no code with the component that it is held against.
 *
 * @param visits  in the order in which the callers came
 * @param answers those that were answered, in the order of the answers
 * @param details of all channels
 */
record PbxCount(List<Visit> visits, List<Visit> answers, List<Ring> rings, List<Detail> details) {

    private static final Set<String> GAVE_UP = Set.of("EXITWITHTIMEOUT", "EXITEMPTY", "EXITWITHKEY");
    private static final Set<String> OVER = Set.of("COMPLETECALLER", "COMPLETEAGENT", "BLINDTRANSFER", "ATTENDEDTRANSFER");
    private static final int DETAIL_FIELDS = 11;

    /** How a caller's wait in a queue ended. GAVE_UP: the queue did. */
    enum End {
        ANSWERED, ABANDONED, GAVE_UP
    }

    /**
     * One wait of one caller in one queue. Times are differences of whole seconds of the clock, so up to one more or less than what passed.
     *
     * @param callId Uniqueid of the caller's channel, which begins with the second in which it came
     * @param waited s
     * @param agent  who answered, as the member is called
     * @param talked s, with that agent
     */
    record Visit(String callId, String queue, String caller, End end, long waited, String agent, long talked, boolean transferred) {

        boolean answered() {
            return end == End.ANSWERED;
        }

        boolean abandoned() {
            return end == End.ABANDONED;
        }

        long second() {
            return Long.parseLong(callId.split("\\.")[0]);
        }

        private Visit until(End how, long seconds, String by) {
            return new Visit(callId, queue, caller, how, seconds, by, 0, false);
        }

        private Visit over(long seconds, boolean sentOn) {
            return new Visit(callId, queue, caller, end, waited, agent, seconds, sentOn);
        }
    }

    /** A phone of a member that rang, or could not be rung, and wasn't answered. */
    record Ring(String callId, String queue, String agent) {
    }

    /**
     * A call detail record. Times are seconds since 1970.
     *
     * @param answer 0 for none
     */
    record Detail(String linkedId, String callId, String from, String channel, String other, String disposition, double start, double answer,
                  double end) {

        boolean answered() {
            return disposition.equals("ANSWERED");
        }

        /** Whether it is of this phone that rang. */
        boolean isTo(String extension) {
            return other.startsWith("PJSIP/" + extension + "-");
        }
    }

    static PbxCount of(List<String> queueLog, List<String> callDetails) {
        Map<String, Visit> latest = new HashMap<>();
        List<Visit> visits = new ArrayList<>();
        List<Visit> answers = new ArrayList<>();
        List<Ring> rings = new ArrayList<>();
        for (String line : queueLog) {
            String[] fields = line.split("\\|", -1);
            if (fields.length < 6) {
                continue;
            }
            String callId = fields[1];
            String what = fields[4];
            Visit before = latest.get(callId);
            if (what.equals("ENTERQUEUE")) {
                latest.put(callId, new Visit(callId, fields[2], fields[6], End.GAVE_UP, 0, "", 0, false));
                visits.add(latest.get(callId));
            } else if (what.equals("RINGNOANSWER")) {
                rings.add(new Ring(callId, fields[2], fields[3]));
            } else if (before != null) {
                Visit now = changed(before, fields);
                visits.set(visits.lastIndexOf(before), now);
                latest.put(callId, now);
                if (what.equals("CONNECT")) {
                    answers.add(now);
                }
            }
        }
        return new PbxCount(List.copyOf(visits), List.copyOf(answers), List.copyOf(rings), callDetails.stream().map(line -> line.split(",", -1))
                .filter(fields -> fields.length == DETAIL_FIELDS).map(PbxCount::detail).toList());
    }

    private static Visit changed(Visit visit, String[] fields) {
        String what = fields[4];
        if (what.equals("CONNECT")) {
            return visit.until(End.ANSWERED, Long.parseLong(fields[5]), fields[3]);
        }
        if (what.equals("ABANDON")) {
            return visit.until(End.ABANDONED, Long.parseLong(fields[7]), "");
        }
        if (GAVE_UP.contains(what)) {
            return visit.until(End.GAVE_UP, Long.parseLong(fields[fields.length - 1]), "");
        }
        // what is written of the end of a talk ends with the wait, the talk and the place in the line
        return OVER.contains(what) ? visit.over(Long.parseLong(fields[fields.length - 2]), what.endsWith("TRANSFER")) : visit;
    }

    private static Detail detail(String[] fields) {
        return new Detail(fields[0], fields[1], fields[2], fields[4], fields[5], fields[6], seconds(fields[7]), seconds(fields[8]),
                seconds(fields[9]));
    }

    private static double seconds(String text) {
        return text.isEmpty() ? 0 : new BigDecimal(text).doubleValue();
    }

    /** In this queue only. */
    PbxCount of(String queue) {
        return new PbxCount(visits.stream().filter(visit -> visit.queue().equals(queue)).toList(),
                answers.stream().filter(visit -> visit.queue().equals(queue)).toList(),
                rings.stream().filter(ring -> ring.queue().equals(queue)).toList(), details);
    }

    /** The last wait of each caller. */
    List<Visit> last() {
        Map<String, Visit> last = new HashMap<>();
        visits.forEach(visit -> last.put(visit.callId(), visit));
        return List.copyOf(last.values());
    }

    /** How many of its own calls this phone was answered in, those included that became part of another by a transfer. */
    long consulted(String extension) {
        return details.stream().filter(detail -> detail.channel().startsWith("PJSIP/" + extension + "-") && detail.callId().equals(detail.linkedId())
                && detail.answered() && !detail.other().isEmpty()).count();
    }

    /** How long the caller of this visit talked to this phone after a transfer, with the time that it rang; 0 for not at all. */
    double talkedAfterTransfer(Visit visit, String extension) {
        return details.stream().filter(detail -> detail.callId().equals(visit.callId()) && detail.isTo(extension) && detail.answered())
                .mapToDouble(detail -> detail.end() - detail.start()).sum();
    }

    /** What {@code queue show} calls hold time: each answered call counts a quarter, what was before three quarters, in whole seconds. */
    long runningWait() {
        long average = 0;
        for (Visit next : answers) {
            average = (3 * average + next.waited()) / 4;
        }
        return average;
    }
}
