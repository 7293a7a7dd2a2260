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
package org.apache.ofbiz.asterisk.health;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.ami.ManagerRights;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionHealth;
import org.apache.ofbiz.asterisk.call.PbxCommands.Presence;
import org.apache.ofbiz.asterisk.crm.directory.ServerSetup;

/**
 * What was measured of one server. Empty is what nobody has measured.
 *
 * @param setUp what admins wrote down
 * @param link  empty while the call center does not run, or does not know the server
 */
public record ServerMetrics(ServerSetup.Server setUp, Optional<Link> link, Folder recordings) {

    /**
     * The connection to the server.
     *
     * @param backlog    events that wait for the call thread
     * @param rights     what the AMI user may do
     * @param contexts   whether a context is in the PBX's dialplan, by its name there; what was not checked is missing
     * @param registered extensions that are registered on the PBX now
     * @param standby    which PBX is used; empty for a server without a standby
     */
    public record Link(ConnectionHealth health, int backlog, Optional<ManagerRights> rights, Heard heard, Map<String, Boolean> contexts,
                Optional<Long> registered, Optional<StandbyMetrics> standby) {
        public Link {
            contexts = Map.copyOf(contexts);
        }

        /** Of a server with one PBX. */
        public Link(ConnectionHealth health, int backlog, Optional<ManagerRights> rights, Heard heard, Map<String, Boolean> contexts,
                    Optional<Long> registered) {
            this(health, backlog, rights, heard, contexts, registered, Optional.empty());
        }

        public Link withContexts(Map<String, Presence> found) {
            Map<String, Boolean> known = found.entrySet().stream().filter(context -> context.getValue() != Presence.UNKNOWN)
                    .collect(Collectors.toMap(Map.Entry::getKey, context -> context.getValue() == Presence.THERE));
            return new Link(health, backlog, rights, heard, known, registered, standby);
        }
    }

    /** When the last event of a kind came since the login, and when the PBX last took a call from us. */
    public record Heard(Optional<Instant> call, Optional<Instant> queue, Optional<Instant> user, Optional<Instant> originated) {
        public static final Heard NOTHING = new Heard(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A recordings folder. */
    public record Folder(String path, Access access) {
        /** How OFBiz may use it. */
        public enum Access {
            READABLE, MISSING, UNREADABLE, NOT_ALLOWED
        }
    }
}
