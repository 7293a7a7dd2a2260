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
package org.apache.ofbiz.asterisk.crm.ldap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.naming.NamingException;
import org.apache.ofbiz.asterisk.crm.numbers.DialText;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.SharedLookUps;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;

/**
 * People of an LDAP directory, by a part of their name or number. Searches run on threads of their own, once for all who ask for the same
 * within a few seconds. After a failure the directory is left alone for half a minute, so that a server that is down costs nobody time.
 * Thread-safe.
 */
public final class LdapDirectory {

    private static final int MOST_PEOPLE = 8;
    private static final int LEAST_DIGITS = 3;
    private static final int LEAST_LETTERS = 2;
    private static final int MOST_KEPT = 500;
    private static final int MOST_WORDS = 5;
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Duration REST = Duration.ofSeconds(30);
    private static final String MODULE = LdapDirectory.class.getName();

    private final Settings settings;
    private final Supplier<String> secret;
    private final LongSupplier nanos;
    private final Executor threads;
    private final SharedLookUps<Question, List<Person>> lookUps;
    /** When the directory failed last, by {@code nanos}; it is asked again after a rest. */
    private final AtomicLong failedAt;

    /** Changed settings are another question. */
    private record Question(LdapAccess access, String text) {
    }

    /**
     * What is looked for: a part of a number, or words of a name.
     *
     * @param digits of a number, without the zeros before it
     * @param words  of a name, with their accents: the directory compares them
     */
    private record Wanted(boolean byNumber, String digits, List<String> words) {

        static Wanted of(String text) {
            boolean byNumber = DialText.isNumber(text) || text.chars().noneMatch(Character::isLetter);
            return byNumber ? new Wanted(true, TelephoneNumbers.withoutZeros(TelephoneNumbers.digits(DialText.number(text))), List.of())
                    : new Wanted(false, "", BLANKS.splitAsStream(text.strip()).limit(MOST_WORDS).toList());
        }

        boolean isTooShort() {
            return byNumber ? digits.length() < LEAST_DIGITS : words.stream().allMatch(word -> word.length() < LEAST_LETTERS);
        }
    }

    /**
     * Somebody with numbers that can be dialed.
     *
     * @param numbers each as it is dialed, and for people to read
     */
    public record Person(String name, String detail, List<Number> numbers) {
        public Person {
            numbers = List.copyOf(numbers);
        }

        /** One number of a person. */
        public record Number(String number, String display) {
        }
    }

    /**
     * @param secret  reads the password
     * @param threads for the searches; what they refuse is a search that failed
     * @param nanos   a clock as {@link System#nanoTime}
     */
    public LdapDirectory(Settings settings, Supplier<String> secret, Executor threads, LongSupplier nanos) {
        this.settings = settings;
        this.secret = secret;
        this.nanos = nanos;
        this.threads = threads;
        this.lookUps = new SharedLookUps<>(threads, MOST_KEPT, nanos);
        this.failedAt = new AtomicLong(nanos.getAsLong() - REST.toNanos());
    }

    /** Whether there is a directory to ask. */
    public boolean isOn() {
        return !settings.get(Settings.LDAP_SERVERS).isEmpty();
    }

    /** How long somebody should wait for an answer: for connecting, the login and the search. */
    public Duration patience() {
        return settings.get(Settings.LDAP_TIMEOUT).multipliedBy(2);
    }

    /**
     * Eight people at most whose name or number has this in it. Completed with no one where there is no directory, the text is too short, or the
     * directory failed a moment ago; exceptionally where it fails now.
     */
    public CompletableFuture<List<Person>> find(String text) {
        boolean resting = nanos.getAsLong() - failedAt.get() < REST.toNanos();
        Wanted wanted = Wanted.of(text);
        if (!isOn() || resting || wanted.isTooShort()) {
            return CompletableFuture.completedFuture(List.of());
        }
        LdapAccess access = LdapAccess.of(settings, secret.get());
        return lookUps.ask(new Question(access, text.strip()), () -> search(access, wanted));
    }

    /** Asks the directory with this password. @return what is wrong, in its own words; empty if it answers or there is none to ask */
    public CompletableFuture<String> check(String newSecret) {
        LdapAccess access = LdapAccess.of(settings, newSecret);
        return isOn() ? CompletableFuture.supplyAsync(() -> answer(access), threads) : CompletableFuture.completedFuture("");
    }

    private String answer(LdapAccess access) {
        try {
            LdapClient.search(access, access.people());
            failedAt.set(nanos.getAsLong() - REST.toNanos());
            return "";
        } catch (NamingException e) {
            return words(e);
        }
    }

    private List<Person> search(LdapAccess access, Wanted wanted) {
        try {
            TelephoneNumbers reader = new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION));
            List<Person> people = new ArrayList<>();
            for (LdapClient.Found found : LdapClient.search(access, filter(access.people(), wanted))) {
                Person person = person(found, wanted, reader);
                if (!person.numbers().isEmpty() && people.size() < MOST_PEOPLE) {
                    people.add(person);
                }
            }
            return people;
        } catch (NamingException e) {
            failedAt.set(nanos.getAsLong());
            Debug.logWarning("LDAP directory " + access + " failed: " + words(e) + "; it is left alone for " + REST.toSeconds() + " s", MODULE);
            throw new IllegalStateException(words(e), e);
        }
    }

    private String filter(String people, Wanted wanted) {
        return wanted.byNumber() ? LdapFilters.ofDigits(people, wanted.digits(), settings.get(Settings.LDAP_NUMBER_ATTRIBUTES))
                : LdapFilters.ofName(people, wanted.words(), settings.get(Settings.LDAP_NAME_ATTRIBUTES));
    }

    private static Person person(LdapClient.Found found, Wanted wanted, TelephoneNumbers reader) {
        List<Person.Number> numbers = found.numbers().stream().map(number -> number(number, reader))
                .filter(number -> DialText.DIALABLE.matcher(number.number()).matches())
                .filter(number -> !wanted.byNumber() || TelephoneNumbers.digits(number.number()).contains(wanted.digits())).distinct().toList();
        return new Person(found.name(), found.detail(), numbers);
    }

    private static Person.Number number(String text, TelephoneNumbers reader) {
        String number = reader.readings(text).stream().findFirst().orElseGet(() -> DialText.number(text));
        return new Person.Number(number, reader.display(number));
    }

    private static String words(NamingException e) {
        Throwable cause = e.getRootCause() == null ? e : e.getRootCause();
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
