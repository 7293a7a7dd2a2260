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
package org.apache.ofbiz.asterisk.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.TcpProxy;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;

/** The component on the embedded host with its demo data and a simulated PBX, as {@code ./run} starts it, on free ports. */
final class RunningComponent implements AutoCloseable {

    private final SimulatedPbx pbx;
    private final Host host;

    private RunningComponent(SimulatedPbx pbx, Host host) {
        this.pbx = pbx;
        this.host = host;
    }

    /** @param folder for the database and the recordings */
    static RunningComponent start(Path folder) throws IOException {
        Path recordings = folder.resolve("recordings");
        SimulatedPbx pbx = SimulatedPbx.start(0, recordings);
        try {
            return new RunningComponent(pbx, Host.start(folder.resolve("data"), database -> {
                Host.pbx(database, pbx, recordings);
                database.setting("callRecordingFilesLocation", recordings.toString());
                database.setting("recordOutCalls", "true");
                database.setting("uniqueUserSession", "true");
            }));
        } catch (IOException | RuntimeException e) {
            pbx.close();
            throw e;
        }
    }

    SimulatedPbx pbx() {
        return pbx;
    }

    Host host() {
        return host;
    }

    URI base() {
        return host.base();
    }

    /** The same by way of a network that a test can take down: a browser's own switch does not reach its workers. */
    URI through(TcpProxy network) {
        return URI.create("http://127.0.0.1:" + network.port());
    }

    @Override
    public void close() throws IOException {
        try (pbx) {
            host.close();
        }
    }
}
