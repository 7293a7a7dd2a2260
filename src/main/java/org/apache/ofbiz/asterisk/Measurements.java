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
package org.apache.ofbiz.asterisk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ServerFigures.Folder;
import org.apache.ofbiz.asterisk.ServerFigures.Folder.Access;
import org.apache.ofbiz.asterisk.call.PbxCommands.Presence;
import org.apache.ofbiz.asterisk.crm.SetUp;
import org.apache.ofbiz.asterisk.crm.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;

/**
 * Takes the figures of the diagnostics page where they are: counters in memory, the admins' records, folders. Of the PBX only the
 * contexts are asked, all servers at once; one that does not answer soon is not waited for. Thread-safe.
 */
final class Measurements {

    private static final String MODULE = Measurements.class.getName();
    /** A PBX that is well answers within milliseconds; the page must not wait for one that is not. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Delegator delegator;

    Measurements(Delegator delegator) {
        this.delegator = delegator;
    }

    Diagnosis take(Instant now) {
        Optional<CallCenter> callCenter = callCenter();
        HouseFigures house = callCenter.map(running -> running.houseFigures(Versions.find()))
                .orElseGet(() -> HouseFigures.stopped(Versions.find()));
        return new Diagnosis(Stream.concat(servers(callCenter, now).stream(), HouseDiagnosis.of(house).stream()).toList());
    }

    /** Without the database nobody knows which servers there are; the rest is told all the same. */
    private List<Diagnosis.Section> servers(Optional<CallCenter> callCenter, Instant now) {
        List<SetUp.Server> known;
        try {
            known = new SetUp(delegator, Settings.of(delegator)).servers();
        } catch (RuntimeException e) {
            Debug.logError(e, "The servers could not be read", MODULE);
            return List.of(HouseDiagnosis.noDatabase());
        }
        Map<String, ServerFigures.Link> links = callCenter.map(Measurements::links).orElse(Map.of());
        return known.stream()
                .map(server -> new ServerFigures(server, Optional.ofNullable(links.get(server.serverId())), folder(server.recordings())))
                .map(figures -> ServerDiagnosis.of(figures, now)).toList();
    }

    private static Map<String, ServerFigures.Link> links(CallCenter callCenter) {
        Map<String, ServerFigures.Link> links = new HashMap<>(callCenter.linkFigures());
        Map<String, CompletableFuture<Map<String, Presence>>> asked = new HashMap<>();
        links.forEach((serverId, link) -> asked.put(serverId, callCenter.contexts(serverId).toCompletableFuture()
                .copy().completeOnTimeout(Map.of(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)));
        links.replaceAll((serverId, link) -> link.withContexts(asked.get(serverId).join()));
        return links;
    }

    /** Without asterisk-java the call centre does not even load; that is what the page is to say. */
    private Optional<CallCenter> callCenter() {
        try {
            return CallCenter.of(delegator);
        } catch (LinkageError e) {
            Debug.logInfo("The call centre is not there to be asked: " + e, MODULE);
            return Optional.empty();
        }
    }

    /** Of a folder that may hold no recordings, nothing is told: not even whether it is there. */
    static Folder folder(Path path) {
        if (!SetUp.mayHoldRecordings(path)) {
            return new Folder(path.toString(), Access.NOT_ALLOWED);
        }
        if (!Files.exists(path)) {
            return new Folder(path.toString(), Access.MISSING);
        }
        boolean usable = Files.isDirectory(path) && Files.isReadable(path) && Files.isExecutable(path);
        return new Folder(path.toString(), usable ? Access.READABLE : Access.UNREADABLE);
    }
}
