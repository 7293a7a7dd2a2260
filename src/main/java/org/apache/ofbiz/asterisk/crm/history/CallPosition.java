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

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A place in the list of calls, the newest first: after the call that began then and has this key. It stays where it is, whatever
 * calls come and go, which a row number would not. Immutable.
 *
 * @param phoneCallId empty for the place after all calls that began at this moment or later
 */
public record CallPosition(Instant startedAt, String phoneCallId) {

    private static final char BETWEEN = '/';

    /** The place as a page names it to the server; empty for what is none. */
    public static Optional<CallPosition> read(String text) {
        int slash = text.indexOf(BETWEEN);
        if (slash < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CallPosition(Instant.parse(text.substring(0, slash)), text.substring(slash + 1)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What {@link #read} reads. */
    public String text() {
        return startedAt.toString() + BETWEEN + phoneCallId;
    }
}
