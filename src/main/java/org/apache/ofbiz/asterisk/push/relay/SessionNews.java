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

    /** Calls the method of {@code handler} for this kind. */
    void dispatch(Handler handler);

    /** One method per kind, so that a new kind does not compile until it is handled. */
    interface Handler {
        void locked(Locked news);
        void unlocked(Unlocked news);
        void left(Left news);
        void ended(Ended news);
        void renamed(Renamed news);
        void nodeGone(NodeGone news);
    }

    /** Pages of the user are locked. @param since begin of the pause */
    record Locked(String userLoginId, Instant since) implements SessionNews {
        @Override
        public void dispatch(Handler handler) {
            handler.locked(this);
        }
    }

    /** The user has given the password in this HTTP session. */
    record Unlocked(String userLoginId, String httpSessionId) implements SessionNews {
        @Override
        public void dispatch(Handler handler) {
            handler.unlocked(this);
        }
    }

    /** The user has logged out of a locked page. */
    record Left(String userLoginId) implements SessionNews {
        @Override
        public void dispatch(Handler handler) {
            handler.left(this);
        }
    }

    /** The HTTP session is over. */
    record Ended(String httpSessionId) implements SessionNews {
        @Override
        public void dispatch(Handler handler) {
            handler.ended(this);
        }
    }

    /** A login has given the HTTP session another id. */
    record Renamed(String oldId, String newId) implements SessionNews {
        @Override
        public void dispatch(Handler handler) {
            handler.renamed(this);
        }
    }

    /** The node is gone, and with it all its HTTP sessions, whose names begin with its own. */
    record NodeGone(String nodeId) implements SessionNews {
        @Override
        public void dispatch(Handler handler) {
            handler.nodeGone(this);
        }
    }
}
