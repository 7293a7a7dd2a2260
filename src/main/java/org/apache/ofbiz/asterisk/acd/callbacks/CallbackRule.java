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
package org.apache.ofbiz.asterisk.acd.callbacks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often a customer is called automatically.
 *
 * @param attempts   calls at most, 1 or more
 * @param retryAfter between two of them
 */
public record CallbackRule(int attempts, Duration retryAfter) {

    public static final int USUAL_ATTEMPTS = 3;
    public static final int USUAL_MINUTES = 15;

    /** When a customer is called again who didn't answer; empty where the callback is left to agents. @param made calls so far */
    public Optional<Instant> next(int made, Instant now) {
        return made < attempts ? Optional.of(now.plus(retryAfter)) : Optional.empty();
    }
}
