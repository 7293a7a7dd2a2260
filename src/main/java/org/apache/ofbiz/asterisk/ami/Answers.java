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
package org.apache.ofbiz.asterisk.ami;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.asteriskjava.manager.response.ManagerResponse;

/** Answers of Asterisk 16 to 22 to our commands: a refusal is told by its English words, AMI has no codes. */
final class Answers {

    private Answers() {
    }

    static Result of(ManagerResponse response) {
        if (!"Error".equalsIgnoreCase(response.getResponse())) {
            return Result.SUCCESS;
        }
        String words = response.getMessage() == null ? "" : response.getMessage();
        return Result.failed(kind(words.toLowerCase(Locale.ROOT)), words);
    }

    /** The PBX's clock as an answer to a ping tells it, in seconds since 1970 with fractions; empty where it does not. */
    static Optional<Instant> clock(ManagerResponse pong) {
        try {
            return Optional.ofNullable(pong.getAttribute("Timestamp"))
                    .map(seconds -> Instant.ofEpochMilli(new BigDecimal(seconds.trim()).movePointRight(3).longValue()));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static Failure.Kind kind(String words) {
        if (words.contains("no such channel") || words.contains("channel does not exist") || words.contains("channel not up")) {
            return Failure.Kind.CHANNEL_GONE;
        }
        if (words.contains("extension does not exist")) {
            return Failure.Kind.NO_SUCH_EXTENSION;
        }
        return words.contains("permission denied") ? Failure.Kind.NOT_PERMITTED : Failure.Kind.REFUSED;
    }
}
