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

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * One line of a file of the queue: a call as it was told, or a claim of it, or neither, which says that what was told of this call up to
 * this number, and its claims up to {@code claimNumber}, are in the database. Claim and call are told by different threads, and the one
 * with the lower number can come later.
 *
 * @param number      rises with each call and claim that is told, over all files: of two lines about the same call the higher one is the
 *                    newer one
 * @param fencing     under which number of the server's lease it was told; empty with one node
 * @param claimNumber empty for calls and claims, and where an earlier version wrote the line, which meant {@code number} for both
 */
record JournalEntry(long number, String callId, Optional<PhoneCall> call, Optional<JournaledClaim> claim, Optional<Long> fencing,
                    Optional<Long> claimNumber) {

    static JournalEntry of(long number, PhoneCall call, Optional<Long> fencing) {
        return new JournalEntry(number, call.callId(), Optional.of(call), Optional.empty(), fencing, Optional.empty());
    }

    static JournalEntry of(long number, String callId, JournaledClaim claim, Optional<Long> fencing) {
        return new JournalEntry(number, callId, Optional.empty(), Optional.of(claim), fencing, Optional.empty());
    }

    /** @param claimNumber like {@code number}, of the claim; 0 where none is written */
    static JournalEntry written(String callId, long number, long claimNumber) {
        return new JournalEntry(number, callId, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(claimNumber));
    }

    /** Of calls, claims and what is written the highest number. */
    long highest() {
        return Math.max(number, claimNumber.orElse(0L));
    }

    boolean isWritten() {
        return call.isEmpty() && claim.isEmpty();
    }
}
