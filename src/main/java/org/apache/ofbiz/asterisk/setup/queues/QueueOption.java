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
package org.apache.ofbiz.asterisk.setup.queues;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the group's page sets of a queue, each a line of its section in {@code queues.conf}. */
public enum QueueOption {
    STRATEGY("strategy", words("leastrecent", "ringall", "rrmemory", "rrordered", "linear", "fewestcalls", "random", "wrandom")),
    TIMEOUT("timeout", new Numbers(1, 300)),
    RETRY("retry", new Numbers(0, 300)),
    WRAP_UP_TIME("wrapuptime", new Numbers(0, 3_600)),
    WEIGHT("weight", new Numbers(0, 1_000)),
    MAX_CALLERS("maxlen", new Numbers(0, 10_000)),
    SERVICE_LEVEL("servicelevel", new Numbers(1, 3_600)),
    MUSIC_CLASS("musicclass", new Form(Patterns.NAME)),
    PERIODIC_ANNOUNCE("periodic-announce", new Form(Patterns.SOUNDS)),
    PERIODIC_ANNOUNCE_FREQUENCY("periodic-announce-frequency", new Numbers(0, 3_600)),
    ANNOUNCE_FREQUENCY("announce-frequency", new Numbers(0, 3_600)),
    ANNOUNCE_POSITION("announce-position", words("yes", "no", "limit", "more")),
    ANNOUNCE_POSITION_LIMIT("announce-position-limit", new Numbers(1, 1_000)),
    ANNOUNCE_HOLD_TIME("announce-holdtime", words("yes", "no", "once")),
    AGENT_ANNOUNCE("announce", new Form(Patterns.SOUND)),
    JOIN_EMPTY("joinempty", new Form(Patterns.MEMBER_STATES)),
    LEAVE_WHEN_EMPTY("leavewhenempty", new Form(Patterns.MEMBER_STATES)),
    RING_IN_USE("ringinuse", words("yes", "no")),
    AUTO_PAUSE("autopause", words("yes", "no", "all")),
    PENALTY_RULE("defaultrule", new Form(Patterns.NAME));

    /** A line of AMI has about 1,000 characters. */
    public static final int LONGEST = 900;
    /** What a queue can be called: nothing that means more to the file, the dialplan or AMI. */
    public static final Pattern QUEUE_NAME = Patterns.NAME;

    private final String key;
    private final Rule rule;

    QueueOption(String key, Rule rule) {
        this.key = key;
        this.rule = rule;
    }

    /** What a value must be. */
    public sealed interface Rule {
    }

    /** A whole number of this range. */
    public record Numbers(int least, int most) implements Rule {
    }

    /** One of these words. */
    public record Words(List<String> allowed) implements Rule {
        public Words {
            allowed = List.copyOf(allowed);
        }
    }

    /** A text of this form. */
    public record Form(Pattern pattern) implements Rule {
    }

    private static Rule words(String... allowed) {
        return new Words(List.of(allowed));
    }

    /** The name of the line. */
    public String key() {
        return key;
    }

    public Rule rule() {
        return rule;
    }

    /** The field of forms and services: {@code announcePositionLimit}. */
    public String field() {
        StringBuilder field = new StringBuilder();
        for (String word : name().split("_")) {
            field.append(field.isEmpty() ? word.toLowerCase(Locale.ROOT) : word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT));
        }
        return field.toString();
    }

    /** Values to choose from, where others can be typed: sounds that Asterisk brings with it, since AMI lists none, and usual rules. */
    public List<String> usual() {
        return switch (this) {
        case PERIODIC_ANNOUNCE, AGENT_ANNOUNCE -> List.of("queue-periodic-announce", "queue-thankyou", "queue-callswaiting", "beep");
        case JOIN_EMPTY, LEAVE_WHEN_EMPTY -> List.of("yes", "no", "strict", "loose", "unavailable,invalid,unknown");
        default -> List.of();
        };
    }

    /** Whether a queue may have this value. */
    public boolean accepts(String value) {
        if (rule instanceof Numbers range) {
            return value.matches("[0-9]{1,6}") && Integer.parseInt(value) >= range.least() && Integer.parseInt(value) <= range.most();
        }
        return rule instanceof Words words ? words.allowed().contains(value)
                : rule instanceof Form form && value.length() <= LONGEST && form.pattern().matcher(value).matches();
    }

    /** The option of this line. */
    public static Optional<QueueOption> of(String key) {
        return Arrays.stream(values()).filter(option -> option.key.equalsIgnoreCase(key)).findFirst();
    }

    /** Constants of an enum can't be named before its values. */
    private static final class Patterns {
        static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,39}");
        static final Pattern SOUND = Pattern.compile("[A-Za-z0-9_]{1,80}+(?:[./-][A-Za-z0-9_]{1,80}+){0,20}+");
        static final Pattern SOUNDS = Pattern.compile(SOUND.pattern() + "(?:," + SOUND.pattern() + "){0,9}+");
        static final Pattern MEMBER_STATES =
                Pattern.compile("yes|no|strict|loose|(?:paused|penalty|inuse|ringing|unavailable|invalid|unknown|wrapup)"
                        + "(?:,(?:paused|penalty|inuse|ringing|unavailable|invalid|unknown|wrapup)){0,7}");
    }
}
