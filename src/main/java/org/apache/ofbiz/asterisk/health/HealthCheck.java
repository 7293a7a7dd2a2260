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
package org.apache.ofbiz.asterisk.health;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How everything is, for admins: what was measured, judged, and what to do where it is not in order. Holds labels and values instead
 * of words, so that it can be told in any language ({@link HealthMessages}). Immutable.
 */
public record HealthCheck(List<Section> sections) {

    public HealthCheck {
        sections = List.copyOf(sections);
    }

    /** From the best to the worst. */
    public enum Severity {
        OK,
        /** Nobody has measured it, which is no proof that it is in order. */
        UNKNOWN,
        /** Works, but not well, or not for long. */
        ATTENTION,
        /** Something does not work. */
        WRONG
    }

    /** What is looked at. The titles are labels {@code AsteriskDiagnosis_} and this name. */
    public enum Line {
        CALL_CENTER, DATABASE, CONNECTION, VERSION, LAST_EVENT, ROUND_TRIP, RATE, BACKLOG, LOST, UNREADABLE, RESYNCHRONISED, CLOCK, RIGHTS, RIGHT,
        CONTEXT, EXTENSIONS, REGISTERED, RECORDINGS, JOURNAL_WAITING, JOURNAL_LOST, JOURNAL_REFUSED, JOURNAL_FILE, HOOKS, ACTIONS, NUMBER_INDEX,
        BROWSERS, NODE, NODE_MESSAGES, SLOW_BROWSERS, SCREEN_POP, CLAIMS, CALL_LIMIT, WORKERS, WORK_REFUSED, COMPONENT, JAVA, OFBIZ, ASTERISK_JAVA,
        WEBSOCKET, SOUND, PAGE_PHONE, PBX_IN_USE, OTHER_PBX, RECORDING_KEY
    }

    /**
     * Words to come.
     *
     * @param values of the label's places: text, numbers, Duration, Instant or another Phrase
     */
    public record Phrase(String label, Map<String, Object> values) {
        public Phrase {
            values = Map.copyOf(values);
        }

        static Phrase of(String label) {
            return new Phrase(label, Map.of());
        }
    }

    /**
     * One line of a section.
     *
     * @param subject what the line is about where there are several of the kind, e.g. the name of a context; part of the key
     * @param remedy  what to do next; empty where nothing is to be done
     */
    public record Finding(Line line, Optional<String> subject, Phrase title, Severity severity, Phrase words, Optional<Phrase> remedy) {

        static Finding ok(Line line, Phrase words) {
            return of(line, Severity.OK, words);
        }

        static Finding unknown(Line line) {
            return of(line, Severity.UNKNOWN, Phrase.of("AsteriskDiagnosisNotMeasured"));
        }

        static Finding of(Line line, Severity severity, Phrase words) {
            return new Finding(line, Optional.empty(), Phrase.of("AsteriskDiagnosis_" + line), severity, words, Optional.empty());
        }

        Finding withRemedy(Phrase what) {
            return new Finding(line, subject, title, severity, words, Optional.of(what));
        }

        Finding about(String thing, Phrase called) {
            return new Finding(line, Optional.of(thing), called, severity, words, remedy);
        }

        /** The same from one diagnosis to the next, and unique in its section. */
        String key() {
            return line + subject.map(thing -> "-" + thing).orElse("");
        }
    }

    /** @param name unique among the sections */
    public record Section(String name, Phrase title, List<Finding> findings) {
        public Section {
            findings = List.copyOf(findings);
        }
    }

    /** The worst of all. */
    public Severity worst() {
        return sections.stream().flatMap(section -> section.findings().stream()).map(Finding::severity).max(Comparator.naturalOrder())
                .orElse(Severity.UNKNOWN);
    }

    /** How many lines are in which state; every state is named. */
    Map<String, Object> counts() {
        List<Severity> all = sections.stream().flatMap(section -> section.findings().stream()).map(Finding::severity).toList();
        return Map.copyOf(Arrays.stream(Severity.values())
                .collect(Collectors.toMap(Severity::name, each -> all.stream().filter(each::equals).count())));
    }
}
