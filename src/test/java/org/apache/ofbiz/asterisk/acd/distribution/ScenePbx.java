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

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.call.claims.SharedClaims;
import org.apache.ofbiz.asterisk.call.monitor.Monitoring;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;

/** The PBX of a scene: what it is asked for is written down in {@link #log}, and answered as the test says. */
abstract class ScenePbx extends SceneNews implements PbxDirectory, PbxCommands {

    // Tests read and set these freely. ALLOW PUBLIC FIELDS
    /** What the PBX answers; a test can answer late, or badly. */
    CompletableFuture<Result> pbxAnswer = CompletableFuture.completedFuture(Result.SUCCESS);
    boolean pbxKnown = true;
    SharedClaims shared = SharedClaims.NONE;
    /** By peerId; of others nothing is known. */
    final Map<String, Boolean> registrations = new HashMap<>();
    final Map<String, PeerStates.State> phones = new HashMap<>();
    // FORBID PUBLIC FIELDS

    @Override
    public CompletionStage<Result> originate(Originate request) {
        log.add("ORIGINATE " + request.extension() + " to " + request.number() + "@" + request.context() + " " + request.variables());
        return pbxAnswer;
    }

    @Override
    public CompletionStage<Result> redirect(Redirect request) {
        Map<String, String> variables = request.variables();
        log.add("REDIRECT " + request.channelName() + " to " + request.extension() + "@" + request.context() + (variables.containsKey("OFBIZ_TARGET")
                ? " of " + variables.get("OFBIZ_TARGET") + "@" + variables.get("OFBIZ_CONTEXT") : "")
                + (request.firstInQueue() ? ":" + request.priority() + " as the first" : ""));
        return pbxAnswer;
    }

    @Override
    public CompletionStage<Result> hangup(String channelName) {
        log.add("HANGUP " + channelName);
        return pbxAnswer;
    }

    @Override
    public CompletionStage<Result> startRecording(String channelName, String file) {
        log.add("RECORD " + channelName + " into " + file);
        return pbxAnswer;
    }

    @Override
    public CompletionStage<Result> act(ChannelCommand command) {
        log.add("ACT " + command);
        return pbxAnswer;
    }

    @Override
    public CompletionStage<Result> monitor(Monitoring request) {
        log.add("MONITOR " + request.heard() + " " + request.mode() + " at " + request.phone());
        return pbxAnswer;
    }

    @Override
    public void putThrough(CallEvent.Transferred transfer) {
        log.add("PUT THROUGH " + transfer);
    }

    @Override
    public void consent(CallEvent.ConsentTold told) {
        log.add("CONSENT " + told.consent() + " at " + told.channel().name());
    }

    @Override
    public void help(CallEvent.HelpAsked asked) {
        log.add("HELP " + asked.asked());
    }

    @Override
    public CompletionStage<Map<String, Presence>> contexts(Collection<String> names) {
        return CompletableFuture.completedFuture(Map.of());
    }

    @Override
    public Optional<PbxCommands> commands(String serverId) {
        return pbxKnown ? Optional.of(this) : Optional.empty();
    }

    @Override
    public Optional<Boolean> registered(Peer extension) {
        return Optional.ofNullable(registrations.get(extension.peerId()));
    }

    @Override
    public PeerStates.State state(Peer extension) {
        return phones.getOrDefault(extension.peerId(), PeerStates.State.IDLE);
    }

    @Override
    public boolean connected(String serverId) {
        return pbxKnown;
    }

    @Override
    public SharedClaims claims() {
        return shared;
    }

    @Override
    public Optional<Numbering> numbering(String serverId) {
        return Optional.of(new TestNumbering());
    }
}
