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
package org.apache.ofbiz.asterisk.center.nodes;

import java.time.Duration;
import java.util.Optional;

/** Rows of claims in the shared database. Each call is one statement, and is committed when it returns. Throws when the database doesn't answer. */
interface ClaimStore {

    /** Replaces the call's row by this one, if there is one that this one comes {@link ClaimRow#after after}. @return whether it did */
    boolean replaceOlder(ClaimRow claim);

    /** @return false where the call has a row */
    boolean create(ClaimRow claim);

    Optional<ClaimRow> find(String phoneCallId);

    /** Whether this node holds the server's lease under this number, as the database has it. */
    boolean holds(String serverId, String nodeId, long fencing);

    /** Removes the call's row, if it is of this node, this number, and this turn or one before. */
    void remove(String phoneCallId, String nodeId, long fencing, long turn);

    /** Removes rows that were written so long ago, by this node's clock. */
    void removeOlderThan(Duration age);
}
