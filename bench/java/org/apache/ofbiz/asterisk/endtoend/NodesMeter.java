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
package org.apache.ofbiz.asterisk.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a cluster uses: CPU of nodes, of PostgreSQL and of the broker, whose threads are this process's; messages and statements. Not thread-safe.
 */
final class NodesMeter {

    private static final String OF_TRANSACTIONS = "(?is)(begin|commit|rollback|set|show)\\b.*";
    /** What this harness asks itself. */
    private static final String OWN = "(?is).*(pg_stat_statements|pg_backend_pid|string_agg|node_name from asterisk_node n? ?join).*";

    private final Cluster cluster;
    private final ProcessHandle postmaster;
    private final Map<Long, Long> brokerThreads = new HashMap<>();
    private final Map<Long, Long> databaseProcesses = new HashMap<>();

    NodesMeter(Cluster cluster) {
        this.cluster = cluster;
        long backend = Long.parseLong(cluster.ask("SELECT pg_backend_pid()").orElseThrow());
        this.postmaster = ProcessHandle.of(backend).flatMap(ProcessHandle::parent).or(() -> parentOfAny(cluster)).orElseThrow();
    }

    /** The one that was asked first has gone before it was looked at. */
    private static Optional<ProcessHandle> parentOfAny(Cluster cluster) {
        return cluster.pairs("SELECT PID, PID FROM PG_STAT_ACTIVITY WHERE CLIENT_PORT > 0").keySet().stream().map(Long::valueOf)
                .flatMap(pid -> ProcessHandle.of(pid).flatMap(ProcessHandle::parent).stream()).findFirst();
    }

    /**
     * Until a moment. CPU in ns.
     *
     * @param nodes      by the node's process
     * @param self       this process without the broker: PBXs, and browsers
     * @param statements by their text, those of transactions and of this harness left out
     * @param busy       of the whole machine, in parts of {@code all}
     */
    record Used(long nanos, Map<Long, Long> nodes, long broker, long database, long self, long messages, Map<String, Long> statements, long busy,
                long all) {

        /** What was used since then. */
        Used since(Used before) {
            Map<Long, Long> each = new HashMap<>();
            nodes.forEach((pid, cpu) -> each.put(pid, cpu - before.nodes.getOrDefault(pid, 0L)));
            Map<String, Long> more = new HashMap<>();
            statements.forEach((text, count) -> more.put(text, count - before.statements.getOrDefault(text, 0L)));
            more.values().removeIf(count -> count == 0);
            return new Used(nanos - before.nanos, each, broker - before.broker, database - before.database, self - before.self,
                    messages - before.messages, more, busy - before.busy, all - before.all);
        }

        double seconds() {
            return nanos / 1e9;
        }

        long allNodes() {
            return nodes.values().stream().mapToLong(Long::longValue).sum();
        }

        long allStatements() {
            return statements.values().stream().mapToLong(Long::longValue).sum();
        }

        String machine() {
            return Math.round(100.0 * busy / all) + " %";
        }

        /** As a share of one core. */
        String ofCore(double cpuNanos) {
            return String.format(Locale.ROOT, "%.1f %%", 100 * cpuNanos / nanos);
        }
    }

    Used now() {
        Map<Long, Long> nodes = new HashMap<>();
        cluster.members().forEach(member -> ProcessHandle.of(member.node().pid()).ifPresent(node -> nodes.put(node.pid(), cpu(node))));
        Stream.concat(Stream.of(postmaster), postmaster.children()).forEach(process ->
                databaseProcesses.merge(process.pid(), cpu(process), Math::max));
        long broker = brokerCpu();
        long self = cpu(ProcessHandle.current()) - broker;
        Map<String, Long> statements = new HashMap<>();
        cluster.pairs("SELECT QUERY, SUM(CALLS) FROM PG_STAT_STATEMENTS GROUP BY QUERY").forEach((text, count) -> {
            if (!text.matches(OF_TRANSACTIONS) && !text.matches(OWN)) {
                statements.put(text, Long.valueOf(count));
            }
        });
        long[] machine = machine();
        return new Used(System.nanoTime(), nodes, broker, databaseProcesses.values().stream().mapToLong(Long::longValue).sum(), self,
                cluster.broker().messages(), statements, machine[0], machine[1]);
    }

    private static long cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    private long brokerCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().toLowerCase(Locale.ROOT).contains("activemq")) {
                brokerThreads.merge(thread.getThreadId(), threads.getThreadCpuTime(thread.getThreadId()), Math::max);
            }
        }
        return brokerThreads.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Busy, and all. */
    private static long[] machine() {
        try {
            String[] fields = Files.readAllLines(Path.of("/proc/stat")).get(0).trim().split(" +");
            long all = 0;
            for (int i = 1; i <= 8; i++) {
                all += Long.parseLong(fields[i]);
            }
            return new long[] {all - Long.parseLong(fields[4]) - Long.parseLong(fields[5]), all};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In MB, of each node. */
    List<Long> residentSets() {
        List<Long> sizes = new ArrayList<>();
        cluster.members().forEach(member -> {
            try (Stream<String> lines = Files.lines(Path.of("/proc/" + member.node().pid() + "/status"))) {
                lines.filter(line -> line.startsWith("VmRSS")).map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_000).forEach(sizes::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return sizes;
    }
}
