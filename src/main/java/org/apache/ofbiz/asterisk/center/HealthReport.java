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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.PbxCommands.Presence;
import org.apache.ofbiz.asterisk.center.relay.BrokerState;
import org.apache.ofbiz.asterisk.center.relay.Relays;
import org.apache.ofbiz.asterisk.crm.directory.ServerSetup;
import org.apache.ofbiz.asterisk.crm.quality.CallQuality;
import org.apache.ofbiz.asterisk.crm.recordings.KeyRows;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFiles;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.health.EncryptionHealth;
import org.apache.ofbiz.asterisk.health.HealthCheck;
import org.apache.ofbiz.asterisk.health.NodeHealth;
import org.apache.ofbiz.asterisk.health.ServerMetrics;
import org.apache.ofbiz.asterisk.health.ServerMetrics.Folder;
import org.apache.ofbiz.asterisk.health.ServerMetrics.Folder.Access;
import org.apache.ofbiz.asterisk.health.SoundHealth;
import org.apache.ofbiz.asterisk.health.SystemHealth;
import org.apache.ofbiz.asterisk.health.SystemMetrics;
import org.apache.ofbiz.asterisk.health.Versions;
import org.apache.ofbiz.asterisk.health.metrics.MetricFamily;
import org.apache.ofbiz.asterisk.health.metrics.NodeMetrics;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;

/**
 * Takes the figures of the diagnostics page where they are: counters in memory, the admins' records, folders. Of the PBX only the
 * contexts are asked, all servers at once; one that does not answer soon is not waited for. Thread-safe.
 */
public final class HealthReport {

    private static final String MODULE = HealthReport.class.getName();
    /** A PBX that is well answers within milliseconds; the page must not wait for one that is not. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Delegator delegator;

    public HealthReport(Delegator delegator) {
        this.delegator = delegator;
    }

    public HealthCheck take(Instant now) {
        Optional<CallCenter> callCenter = callCenter();
        SystemMetrics system = callCenter.map(running -> running.systemMetrics(Versions.find(), true))
                .orElseGet(() -> SystemMetrics.stopped(Versions.find()));
        Settings settings = callCenter.isPresent() ? CallCenter.settings(delegator) : Settings.of(delegator);
        List<NodeHealth.Node> nodes = callCenter.map(HealthReport::nodes).orElse(List.of());
        Optional<HealthCheck.Section> shared = callCenter.filter(running -> running.leases().several())
                .map(running -> NodeHealth.of(nodes, running.leases().answering(), messages(running)));
        return new HealthCheck(Stream.of(shared.stream(), servers(callCenter, settings, nodes, now).stream(), sound(now).stream(),
                        keys(settings).stream(), SystemHealth.of(system).stream()).flatMap(sections -> sections).toList());
    }

    /** What monitoring reads: from memory alone, so that it may be asked often. */
    public List<MetricFamily> metrics(Instant now) {
        return NodeMetrics.of(callCenter().map(running -> new NodeMetrics.Measured(
                        running.systemMetrics(Versions.find(), false), running.ready(), running.links().metrics(),
                        nodes(running), running.wallboard().groups(), running.liveCalls().all(), now))
                .orElseGet(() -> new NodeMetrics.Measured(SystemMetrics.stopped(Versions.find()), false, Map.of(), List.of(), List.of(), List.of(),
                        now)));
    }

    /** Without the database nobody knows which servers there are; the rest is told all the same. */
    private List<HealthCheck.Section> servers(Optional<CallCenter> callCenter, Settings settings, List<NodeHealth.Node> nodes, Instant now) {
        ServerSetup setup = new ServerSetup(delegator, settings);
        List<ServerSetup.Server> known;
        try {
            known = setup.servers();
        } catch (RuntimeException e) {
            Debug.logError(e, "Couldn't read the servers", MODULE);
            return List.of(SystemHealth.noDatabase());
        }
        Map<String, ServerMetrics.Link> links = callCenter.map(HealthReport::links).orElse(Map.of());
        return known.stream()
                .map(server -> new ServerMetrics(server, Optional.ofNullable(links.get(server.serverId())),
                        folder(server.recordings(), setup::mayHoldRecordings)))
                .map(figures -> NodeHealth.ofServer(figures, nodes, now)).toList();
    }

    /** Only where a page phone has measured something. */
    private Optional<HealthCheck.Section> sound(Instant now) {
        try {
            CallQuality quality = new CallQuality(delegator);
            Instant since = now.minus(SoundHealth.LOOKS_BACK);
            long measured = quality.measuredSince(since);
            return measured == 0 ? Optional.empty() : Optional.of(SoundHealth.of(quality.badSince(since), measured, now));
        } catch (RuntimeException e) {
            Debug.logError(e, "Couldn't read the quality of calls", MODULE);
            return Optional.empty(); // the database has a line of its own
        }
    }

    /** Only where recordings are encrypted, or were. */
    private Optional<HealthCheck.Section> keys(Settings settings) {
        try {
            return EncryptionHealth.of(new KeyRows(delegator).states(RecordingFiles.keys(settings)));
        } catch (RuntimeException | LinkageError e) {
            Debug.logError(e, "Couldn't read the keys of recordings", MODULE);
            return Optional.empty(); // the database has a line of its own
        }
    }

    private static NodeHealth.Messages messages(CallCenter callCenter) {
        BrokerState state = callCenter.relays().map(Relays::state).orElse(BrokerState.NONE);
        return new NodeHealth.Messages(state.configured(), state.connected(), state.problem(), state.reached(), state.others());
    }

    private static List<NodeHealth.Node> nodes(CallCenter callCenter) {
        return callCenter.leases().nodes().stream().map(node -> new NodeHealth.Node(node.name(), node.self(), node.alive(), node.serverIds()))
                .toList();
    }

    private static Map<String, ServerMetrics.Link> links(CallCenter callCenter) {
        Map<String, ServerMetrics.Link> links = new HashMap<>(callCenter.links().metrics());
        Map<String, CompletableFuture<Map<String, Presence>>> asked = new HashMap<>();
        links.forEach((serverId, link) -> asked.put(serverId, callCenter.links().contexts(serverId).toCompletableFuture()
                .copy().completeOnTimeout(Map.of(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)));
        links.replaceAll((serverId, link) -> link.withContexts(asked.get(serverId).join()));
        return links;
    }

    /** Without asterisk-java the call center does not even load; that is what the page is to say. */
    private Optional<CallCenter> callCenter() {
        try {
            return CallCenter.of(delegator);
        } catch (LinkageError e) {
            Debug.logInfo("The call center isn't running: " + e, MODULE);
            return Optional.empty();
        }
    }

    /** Of a folder that may hold no recordings, nothing is told: not even whether it is there. */
    static Folder folder(Path path, Predicate<Path> mayHoldRecordings) {
        if (!mayHoldRecordings.test(path)) {
            return new Folder(path.toString(), Access.NOT_ALLOWED);
        }
        if (!Files.exists(path)) {
            return new Folder(path.toString(), Access.MISSING);
        }
        boolean usable = Files.isDirectory(path) && Files.isReadable(path) && Files.isExecutable(path);
        return new Folder(path.toString(), usable ? Access.READABLE : Access.UNREADABLE);
    }
}
