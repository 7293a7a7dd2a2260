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
package org.apache.ofbiz.asterisk.load;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;

/** {@link ManyAgentsHost} in a process of its own, whose memory and CPU are the component's alone, and the queues of its PBX. */
final class ManyAgentsServer implements AutoCloseable {

    private static final int LONGEST_STOP_SECONDS = 60;

    private final Process process;
    private final BufferedReader answers;
    private final AtomicInteger members = new AtomicInteger();

    private ManyAgentsServer(Process process, PbxPlayer pbx) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        pbx.answer("QueueAdd", action -> {
            members.incrementAndGet();
            return member("QueueMemberAdded", action, action.get("Paused"), action.get("MemberName"));
        });
        pbx.answer("QueuePause", action -> member("QueueMemberPause", action, "true".equals(action.get("Paused")) ? "1" : "0", ""));
    }

    /** @param name of the folder that it works in */
    static ManyAgentsServer start(String name, PbxPlayer pbx) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), name + "-");
        return new ManyAgentsServer(new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-Xms128m", "-Xmx1024m",
                "-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"), "-Dbasedir=" + System.getProperty("basedir"),
                "-Dasterisk.pbxPorts=1-65535", "-cp", System.getProperty("java.class.path"), ManyAgentsHost.class.getName(),
                folder.toString(), "" + pbx.port()).redirectError(new File(folder.toFile(), "errors.log")).start(), pbx);
    }

    private static String member(String event, PbxPlayer.Action action, String paused, String name) {
        return "Event: " + event + "\r\nPrivilege: agent,all\r\nQueue: " + action.get("Queue") + "\r\nMemberName: " + name + "\r\nInterface: "
                + action.get("Interface") + "\r\nStateInterface: " + action.get("Interface") + "\r\nMembership: dynamic\r\nPenalty: 0\r\n"
                + "CallsTaken: 0\r\nLastCall: 0\r\nStatus: 1\r\nPaused: " + (paused.equals("true") || paused.equals("1") ? 1 : 0)
                + "\r\nPausedReason: " + action.get("Reason") + "\r\n\r\nResponse: Success\r\nMessage: Done\r\n";
    }

    /** Until each agent is in each of their queues. */
    void awaitMembers() {
        int all = ManyAgentsHost.QUEUES * ManyAgentsHost.TEAM;
        Await.untilTrue(() -> members.get() >= all, () -> members + " of " + all + " members");
    }

    /** What it says next of this kind. */
    String answer(String kind) throws IOException {
        return answer(answers, kind);
    }

    /** What a server in a JVM of its own says next of this kind. */
    static String answer(BufferedReader answers, String kind) throws IOException {
        String line = answers.readLine();
        while (line != null && !line.startsWith(kind)) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException("the server ended; see errors.log in its folder");
        }
        return line.substring(kind.length());
    }

    /** The heap after a full collection. */
    String heap() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return answer(ManyAgentsHost.HEAP);
    }

    String residentSet() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream().filter(line -> line.startsWith("VmRSS"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_000 + " MB").findFirst().orElseThrow();
    }

    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answers.close();
    }
}
