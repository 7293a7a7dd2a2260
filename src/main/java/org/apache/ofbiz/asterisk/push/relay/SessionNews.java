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
package org.apache.ofbiz.asterisk.push.relay;

import java.time.Instant;

/** What happens to the HTTP sessions of users and holds on every node. */
public sealed interface SessionNews {

    /** Pages of the user are locked. @param since begin of the pause */
    record Locked(String userLoginId, Instant since) implements SessionNews {
    }

    /** The user has given the password in this HTTP session. */
    record Unlocked(String userLoginId, String httpSessionId) implements SessionNews {
    }

    /** The user has logged out of a locked page. */
    record Left(String userLoginId) implements SessionNews {
    }

    /** The HTTP session is over. */
    record Ended(String httpSessionId) implements SessionNews {
    }

    /** A login has given the HTTP session another id. */
    record Renamed(String oldId, String newId) implements SessionNews {
    }

    /** The node is gone, and with it all its HTTP sessions, whose names begin with its own. */
    record NodeGone(String nodeId) implements SessionNews {
    }
}
