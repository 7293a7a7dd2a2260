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
package org.apache.ofbiz.asterisk.push;

import java.time.Duration;
import java.util.Set;

/**
 * How the socket behaves.
 *
 * @param uniqueUserSession a newer session of a user replaces the older ones
 * @param allowedOrigins    origins besides the server's own, e.g. {@code https://crm.example.com}, as the setting allowedOrigins names them
 * @param pingEvery         keep-alive; a browser that has not been heard of for two and a half times as long is let go
 * @param messagesPerSecond what a browser may send in the long run; three times as many at once
 * @param outboxLimit       answers that may wait for a slow browser; newer news replaces older, so it has a bound of its own
 * @param limits            bounds for a single user
 */
public record PushSettings(boolean uniqueUserSession, Set<String> allowedOrigins, Duration pingEvery, int messagesPerSecond, int outboxLimit,
                           Limits limits) {

    /** Characters of the longest message that a browser may send; a longer one closes the socket with 1009. */
    public static final int LONGEST_MESSAGE = 8 * 1024;

    /**
     * Bounds for a single user, so that nobody takes from others.
     *
     * @param socketsPerSession of one HTTP session; the oldest is closed
     * @param socketsPerUser    of one user in all sessions; the oldest is closed
     * @param rightsEvery       after so long at most a right that is gone closes the socket
     * @param drainWithin       a browser that has not taken one message in this time is let go
     */
    public record Limits(int socketsPerSession, int socketsPerUser, Duration rightsEvery, Duration drainWithin) {

        /** A browser has one socket for all its tabs; a user some browsers. */
        public static final Limits DEFAULT = new Limits(10, 30, Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    public PushSettings {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** The two that an admin sets, the rest as measured to be right for browsers. */
    public static PushSettings of(boolean uniqueUserSession, Set<String> allowedOrigins) {
        return new PushSettings(uniqueUserSession, allowedOrigins, Duration.ofSeconds(25), 20, 200, Limits.DEFAULT);
    }
}
