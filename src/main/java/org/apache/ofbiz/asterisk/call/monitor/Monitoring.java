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
package org.apache.ofbiz.asterisk.call.monitor;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A phone is to ring and, once it answers, to hear a channel that talks. The channel's name tells anyone who follows the PBX what it is for, so that
 * it is no call of its own, whatever becomes of it.
 *
 * @param channelId as {@link #channelId} gives it
 * @param phone     dial string of the supervisor's phone
 * @param heard     name of the agent's channel; the supervisor hears both sides of it
 * @param ringFor   how long the phone may ring, 1 s to 300 s
 */
public record Monitoring(Mode mode, String channelId, String phone, String heard, String callerIdNumber, String callerIdName, Duration ringFor,
                         Map<String, String> variables) {

    /** Begins the unique id of each such channel. */
    private static final String PREFIX = "ofbiz-monitor-";

    public Monitoring {
        variables = Map.copyOf(variables);
    }

    /** How the supervisor takes part. */
    public enum Mode {
        /** Hears both sides, and nobody hears them. */
        LISTEN(""),
        /** The agent hears them, too; the customer doesn't. */
        WHISPER("w"),
        /** Both sides hear them. */
        BARGE("B");

        private final String option;

        Mode(String option) {
            this.option = option;
        }

        /** Options of ChanSpy: this very channel, no beep, and the phone is free again when the channel hangs up. */
        public String options() {
            return "uqES" + option;
        }

        /** Empty for what is no mode. */
        public static Optional<Mode> named(String name) {
            return Arrays.stream(values()).filter(mode -> mode.name().equals(name)).findFirst();
        }
    }

    /** @param unique differs for each request */
    public static String channelId(Mode mode, String unique) {
        return PREFIX + mode.name().toLowerCase(Locale.ROOT) + '-' + unique;
    }

    /** What the channel of this unique id is for; empty for all others. */
    public static Optional<Mode> of(String uniqueId) {
        return uniqueId.startsWith(PREFIX) ? Arrays.stream(Mode.values())
                .filter(mode -> uniqueId.startsWith(channelId(mode, ""))).findFirst() : Optional.empty();
    }
}
