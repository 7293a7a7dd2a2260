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
package org.apache.ofbiz.asterisk.acd.distribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.Extension;
import org.apache.ofbiz.asterisk.call.Peer;

/** What listeners of the call distributor, and the PBX, were told: one line of text for each. */
abstract class SceneNews implements AcdListener {

    // Tests read these freely. ALLOW PUBLIC FIELDS
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    /** What agents were told of themselves, of their phones and of the PBX; apart, since most tests do not speak of it. */
    final List<String> agentLog = Collections.synchronizedList(new ArrayList<>());
    // FORBID PUBLIC FIELDS

    /** What happened since this was last asked; the order of users in one line is alphabetical. */
    public List<String> news() {
        synchronized (log) {
            List<String> news = List.copyOf(log);
            log.clear();
            return news;
        }
    }

    /** How many lines of news begin so. */
    public long told(String beginning) {
        return List.copyOf(log).stream().filter(line -> line.startsWith(beginning)).count();
    }

    @Override
    public void offered(Offer offer, List<String> users) {
        log.add("NC " + offer.callId() + " to " + new TreeSet<>(users)
                + offer.again().map(again -> " again: " + again.by().name() + " " + again.outcome()).orElse(""));
    }

    @Override
    public void offerChanged(Offer offer, List<String> users) {
        log.add("NC " + offer.callId() + " to " + new TreeSet<>(users) + " with " + offer.earlier().orElseThrow().count() + " earlier calls");
    }

    @Override
    public void withdrawn(Withdrawal withdrawal, List<String> users, Optional<String> exceptSession) {
        log.add("OC " + withdrawal.callId() + " " + withdrawal.reason() + withdrawal.by().map(by -> " by " + by.name()).orElse("")
                + " to " + new TreeSet<>(users) + exceptSession.map(session -> " except " + session).orElse(""));
    }

    @Override
    public void callChanged(UserCall call, String user) {
        log.add("CALL " + call.call().callId() + " " + call.state() + call.outcome().map(outcome -> " " + outcome).orElse("") + " for " + user);
    }

    @Override
    public void ringStopped(String serverId, String user) {
        agentLog.add("ring stopped for " + user + " at " + serverId);
    }

    @Override
    public void agentChanged(AgentState agent, String user) {
        agentLog.add(user + " " + agent.status() + agent.choice().reason().map(reason -> " " + reason.id()).orElse(""));
    }

    @Override
    public void extensionsChanged(List<Extension> own, Optional<Peer> current, String user) {
        agentLog.add(user + " phones " + own.stream().map(phone -> phone.peer().name() + " " + phone.state()).toList()
                + current.map(peer -> " rings " + peer.name()).orElse(""));
    }

    @Override
    public void pbxChanged(boolean connected, List<String> users) {
        agentLog.add((connected ? "PBX there for " : "PBX away for ") + new TreeSet<>(users));
    }

    /** What agents were told since this was last asked. */
    List<String> agentNews() {
        synchronized (agentLog) {
            List<String> news = List.copyOf(agentLog);
            agentLog.clear();
            return news;
        }
    }
}
