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
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * An hour of three queues within a minute: fifty callers, six agents. Ten times a second the wallboard is held against {@code queue show} and the
 * queue_log: it says what the PBX said within the last five seconds, or says a second later, as it's asked second and hears by events.
 */
abstract class WallboardHour {

    /** Changes are told together after 0.4 s; the rest is for a busy machine. */
    private static final Duration LATER = Duration.ofSeconds(1);
    /** So old what the wallboard says may be on a machine that has other things to do. */
    private static final Duration KNOWN = Duration.ofSeconds(5);
    /** Between two looks at the PBX there can be what the wallboard shows and neither says. */
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    /** Both know the wait by clocks of their own, of which one has whole seconds. */
    private static final double ROUNDED = 1.5;
    /** A busy machine may be so late with the answer of one of the two, now and then. */
    private static final double LATE_ANSWER = 4;
    private static final double MOSTLY = 0.95;

    private static List<BoardWatch.Sample> samples;

    /** What the next tests look at. */
    static void of(List<BoardWatch.Sample> seen) {
        samples = seen;
    }

    /** Samples of a queue in which the PBX says the same of an aspect. */
    private record Stretch(String queue, String aspect, List<BoardWatch.Sample> samples) {

        String value() {
            return samples.get(0).pbx().get(aspect);
        }

        /** Those that are late enough for the wallboard to know. At the last one the wallboard, which is asked second, may know what comes next. */
        List<BoardWatch.Sample> settled() {
            Instant from = samples.get(0).at().plus(LATER);
            return samples.subList(0, samples.size() - 1).stream().filter(sample -> sample.at().isAfter(from)).toList();
        }
    }

    private static List<Stretch> stretches(String aspect) {
        List<Stretch> all = new ArrayList<>();
        samples.stream().collect(Collectors.groupingBy(BoardWatch.Sample::queue)).forEach((queue, its) -> {
            List<BoardWatch.Sample> same = new ArrayList<>();
            for (BoardWatch.Sample sample : its) {
                if (!same.isEmpty() && !same.get(0).pbx().get(aspect).equals(sample.pbx().get(aspect))) {
                    all.add(new Stretch(queue, aspect, List.copyOf(same)));
                    same.clear();
                }
                same.add(sample);
            }
            all.add(new Stretch(queue, aspect, List.copyOf(same)));
        });
        return all.stream().filter(stretch -> !stretch.settled().isEmpty()).toList();
    }

    /** @param most how often the wallboard must have changed: fewer prove little */
    private static void same(String aspect, int most) {
        List<String> unlike = new ArrayList<>();
        int changes = 0;
        for (List<BoardWatch.Sample> its : samples.stream().collect(Collectors.groupingBy(BoardWatch.Sample::queue)).values()) {
            String before = "";
            Optional<Instant> unlikeFrom = Optional.empty();
            for (BoardWatch.Sample sample : its) {
                String shown = sample.board().get(aspect);
                Set<String> said = its.stream().filter(other -> !other.at().isBefore(sample.at().minus(KNOWN)) && !other.at().isAfter(sample.at()
                        .plus(LATER))).map(other -> other.pbx().get(aspect)).collect(Collectors.toSet());
                unlikeFrom = said.contains(shown) ? Optional.empty() : unlikeFrom.or(() -> Optional.of(sample.at()));
                if (unlikeFrom.filter(from -> sample.at().isAfter(from.plus(BETWEEN))).isPresent()) {
                    unlike.add(sample.at() + " " + sample.queue() + " " + aspect + ": " + said + ", on the wallboard " + shown);
                }
                changes += shown.equals(before) ? 0 : 1;
                before = shown;
            }
        }
        assertThat(unlike, is(empty()));
        assertThat(aspect, changes, is(greaterThan(most)));
    }

    @Test
    void asManyCallersWaitAsQueueShowSays() {
        same("waiting", 20);
        assertThat("a line formed", samples.stream().mapToInt(sample -> Integer.parseInt(sample.pbx().get("waiting"))).max().orElse(0),
                is(greaterThan(4)));
    }

    @Test
    void theFirstCallerWaitsAsLongAsQueueShowSays() {
        List<Double> longer = stretches("first").stream().filter(stretch -> !stretch.value().isEmpty())
                .flatMap(stretch -> stretch.settled().stream()).map(sample -> Math.abs(sample.seconds())).toList();
        assertThat(longer.size(), is(greaterThan(50)));
        assertThat(longer.stream().filter(seconds -> seconds <= ROUNDED).count(), is(greaterThan((long) (longer.size() * MOSTLY))));
        assertThat(longer, everyItem(is(lessThan(LATE_ANSWER))));
    }

    @Test
    void callsAreAnsweredAndAbandonedAsTheQueueLogHasThem() {
        same("answered", 20);
        same("abandoned", 6);
    }

    @Test
    void agentsDoWhatQueueShowSays() {
        same("agents", 20);
    }
}
