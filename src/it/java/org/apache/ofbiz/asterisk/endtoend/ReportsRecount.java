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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.Test;

/**
 * Fifty calls to three queues of a real Asterisk: calls as OFBiz keeps them, reports, wallboard and {@code queue show} are equal to a count of
 * the queue_log and the call detail records that knows nothing of OFBiz. Where they mean something else, the supervisor guide says so.
 */
abstract class ReportsRecount {

    /** Seconds: the log has differences of whole seconds of the clock, OFBiz those that passed. */
    private static final long ROUNDED = 1;
    /** Seconds: in a burst on a busy machine events are heard so late, and OFBiz counts from when it hears them. */
    private static final double LATE = 0.5;
    /** Seconds that a phone rings that is called in a transfer, and that the call takes there. */
    private static final double RANG = 1;
    private static final long QUARTER = 900;
    private static final int NEAR = 5;

    private static CountedSite site;
    private static PbxCount counted;

    /** What the next tests count again. */
    static void of(CountedSite now) {
        site = now;
        counted = now.counted();
        counted.visits().forEach(visit -> call(visit));
        Await.untilTrue(() -> site.host().database().rows("PhoneCall", "endDate", null).isEmpty(), () -> "calls go on in the database");
    }

    /** The row of the call, once it has ended. */
    private static GenericValue call(PbxCount.Visit visit) {
        return site.host().database().await(row -> row.get("endDate") != null, "PhoneCall", "linkedId", visit.callId());
    }

    private static List<GenericValue> parts(PbxCount.Visit visit, String kind) {
        return site.host().database().rows("PhoneCallParticipant", "phoneCallId", call(visit).get("phoneCallId"),
                "partTypeEnumId", "AST_PART_" + kind);
    }

    private static long seconds(List<GenericValue> parts, String field) {
        return parts.stream().mapToLong(part -> Optional.ofNullable(part.getLong(field)).orElse(0L)).sum();
    }

    /** As the field {@code talkSeconds}, which has whole ones. */
    private static double talked(List<GenericValue> talks) {
        return talks.stream().mapToLong(part -> part.getTimestamp("thruDate").getTime() - part.getTimestamp("fromDate").getTime()).sum() / 1_000.0
                - seconds(talks, "holdSeconds");
    }

    private static long kept(PbxCount.Visit visit) {
        return seconds(waits(visit), "waitSeconds");
    }

    private static List<GenericValue> waits(PbxCount.Visit visit) {
        return parts(visit, "WAITED").stream().filter(part -> visit.queue().equals(part.getString("callCenterGroupId"))).toList();
    }

    @Test
    void thereAreCallsOfEachKind() {
        Map<String, Predicate<PbxCount.Visit>> kinds = Map.of("answered", PbxCount.Visit::answered, "transferred", PbxCount.Visit::transferred,
                "short abandon", visit -> visit.abandoned() && visit.waited() < CountedSite.SHORT.toSeconds(),
                "abandon", visit -> visit.abandoned() && visit.waited() >= CountedSite.SHORT.toSeconds(),
                "the queue gave up", visit -> visit.end() == PbxCount.End.GAVE_UP,
                "answered late", visit -> visit.answered() && visit.waited() > CountedSite.WITHIN.toSeconds() + ROUNDED,
                "two queues", visit -> counted.visits().stream().filter(other -> other.callId().equals(visit.callId())).count() > 1);
        kinds.forEach((kind, is) -> assertThat(kind, counted.visits().stream().filter(is).count(), is(greaterThan(2L))));
        assertThat("phones that rang for nothing", counted.rings().size(), is(greaterThan(5)));
    }

