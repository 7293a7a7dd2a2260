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
package org.apache.ofbiz.asterisk.center;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.Extension;
import org.apache.ofbiz.asterisk.call.Peer;

/** Hears that an agent, their extensions or their calls changed. */
final class AgentChanges implements AcdListener {

    private final Runnable changed;
    private final Runnable calls;
    private final BiConsumer<String, String> ringStopped;

    /** @param ringStopped by serverId and userLoginId */
    AgentChanges(Runnable changed, Runnable calls, BiConsumer<String, String> ringStopped) {
        this.changed = changed;
        this.calls = calls;
        this.ringStopped = ringStopped;
    }

    @Override
    public void ringStopped(String serverId, String userLoginId) {
        ringStopped.accept(serverId, userLoginId);
    }

    @Override
    public void callChanged(UserCall call, String userLoginId) {
        calls.run();
    }

    @Override
    public void agentChanged(AgentState agent, String userLoginId) {
        changed.run();
    }

    @Override
    public void extensionsChanged(List<Extension> extensions, Optional<Peer> current, String userLoginId) {
        changed.run();
    }
}
