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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.Extension;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.call.Peer;

/**
 * Tells each user who is there what their phones do, and whether their PBX can be reached, when that changes. It looks, from memory, at
 * what the connections know: a thousand phones are a thousand look-ups in a map. Not thread-safe: {@link CallDistributor} calls it under its lock.
 */
public final class PhoneWatch {

    /** What a user was told last. */
    public record Told(List<Extension> extensions, Optional<Peer> current, Optional<Boolean> pbx) {
    }

    private final PbxDirectory pbxes;
    private final Map<String, Told> told = new HashMap<>();
    /** Server of the first group of each user: of one without extension. */
    private final Map<String, String> serverOfGroup = new HashMap<>();

    public PhoneWatch(PbxDirectory pbxes) {
        this.pbxes = pbxes;
    }

    /** The user has come: what they are told now. */
    public Told arrives(Agent agent, List<AgentDirectory.Membership> memberships) {
        memberships.stream().findFirst().ifPresentOrElse(first -> serverOfGroup.put(agent.userLoginId(), first.group().serverId()), () ->
                serverOfGroup.remove(agent.userLoginId()));
        Told now = now(agent);
        told.put(agent.userLoginId(), now);
        return now;
    }

    /** @param tell is told each change */
    public void look(List<Agent> here, Consumer<Consumer<AcdListener>> tell) {
        Map<Boolean, List<String>> pbx = new TreeMap<>();
        for (Agent agent : here) {
            String user = agent.userLoginId();
            Told before = told.get(user);
            Told now = now(agent);
            told.put(user, now);
            if (before != null && !(before.extensions().equals(now.extensions()) && before.current().equals(now.current()))) {
                tell.accept(listener -> listener.extensionsChanged(now.extensions(), now.current(), user));
            }
            if (before != null && !before.pbx().equals(now.pbx())) {
                now.pbx().ifPresent(connected -> pbx.merge(connected, List.of(user), PhoneWatch::both));
            }
        }
        pbx.forEach((connected, users) -> tell.accept(listener -> listener.pbxChanged(connected, users)));
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private Told now(Agent agent) {
        List<Extension> extensions = agent.phones().inOrder().stream().filter(peer -> peer.enabled() && peer.type() == Peer.Type.EXTENSION)
                .map(peer -> new Extension(peer, pbxes.state(peer))).toList();
        Optional<Peer> current = agent.phones().current();
        return new Told(extensions, current, current.map(Peer::serverId)
                .or(() -> Optional.ofNullable(serverOfGroup.get(agent.userLoginId()))).map(pbxes::connected));
    }
}