    @Test
    void eachCallIsKeptAsTheQueueLogHasIt() {
        Map<PbxCount.End, String> ends = Map.of(PbxCount.End.ANSWERED, "AST_ANSWERED", PbxCount.End.ABANDONED, "AST_ABANDONED",
                PbxCount.End.GAVE_UP, "AST_QUEUE_TIMEOUT");
        List<String> unlike = new ArrayList<>();
        for (PbxCount.Visit visit : counted.visits()) {
            List<GenericValue> waits = waits(visit);
            List<GenericValue> talks = parts(visit, "TALKED").stream().filter(part -> visit.answered()
                    && CountedSite.partyOf(visit.agent()).equals(part.getString("partyId"))).toList();
            boolean same = waits.size() == 1 && ends.get(visit.end()).equals(waits.get(0).getString("outcomeEnumId"))
                    && Math.abs(kept(visit) - visit.waited()) <= ROUNDED && talks.size() == (visit.answered() ? 1 : 0)
                    && Math.abs(talked(talks) - visit.talked()) <= ROUNDED + LATE;
            if (!same) {
                unlike.add(visit + " is kept as " + waits + " " + talks);
            }
        }
        assertThat(unlike, is(empty()));
    }

    @Test
    void eachCallIsKeptOnceAndAsLongAsItsDetailRecordsSay() {
        Map<String, List<PbxCount.Detail>> details = counted.details().stream().filter(detail -> detail.channel().startsWith("PJSIP/trunk-"))
                .collect(Collectors.groupingBy(PbxCount.Detail::callId));
        Map<String, GenericValue> incoming = site.host().database().rows("PhoneCall", "directionEnumId", "AST_INBOUND").stream()
                .collect(Collectors.toMap(row -> row.getString("linkedId"), Function.identity()));
        assertThat(incoming.keySet(), is(details.keySet()));
        List<String> unlike = new ArrayList<>();
        details.forEach((callId, records) -> {
            GenericValue row = incoming.get(callId);
            double began = records.stream().mapToDouble(PbxCount.Detail::start).min().orElseThrow();
            double ended = records.stream().mapToDouble(PbxCount.Detail::end).max().orElseThrow();
            double length = (row.getTimestamp("endDate").getTime() - row.getTimestamp("startDate").getTime()) / 1_000.0;
            if (!records.get(0).from().equals(row.getString("callerNumber")) || Math.abs(length - (ended - began)) > ROUNDED) {
                unlike.add(records + " are kept as " + row);
            }
        });
        assertThat(unlike, is(empty()));
    }

    /** What is counted of visits. @param mayBeInTime by a rounded second */
    private record Figures(long offered, long answered, long abandoned, long shortOnes, long gaveUp, long inTime, long mayBeInTime,
                           long transferred, long waited, long abandonWaited, double talked) {

        static Figures of(List<PbxCount.Visit> visits) {
            return new Figures(visits.size(), count(visits, PbxCount.Visit::answered), count(visits, Figures::isAbandon),
                    count(visits, visit -> visit.abandoned() && !isAbandon(visit)), count(visits, visit -> visit.end() == PbxCount.End.GAVE_UP),
                    count(visits, visit -> visit.answered() && visit.waited() <= CountedSite.WITHIN.toSeconds()),
                    count(visits, visit -> visit.answered() && Math.abs(visit.waited() - CountedSite.WITHIN.toSeconds()) <= ROUNDED),
                    count(visits, PbxCount.Visit::transferred),
                    visits.stream().filter(PbxCount.Visit::answered).mapToLong(PbxCount.Visit::waited).sum(),
                    visits.stream().filter(Figures::isAbandon).mapToLong(PbxCount.Visit::waited).sum(),
                    visits.stream().mapToDouble(visit -> visit.talked() + CountedSite.COLLEAGUES.stream()
                            .mapToDouble(colleague -> after(visit, colleague)).sum()).sum());
        }

        private static long count(List<PbxCount.Visit> visits, Predicate<PbxCount.Visit> which) {
            return visits.stream().filter(which).count();
        }

        private static boolean isAbandon(PbxCount.Visit visit) {
            return visit.abandoned() && visit.waited() >= CountedSite.SHORT.toSeconds();
        }
    }

