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
package org.apache.ofbiz.asterisk.lab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.fixture.Await;

/** What can happen to the process of a lab's Asterisk. */
public final class Breakdown {

    private final AsteriskLab lab;

    public Breakdown(AsteriskLab lab) {
        this.lab = lab;
    }

    /** It stands still, with all its connections open (SIGSTOP). */
    public void freeze() {
        signal("-STOP");
    }

    /** It goes on where it stood (SIGCONT). */
    public void thaw() {
        signal("-CONT");
    }

    /** It is gone without a word to anybody, and with it all calls (SIGKILL). */
    public void kill() {
        ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().orTimeout(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        lab.callersGiveUp();
    }

    /** Starts it again, with the same configuration and secret. */
    public void startAgain() {
        try {
            String version = Files.readAllLines(lab.folder().resolve("lab.env")).stream().filter(line -> line.startsWith("VERSION="))
                    .map(line -> line.substring("VERSION=".length())).findFirst().orElseThrow();
            Path program = lab.folder().resolveSibling("asterisk-" + version).resolve("run-asterisk");
            Process process = new ProcessBuilder(program.toString(), "-C", lab.folder().resolve("etc/asterisk.conf").toString(), "-f", "-n")
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(new File(lab.folder() + "/console.log"))).start();
            Files.writeString(lab.folder().resolve("pid"), process.pid() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String which) {
        try {
            if (new ProcessBuilder("kill", which, "" + pid()).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("kill " + which + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private long pid() {
        try {
            return Long.parseLong(Files.readString(lab.folder().resolve("pid")).trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
