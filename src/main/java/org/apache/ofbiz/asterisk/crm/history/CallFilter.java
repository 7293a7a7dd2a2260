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
package org.apache.ofbiz.asterisk.crm.history;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.crm.journal.MissedCalls;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;

/**
 * Which calls are wanted. Immutable.
 *
 * @param from         the first moment at which one of them may have begun
 * @param thru         the first moment after them
 * @param direction    empty for all
 * @param outcomes     empty for all, calls in progress among them
 * @param agentPartyId who of us talked, or placed the call; empty for everybody
 * @param partyId      the customer; empty for all
 * @param words        each is in the customer's name or number, or in subject or note of the CommEvent; at most {@link #MOST_WORDS}, upper case
 * @param accountCode  what they are charged to; empty for all
 */
public record CallFilter(Instant from, Instant thru, Optional<Direction> direction, Set<Outcome> outcomes, String agentPartyId, String partyId,
                         List<String> words, String accountCode) {

    /** Words of a text after these are not looked for. */
    static final int MOST_WORDS = 4;
    /** No call began before: the time that the services take for "from ever". */
    public static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");
    /** No call begins later. */
    static final Instant LAST = Instant.parse("2999-12-31T00:00:00Z");

    /** Several outcomes by one name: what people ask for, where an outcome says it too exactly. */
    public enum OutcomeGroup {
        /** Somebody called us, nobody talked to them, and nobody has since: whatever the outcome, see {@link MissedCalls}. */
        UNANSWERED(EnumSet.of(Outcome.MISSED, Outcome.ABANDONED, Outcome.VOICEMAIL, Outcome.QUEUE_TIMEOUT)),
        /** We called, and did not reach them. */
        NOT_REACHED(EnumSet.complementOf(EnumSet.of(Outcome.ANSWERED, Outcome.MISSED, Outcome.ABANDONED, Outcome.VOICEMAIL, Outcome.QUEUE_TIMEOUT,
                Outcome.FORWARDED, Outcome.CONFERENCE, Outcome.ANNOUNCEMENT)));

        private final Set<Outcome> outcomes;

        OutcomeGroup(Set<Outcome> outcomes) {
            this.outcomes = Set.copyOf(outcomes);
        }

        /** All that it stands for. */
        public Set<Outcome> outcomes() {
            return outcomes;
        }
    }

    /** What the field outcome may hold. */
    public static final List<String> OUTCOMES = Stream.concat(Arrays.stream(OutcomeGroup.values()), Arrays.stream(Outcome.values()))
            .map(Enum::name).toList();
    /** What the field direction may hold. */
    public static final List<String> DIRECTIONS = Arrays.stream(Direction.values()).map(Enum::name).toList();

    public CallFilter {
        outcomes = Set.copyOf(outcomes);
        words = words.stream().limit(MOST_WORDS).map(word -> word.toUpperCase(Locale.ROOT)).toList();
    }

    /** Whatever they are charged to. */
    public CallFilter(Instant from, Instant thru, Optional<Direction> direction, Set<Outcome> outcomes, String agentPartyId, String partyId,
                      List<String> words) {
        this(from, thru, direction, outcomes, agentPartyId, partyId, words, "");
    }

    /** All calls that began since then. */
    public static CallFilter since(Instant from) {
        return new CallFilter(from, LAST, Optional.empty(), Set.of(), "", "", List.of());
    }

    /** The filter that the fields of the service findPhoneCalls mean; they were checked before. */
    public static CallFilter of(Map<String, ?> fields) {
        return new CallFilter(moment(fields, "fromDate", EVER), moment(fields, "thruDate", LAST),
                text(fields, "direction").map(Direction::valueOf), text(fields, "outcome").map(CallFilter::outcomes).orElse(Set.of()),
                text(fields, "agentPartyId").orElse(""), text(fields, "partyId").orElse(""),
                text(fields, "text").map(CallFilter::words).orElse(List.of()), text(fields, "accountCode").orElse(""));
    }

    /** What people asked for, where it was more than one outcome. */
    Optional<OutcomeGroup> outcomeGroup() {
        return Arrays.stream(OutcomeGroup.values()).filter(group -> group.outcomes().equals(outcomes)).findFirst();
    }

    /** The same for this customer only. */
    public CallFilter ofParty(String customer) {
        return new CallFilter(from, thru, direction, outcomes, agentPartyId, customer, words, accountCode);
    }

    /** The same for this one of us only. */
    public CallFilter ofAgent(String agent) {
        return new CallFilter(from, thru, direction, outcomes, agent, partyId, words, accountCode);
    }

    private static Set<Outcome> outcomes(String name) {
        return Arrays.stream(OutcomeGroup.values()).filter(group -> group.name().equals(name)).findFirst().map(OutcomeGroup::outcomes)
                .orElseGet(() -> Set.of(Outcome.valueOf(name)));
    }

    /** A number is one word, however it is written, and is looked for without what is dialed before it. */
    private static List<String> words(String text) {
        String digits = TelephoneNumbers.withoutZeros(TelephoneNumbers.digits(text));
        return digits.isEmpty() || text.chars().anyMatch(Character::isLetter) ? List.of(text.split("\\s+")) : List.of(digits);
    }

    private static Instant moment(Map<String, ?> fields, String name, Instant otherwise) {
        return fields.get(name) instanceof Timestamp time ? withinReason(time.toInstant()) : otherwise;
    }

    /** The moment, or the first or last one that makes a difference: neither a Timestamp nor a database takes every year. */
    public static Instant withinReason(Instant moment) {
        return moment.isBefore(EVER) ? EVER : moment.isAfter(LAST) ? LAST : moment;
    }

    private static Optional<String> text(Map<String, ?> fields, String name) {
        return PlainText.given((String) fields.get(name));
    }
}