    /** Of one whose caller waited in two queues, the transfer belongs to the queue that was left last. */
    private static double after(PbxCount.Visit visit, String colleague) {
        return visit.transferred() ? counted.talkedAfterTransfer(visit, colleague) : 0;
    }

    /** A report of today and yesterday by the service that the page uses: figures by row and column. */
    private static Map<String, Map<String, Double>> report(String by, String formula) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Map<String, Object> report = site.host().run("getAsteriskCallReport", "supervisor", Map.of("reportBy", by, "interval", "QUARTER_HOUR",
                "formula", formula, "fromDay", today.minusDays(1).toString(), "thruDay", today.toString(), "timeZone", TimeZone.getTimeZone("UTC")));
        assertThat(ServiceUtil.getErrorMessage(report), ServiceUtil.isSuccess(report), is(true));
        List<String> columns = maps(report.get("columns")).stream().map(column -> (String) column.get("name")).toList();
        Map<String, Map<String, Double>> rows = new TreeMap<>();
        for (Map<?, ?> line : maps(report.get("lines"))) {
            Map<String, Double> figures = new TreeMap<>();
            List<Map<?, ?>> cells = maps(line.get("cells"));
            for (int i = 0; i < columns.size(); i++) {
                figures.put(columns.get(i), cells.get(i).get("value") == null ? 0 : (Double) cells.get(i).get("value"));
            }
            rows.put((String) line.get("key"), figures);
        }
        return rows;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<?, ?>> maps(Object list) {
        return (List<Map<?, ?>>) list;
    }

