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
package org.apache.ofbiz.asterisk.acd;

import java.util.List;
import java.util.Optional;

/**
 * Who works here. Implemented by {@code crm}. What {@link Roster} declares is answered from the database, as it is now: for what users ask,
 * which needs the rights of this moment. Never asked on the call thread. Thread-safe.
 */
public interface AgentDirectory extends Roster {

    /**
     * The same from memory, for offers: as fresh as the last change that was noticed. Without memory, the database's.
     */
    default Roster roster() {
        return this;
    }

    /** Why somebody may take a pause, in the order in which they are listed. */
    List<PauseReason> pauseReasons();

    /** What was kept of this agent; empty for one who never said anything. */
    Optional<SavedAgent> recall(String userLoginId);

    /**
     * Keeps what this agent said.
     *
     * @throws RuntimeException when the database does not take it
     */
    void keep(String userLoginId, SavedAgent agent);
}
