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
package org.apache.ofbiz.asterisk.acd.queues;

/** How an agent is in one queue, as the PBX confirmed it. */
public record QueueStanding(String groupId, String queue, State state) {

    /** PENDING states end with the PBX's event. */
    public enum State {
        MEMBER, PAUSED, JOIN_PENDING, PAUSE_PENDING, RESUME_PENDING,
        /** Somebody removed the agent from this queue on the PBX; they join it again with the next sign-in. */
        REMOVED_ON_PBX,
        /** The PBX refused: see the log. */
        REFUSED,
        /** The PBX isn't connected. */
        UNKNOWN
    }
}
