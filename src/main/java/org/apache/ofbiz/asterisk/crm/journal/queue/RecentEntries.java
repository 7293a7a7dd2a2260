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
package org.apache.ofbiz.asterisk.crm.journal.queue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The newest lines as they were told: a database that keeps up takes them from here, and what it doesn't find is read from the files. A few
 * only, since a long outage is to cost disk, not heap. Guarded by the queue's lock.
 */
final class RecentEntries {

    /** A long call takes about 10 kB. */
    private static final int MOST = 500;

    private final Map<Long, JournalEntry> byNumber = new LinkedHashMap<>();

    void add(JournalEntry line) {
        byNumber.put(line.number(), line);
        if (byNumber.size() > MOST) {
            byNumber.remove(byNumber.keySet().iterator().next());
        }
    }

    /**
     * Gives the line away.
     *
     * @param text where it stands, if it isn't here any more; empty where there is none
     */
    Line take(long number, Supplier<byte[]> text) {
        Optional<JournalEntry> told = Optional.ofNullable(byNumber.remove(number));
        return new Line(told, told.isPresent() ? new byte[0] : text.get());
    }

    /** As it was told, or its text, which is read outside the lock. */
    record Line(Optional<JournalEntry> told, byte[] text) {

        /** Empty where there is none, or where it can't be read. */
        Optional<JournalEntry> entry() {
            return told.isPresent() || text.length == 0 ? told : JournalEntryText.read(Arrays.copyOf(text, text.length - 1));
        }
    }
}
