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
package org.apache.ofbiz.asterisk.acd.agents;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which users have a browser here, and how many. Not thread-safe. */
public final class BrowserSessions {

    private final Map<String, String> userOfSession = new HashMap<>();
    private final Map<String, Integer> sessionsOfUser = new HashMap<>();

    public void add(String sessionId, String user) {
        remove(sessionId);
        userOfSession.put(sessionId, user);
        sessionsOfUser.merge(user, 1, Integer::sum);
    }

    /** @return the user, where this was their last */
    public Optional<String> remove(String sessionId) {
        Optional<String> user = Optional.ofNullable(userOfSession.remove(sessionId));
        user.ifPresent(name -> sessionsOfUser.computeIfPresent(name, (key, count) -> count == 1 ? null : count - 1));
        return user.filter(name -> !isHere(name));
    }

    public boolean isHere(String user) {
        return sessionsOfUser.containsKey(user);
    }
}