    private static void sameCounts(String row, Map<String, Double> told, Figures figures) {
        Map<String, Long> counts = new TreeMap<>(Map.of("OFFERED", figures.offered(), "ANSWERED", figures.answered(),
                "ABANDONED", figures.abandoned(), "SHORT_ABANDONED", figures.shortOnes(), "UNSERVED", figures.gaveUp(),
                "TRANSFERRED", figures.transferred()));
        Map<String, Long> reported = new TreeMap<>();
        counts.keySet().forEach(column -> reported.put(column, told.get(column).longValue()));
        assertThat(row, reported, is(counts));
        near(row + " waited", told.get("AVERAGE_ANSWER_WAIT") * figures.answered(), figures.waited(), figures.answered() * ROUNDED);
        near(row + " waited for nothing", told.get("AVERAGE_ABANDON_WAIT") * figures.abandoned(), figures.abandonWaited(),
                figures.abandoned() * ROUNDED);
        near(row + " talked", told.get("AVERAGE_TALK") * figures.answered(), figures.talked(),
                figures.answered() * ROUNDED + figures.transferred() * (ROUNDED + RANG));
        near(row + " abandon rate", told.get("ABANDON_RATE"), ratio(figures.abandoned(), figures.offered() - figures.shortOnes()), 1e-9);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static void near(String what, double told, double expected, double most) {
        assertThat(what + ": " + told + ", " + expected + " expected", Math.abs(told - expected) <= most + 1e-6, is(true));
    }

    @Test
    void theReportByGroupIsARecountOfTheQueueLog() {
        Map<String, Function<Figures, Long>> formulas = Map.of("WITHOUT_SHORT_ABANDONS", figures -> figures.offered() - figures.shortOnes(),
                "ALL_OFFERED", Figures::offered, "WITHOUT_ABANDONS", figures -> figures.answered() + figures.gaveUp(),
                "ANSWERED_ONLY", Figures::answered);
        formulas.forEach((formula, calls) -> {
            Map<String, Map<String, Double>> report = report("GROUP", formula);
            assertThat(report.keySet(), is(CountedSite.QUEUES.keySet()));
            report.forEach((queue, told) -> {
                Figures figures = Figures.of(counted.of(queue).visits());
                sameCounts(queue, told, figures);
                near(queue + " in time " + formula, told.get("SERVICE_LEVEL") * calls.apply(figures), figures.inTime(), figures.mayBeInTime());
                near(queue + " rang for nothing", told.get("MISSED_RING"), counted.of(queue).rings().size(), 0);
            });
        });
    }

    @Test
    void theReportByIntervalAndByNumberIsARecountOfTheQueueLog() {
        boolean nearTheEnd = counted.visits().stream().anyMatch(visit -> (visit.second() + NEAR) % QUARTER < 2 * NEAR);
        Map<String, List<PbxCount.Visit>> quarters = counted.visits().stream().collect(Collectors.groupingBy(visit ->
                Instant.ofEpochSecond(nearTheEnd ? 0 : visit.second() / QUARTER * QUARTER).toString()));
        Map<String, Map<String, Double>> report = report("INTERVAL", "ALL_OFFERED");
        if (!nearTheEnd) { // else a call may have begun a moment later here than there
            assertThat(report.keySet(), is(quarters.keySet()));
            quarters.forEach((quarter, visits) -> sameCounts(quarter, report.get(quarter), Figures.of(visits)));
        }
        Map<String, String> dialed = new HashMap<>();
        counted.visits().forEach(visit -> dialed.putIfAbsent(visit.callId(), visit.queue()));
        Map<String, List<PbxCount.Visit>> numbers = counted.visits().stream().collect(Collectors.groupingBy(visit -> dialed.get(visit.callId())));
        Map<String, Map<String, Double>> byNumber = report("NUMBER", "ALL_OFFERED");
        assertThat(byNumber.keySet(), is(numbers.keySet()));
        numbers.forEach((number, visits) -> sameCounts(number, byNumber.get(number), Figures.of(visits)));
    }

    @Test
    void theReportByAgentIsARecountOfTheQueueLogAndTheDetailRecords() {
        Map<String, Long> answered = new TreeMap<>();
        Map<String, Double> talked = new TreeMap<>();
        Map<String, Long> missed = new TreeMap<>();
        counted.visits().stream().filter(PbxCount.Visit::answered).forEach(visit -> {
            answered.merge(CountedSite.partyOf(visit.agent()), 1L, Long::sum);
            talked.merge(CountedSite.partyOf(visit.agent()), (double) visit.talked(), Double::sum);
            CountedSite.COLLEAGUES.stream().filter(colleague -> after(visit, colleague) > 0).forEach(colleague -> {
                answered.merge(CountedSite.agent(colleague).party(), 1L, Long::sum);
                talked.merge(CountedSite.agent(colleague).party(), after(visit, colleague), Double::sum);
            });
        });
        counted.rings().forEach(ring -> missed.merge(CountedSite.partyOf(ring.agent()), 1L, Long::sum));
        Map<String, Map<String, Double>> report = report("AGENT", "ALL_OFFERED");
        assertThat(column(report, "ANSWERED"), is(answered));
        assertThat(column(report, "MISSED_RING"), is(missed));
        talked.forEach((party, seconds) -> near(party + " talked", report.get(party).get("TALK"), seconds, answered.get(party) * (ROUNDED + RANG)));
    }

    private static Map<String, Long> column(Map<String, Map<String, Double>> report, String name) {
        Map<String, Long> column = new TreeMap<>();
        report.forEach((key, figures) -> column.put(key, figures.get(name).longValue()));
        column.values().removeIf(number -> number == 0);
        return column;
    }

    /** Each call counts once, for the queue in which it ended. */
    @Test
    void theWallboardCountsTheSameCalls() throws IOException {
        try (WebUser supervisor = WebUser.logsIn(site.host().base(), "supervisor").opensConsole()) {
            supervisor.asks("WATCH", Map.of());
            JsonNode board = supervisor.await("WALLBOARD", message -> message.path("all").asBoolean());
            Map<String, List<PbxCount.Visit>> queues = counted.last().stream().collect(Collectors.groupingBy(PbxCount.Visit::queue));
            queues.forEach((queue, visits) -> {
                JsonNode today = find(board.path("groups"), "id", queue).path("today");
                Figures figures = Figures.of(visits);
                Map<String, Long> told = new TreeMap<>();
                List.of("answered", "abandoned", "shortAbandoned", "counted").forEach(name -> told.put(name, today.path(name).asLong()));
                assertThat(queue, told, is(new TreeMap<>(Map.of("answered", figures.answered(),
                        "abandoned", figures.abandoned() + figures.shortOnes(), "shortAbandoned", figures.shortOnes(),
                        "counted", figures.offered() - figures.shortOnes()))));
                near(queue + " in time", today.path("inTime").asLong(), figures.inTime(), figures.mayBeInTime());
                near(queue + " waited", today.path("wait").asLong(), figures.waited(), figures.answered() * ROUNDED);
                if (!queue.equals("5053")) { // whose callers went on to 5052; all others are the same calls in reports
                    Map<String, Double> report = report("GROUP", "ALL_OFFERED").get(queue);
                    near(queue + " in time, as in reports", today.path("inTime").asLong(), report.get("SERVICE_LEVEL") * figures.offered(), 0);
                    near(queue + " waited, as in reports", today.path("wait").asLong(), report.get("AVERAGE_ANSWER_WAIT") * figures.answered(), 0);
                }
            });
            Map<String, List<Long>> agents = new TreeMap<>();
            Map<String, List<Long>> expected = new TreeMap<>();
            CountedSite.QUEUES.values().stream().flatMap(List::stream).map(CountedSite::agent).forEach(agent -> {
                JsonNode row = find(board.path("agents"), "partyId", agent.party());
                agents.put(agent.extension(), List.of(row.path("calls").asLong(), row.path("missed").asLong()));
                expected.put(agent.extension(), List.of(talks(agent),
                        counted.rings().stream().filter(ring -> ring.agent().equals(agent.name())).count()));
            });
            assertThat("calls that they talked in, and phones that rang for nothing", agents, is(expected));
        }
    }

    /** Calls of queues, and questions to a colleague that no transfer made a part of them. */
    private static long talks(TwelveAgents.Agent agent) {
        List<PbxCount.Visit> answered = counted.visits().stream().filter(visit -> visit.agent().equals(agent.name())).toList();
        long questions = counted.consulted(agent.extension());
        return answered.size() + (questions == 0 ? 0 : questions - answered.stream().filter(PbxCount.Visit::transferred).count());
    }

    private static JsonNode find(JsonNode list, String field, String value) {
        for (JsonNode one : list) {
            if (one.path(field).asText().equals(value)) {
                return one;
            }
        }
        throw new AssertionError("no " + value + " in " + list);
    }

    /** {@code queue show}: what completed and was answered in time; the caller whom the queue gives up counts as abandoned there. */
    @Test
    void queueShowCountsTheSameCalls() {
        CountedSite.QUEUES.keySet().forEach(queue -> {
            List<PbxCount.Visit> visits = counted.of(queue).visits();
            Figures figures = Figures.of(visits);
            AmiProbe.Message told = site.told(queue, "QueueParams").get(0);
            assertThat(queue + told, List.of(told.get("Completed"), told.get("Abandoned")), is(List.of("" + figures.answered(),
                    "" + (figures.abandoned() + figures.shortOnes() + figures.gaveUp()))));
            near(queue + " ServicelevelPerf", Double.parseDouble(told.get("ServicelevelPerf")),
                    100 * ratio(figures.inTime(), figures.answered()), 0.1);
            // the PBX counts whole seconds from when it takes the caller up, and its log from when it writes it: a wait may differ by one
            near(queue + " Holdtime", Long.parseLong(told.get("Holdtime")), counted.of(queue).runningWait(), 1);
            Map<String, Long> taken = visits.stream().filter(PbxCount.Visit::answered)
                    .collect(Collectors.groupingBy(PbxCount.Visit::agent, TreeMap::new, Collectors.counting()));
            Map<String, Long> said = new TreeMap<>();
            site.told(queue, "QueueMember").forEach(member -> said.put(member.get("Name"), Long.parseLong(member.get("CallsTaken"))));
            said.values().removeIf(number -> number == 0);
            assertThat(queue, said, is(taken));
        });
    }
}
