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
package org.apache.ofbiz.asterisk.web.rest;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.ofbiz.entity.GenericValue;

/**
 * Remembers for a minute that a password was right, so that OFBiz doesn't write a row for each request. It keeps no password: only a keyed hash,
 * with a key that nobody has. A password that is changed counts at once. Thread-safe.
 */
final class PasswordMemory {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 1_000;
    private static final String ALGORITHM = "HmacSHA256";

    private record Known(String userLoginId, String currentPassword) {
    }

    private final SecretKeySpec key;
    private final Cache<String, Known> known;

    PasswordMemory(Clock clock) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
        this.known = CacheBuilder.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT.toMillis(), TimeUnit.MILLISECONDS)
                .ticker(ticker(clock)).build();
    }

    private static Ticker ticker(Clock clock) {
        return new Ticker() {
            @Override
            public long read() {
                return TimeUnit.MILLISECONDS.toNanos(clock.millis());
            }
        };
    }

    /** userLoginId of the user whose name and password these were a moment ago. */
    Optional<String> find(String name, String password) {
        return entry(name, password).map(Known::userLoginId);
    }

    /** Whether that is still so for this row. */
    boolean holds(GenericValue user, String name, String password) {
        return entry(name, password).filter(entry -> entry.currentPassword().equals(String.valueOf(user.getString("currentPassword")))).isPresent();
    }

    void keep(GenericValue user, String name, String password) {
        known.put(hash(name, password), new Known(user.getString("userLoginId"), String.valueOf(user.getString("currentPassword"))));
    }

    private Optional<Known> entry(String name, String password) {
        return Optional.ofNullable(known.getIfPresent(hash(name, password)));
    }

    private String hash(String name, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal((name.length() + ":" + name + password).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
