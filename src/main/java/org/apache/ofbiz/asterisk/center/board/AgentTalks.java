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
package org.apache.ofbiz.asterisk.center.board;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.board.AgentFigures;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** Whom agents talk with. Thread-safe. */
public final class AgentTalks implements AcdListener {

    /** By userLoginId, by callId; of users who are in no call nothing is kept. */
    private final Map<String, Map<String, AgentFigures.Current>> calls = new ConcurrentHashMap<>();
    private volatile Consumer<String> listener = user -> { };

    /** @param changed told of each user whose state or calls changed; must not block */
    void whenChanged(Consumer<String> changed) {
        listener = changed;
    }

    /** The call that they talk in before one that is on hold; empty where they are in none. */
    Optional<AgentFigures.Current> of(String userLoginId) {
        return calls.getOrDefault(userLoginId, Map.of()).values().stream()
                .min((one, other) -> one.held() == other.held() ? one.callId().compareTo(other.callId()) : Boolean.compare(one.held(), other.held()));
    }

    @Override
    public void callChanged(UserCall call, String userLoginId) {
        String callId = call.call().callId();
        calls.compute(userLoginId, (user, before) -> {
            Map<String, AgentFigures.Current> all = new HashMap<>(before == null ? Map.of() : before);
            if (call.state() == PhoneCall.State.ENDED) {
                all.remove(callId);
            } else {
                all.put(callId, new AgentFigures.Current(callId, nameOf(call.caller()), call.call().groupId(),
                        call.state() == PhoneCall.State.HELD));
            }
            return all.isEmpty() ? null : Map.copyOf(all);
        });
        listener.accept(userLoginId);
    }

    private static String nameOf(CallerDirectory.Caller caller) {
        return caller.matches().size() == 1 ? caller.matches().get(0).name() : caller.display();
    }

    @Override
    public void agentChanged(AgentState agent, String userLoginId) {
        listener.accept(userLoginId);
    }
}
