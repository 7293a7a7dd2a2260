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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.fixture.Host;

/** OFBiz in a process of its own, which a test can kill. */
final class OwnProcess implements AutoCloseable {

    private static final String READY = "ready ";

    private final Process process;
    private final URI base;

    private OwnProcess(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    /** How a host is started. */
    interface Start {
        Host host() throws IOException;
    }

    /** Of the process: starts the host, says that it is ready, and runs it until the input of the process ends. */
    static void runs(Start start) throws IOException {
        PrintStream out = System.out;
        Host host;
        try {
            host = start.host();
        } catch (IOException | RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            System.exit(1); // threads that were started would keep the process
            throw e;
        }
        out.println(READY + host.base());
        while (System.in.read() >= 0) {
            continue; // until whoever started it wants its end, or has ended
        }
        host.close();
        System.exit(0);
    }

    /**
     * Starts one, and waits until it is ready.
     *
     * @param name      of it in what the test prints
     * @param options   of Java
     * @param main      a class whose main ends in {@link #runs}
     * @param arguments of main
     */
    static OwnProcess start(String name, List<String> options, String classPath, Class<?> main, List<String> arguments) throws IOException {
        return start(name, options, Map.of(), classPath, main, arguments);
    }

    /** As above. @param environment variables beside those of this process */
    static OwnProcess start(String name, List<String> options, Map<String, String> environment, String classPath, Class<?> main,
                            List<String> arguments) throws IOException {
        return start(Path.of("").toAbsolutePath(), name, options, environment, classPath, main, arguments);
    }

    /** As above. @param checkout in which it runs */
    static OwnProcess start(Path checkout, String name, List<String> options, Map<String, String> environment, String classPath, Class<?> main,
                            List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dasterisk.pbxPorts=1-65535", "-Dlog4j2.configurationFile=src/embedded/log4j2.xml"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        StringBuilder said = new StringBuilder();
        PrintStream out = System.out; // what the process logs is part of what the test prints
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                Thread rest = new Thread(() -> output.lines().forEach(more -> out.println(name + ": " + more)), "output");
                rest.setDaemon(true);
                rest.start();
                return new OwnProcess(process, URI.create(line.substring(READY.length())));
            }
            said.append(line).append('\n');
        }
        throw new IOException(name + " did not start: " + said);
    }

    URI base() {
        return base;
    }

    long pid() {
        return process.pid();
    }

    /** As by kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP, or SIGCONT. */
    void signal(String name) throws IOException, InterruptedException {
        if (new ProcessBuilder(List.of("kill", "-" + name, String.valueOf(process.pid()))).inheritIO().start().waitFor() != 0) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    /** As OFBiz is stopped. Doesn't wait. */
    void stop() throws IOException {
        process.getOutputStream().close();
    }

    /** As OFBiz is stopped, and until it is. */
    void ends() throws IOException, InterruptedException {
        stop();
        process.waitFor();
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
