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
import org.apache.ofbiz.asterisk.call.Peer;

/** Groups, their members and the members' extensions. Thread-safe. */
public interface Roster {

    /** The enabled group of this id. */
    Optional<Group> group(String groupId);

    /** User logins of anyone who is a member of the group now. */
    List<String> members(String groupId);

    /** Groups that the user is a member of now. */
    List<Membership> memberships(String userLoginId);

    /** Extensions assigned to the user, disabled ones too, the preferred one first. */
    List<Peer> extensions(String userLoginId);

    /** @param role AGENT or SUPERVISOR */
    record Membership(Group group, String role) {

        /** Whether the user supervises the group. */
        public boolean isSupervisor() {
            return "SUPERVISOR".equals(role);
        }
    }
}
