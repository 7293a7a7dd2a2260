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
package org.apache.ofbiz.asterisk.crm.privacy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.entity.GenericValue;

/**
 * What is kept of a person.
 *
 * @param partyId       empty for a person of whom only a number is known
 * @param numbers       theirs alone
 * @param sharedNumbers contactMechIds of numbers that others have, too
 * @param ownNumbers    contactMechIds of the numbers that are theirs alone
 * @param calls         PhoneCall rows that were with them
 * @param mentions      rows of other calls that hold one of the numbers, by entity
 * @param others        rows that are about the person alone, by entity
 * @param tasks         WorkEffort rows
 * @param files         recordings that are named after a number and belong to no call
 */
record PersonData(Optional<String> partyId, PersonNumbers numbers, List<String> sharedNumbers, List<String> ownNumbers, List<GenericValue> calls,
                  Map<String, List<GenericValue>> mentions, Map<String, List<GenericValue>> others, List<GenericValue> tasks, List<Path> files) {

    /** How many there are of what. */
    Map<String, Long> counts(long recordings, long held) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("callCount", (long) calls.size());
        counts.put("recordingCount", recordings + files.size());
        counts.put("mentionCount", size(mentions));
        counts.put("callbackCount", size(others, "AsteriskCallbackTask"));
        counts.put("correctionCount", size(others, "AsteriskCallerCorrection") + size(others, "AsteriskIgnoredNumber"));
        counts.put("speedDialCount", size(others, "AsteriskSpeedDial"));
        counts.put("taskCount", (long) tasks.size());
        counts.put("numberCount", (long) ownNumbers.size());
        counts.put("heldCount", held);
        return counts;
    }

    private static long size(Map<String, List<GenericValue>> rows) {
        return rows.values().stream().mapToLong(List::size).sum();
    }

    private static long size(Map<String, List<GenericValue>> rows, String entity) {
        return rows.getOrDefault(entity, List.of()).size();
    }
}
