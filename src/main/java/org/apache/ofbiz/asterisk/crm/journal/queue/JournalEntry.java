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
 * One line of a file of the queue: a call as it was told, or a claim of it, or neither, which says that all of this call up to this
 * number is in the database.
 *
 * @param number rises with each line, over all files: of two lines about the same call the higher one is the newer one
 * @param fencing under which number of the server's lease it was told; empty with one node
 */
record JournalEntry(long number, String callId, Optional<PhoneCall> call, Optional<JournaledClaim> claim, Optional<Long> fencing) {

    static JournalEntry of(long number, PhoneCall call, Optional<Long> fencing) {
        return new JournalEntry(number, call.callId(), Optional.of(call), Optional.empty(), fencing);
    }

    static JournalEntry of(long number, String callId, JournaledClaim claim, Optional<Long> fencing) {
        return new JournalEntry(number, callId, Optional.empty(), Optional.of(claim), fencing);
    }

    static JournalEntry written(long number, String callId) {
        return new JournalEntry(number, callId, Optional.empty(), Optional.empty(), Optional.empty());
    }

    boolean isWritten() {
        return call.isEmpty() && claim.isEmpty();
    }
}
