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

import java.util.Optional;

/** Other OFBiz nodes, as browsers of this one need them. Thread-safe; never waits. */
public interface Elsewhere {

    /** With one node. */
    Elsewhere NOWHERE = new Elsewhere() {
        @Override
        public Optional<String> host(String userLoginId) {
            return Optional.empty();
        }

        @Override
        public void opened(Guest guest, String host) {
            // never
        }

        @Override
        public void says(String sessionId, String text) {
            // never
        }

        @Override
        public void closed(String sessionId) {
            // never
        }

        @Override
        public void tell(SessionNews news) {
            // nobody is there
        }
    };

    /** The node that has the calls of this user and can be reached; empty for this one. */
    Optional<String> host(String userLoginId);

    /** A browser is here whose user's calls {@code host} has: what that has to say is relayed to it from now on. */
    void opened(Guest guest, String host);

    /** That browser asks something. */
    void says(String sessionId, String text);

    /** That browser is gone. */
    void closed(String sessionId);

    /** Something has happened here that all nodes are to know. */
    void tell(SessionNews news);
}
