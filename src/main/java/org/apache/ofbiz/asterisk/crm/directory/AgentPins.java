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
package org.apache.ofbiz.asterisk.crm.directory;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SeparateTransaction;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/**
 * Agent numbers and PINs with which agents sign in at a phone: AsteriskAgentPin rows. PINs are kept as PBKDF2 hashes. A few digits are soon
 * guessed, so after {@link #ATTEMPTS} wrong ones an agent number, and a phone, are locked for {@link #LOCKED_MINUTES} minutes. Somebody who knows
 * one PIN gets no more attempts at those of others by it. Thread-safe.
 */
public final class AgentPins {

    public static final int ATTEMPTS = 5;
    public static final int LOCKED_MINUTES = 15;
    /** Agent numbers and PINs. */
    public static final Pattern DIGITS = Pattern.compile("[0-9]{4,10}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    private static final int ITERATIONS = 120_000;
    private static final int HASH_BITS = 256;
    private static final int SALT_BYTES = 16;
    private static final long MOST_LOCKED = 10_000;
    private static final String PIN = "AsteriskAgentPin";
    private static final String USER = "userLoginId";
    private static final String AGENT = "agentNumber";
    /** Of nobody: a number that doesn't exist takes as long as a wrong PIN. */
    private static final String NOBODY = hash("0000", new byte[SALT_BYTES]);

    private final Rows rows;
    private final UserDirectory userDirectory;
    private final Cache<String, AtomicInteger> failures = CacheBuilder.newBuilder().maximumSize(MOST_LOCKED)
            .expireAfterWrite(LOCKED_MINUTES, TimeUnit.MINUTES).build();

    public AgentPins(Delegator delegator) {
        this.rows = new Rows(delegator);
        this.userDirectory = new UserDirectory(delegator);
    }

    /** Whether this can be an agent number. */
    public static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** @return another user who has this agent number */
    public Optional<String> owner(String agentNumber, String exceptUser) {
        return Rows.first(rows.from(PIN).where(AGENT, agentNumber)).map(row -> row.getString(USER)).filter(user -> !user.equals(exceptUser));
    }

    /** Who has this agent number; nobody whose login is disabled. */
    public Optional<Person> owner(String agentNumber) {
        return (isNumber(agentNumber) ? Rows.first(rows.from(PIN).where(AGENT, agentNumber)) : Optional.<GenericValue>empty())
                .flatMap(this::person);
    }

    /** Keeps agent number and PIN of a user. @throws Rows.RowsUnavailableException when the database refuses */
    public void keep(String userLoginId, String agentNumber, String pin) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        try {
            SeparateTransaction.createOrStore(rows.delegator(), List.of(rows.delegator().makeValue(PIN,
                    Map.of(USER, userLoginId, AGENT, agentNumber, "pinHash", hash(pin, salt)))));
        } catch (GenericEntityException e) {
            throw new Rows.RowsUnavailableException(e);
        }
    }

    /** The user can't sign in at a phone any more. */
    public void forget(String userLoginId) {
        try {
            rows.delegator().removeByAnd(PIN, Map.of(USER, userLoginId));
        } catch (GenericEntityException e) {
            throw new Rows.RowsUnavailableException(e);
        }
    }

    /**
     * The user with this agent number and PIN, if neither number nor phone is locked.
     *
     * @param phone names the phone that asks
     */
    public Optional<Person> verify(String agentNumber, String pin, String phone) {
        List<AtomicInteger> attempts = Stream.of("p" + phone, "n" + agentNumber).limit(isNumber(agentNumber) ? 2 : 1).map(this::count).toList();
        // counted before the PIN is looked at, or of many at once each would be the first
        if (attempts.stream().map(AtomicInteger::incrementAndGet).filter(count -> count > ATTEMPTS).count() > 0) {
            return Optional.empty();
        }
        Optional<GenericValue> row = isNumber(agentNumber) ? Rows.first(rows.from(PIN).where(AGENT, agentNumber)) : Optional.empty();
        String[] kept = row.map(known -> known.getString("pinHash")).orElse(NOBODY).split(":");
        String made = hash(pin, Base64.getDecoder().decode(kept[0])).split(":")[1];
        boolean right = MessageDigest.isEqual(made.getBytes(StandardCharsets.US_ASCII), kept[1].getBytes(StandardCharsets.US_ASCII));
        if (row.isEmpty() || !right) {
            return Optional.empty();
        }
        attempts.forEach(AtomicInteger::decrementAndGet); // earlier ones still count
        return person(row.get());
    }

    private Optional<Person> person(GenericValue pin) {
        return Rows.one(rows.from("UserLogin").where(USER, pin.getString(USER))).filter(login -> !"N".equals(login.getString("enabled")))
                .map(userDirectory::person);
    }

    private AtomicInteger count(String key) {
        return failures.asMap().computeIfAbsent(key, any -> new AtomicInteger());
    }

    private static String hash(String pin, byte[] salt) {
        try {
            PBEKeySpec digits = new PBEKeySpec(pin.isEmpty() ? new char[] {' '} : pin.toCharArray(), salt, ITERATIONS, HASH_BITS);
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(digits).getEncoded();
            return Base64.getEncoder().encodeToString(salt) + ":" + Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no PBKDF2", e);
        }
    }
}
