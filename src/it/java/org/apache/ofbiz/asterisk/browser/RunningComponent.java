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
import org.apache.ofbiz.asterisk.fixture.HostWithPbx;
import org.apache.ofbiz.asterisk.fixture.TcpProxy;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;

/** The component on the embedded host with its demo data and a simulated PBX, as {@code ./run} starts it, on free ports. */
final class RunningComponent implements AutoCloseable {

    private final HostWithPbx<SimulatedPbx> site;

    private RunningComponent(HostWithPbx<SimulatedPbx> site) {
        this.site = site;
    }

    /** @param folder for the database and the recordings */
    static RunningComponent start(Path folder) throws IOException {
        return new RunningComponent(HostWithPbx.simulated(folder, database -> {
            database.setting("callRecordingFilesLocation", folder.resolve("recordings").toString());
            database.setting("recordOutCalls", "true");
            database.setting("uniqueUserSession", "true");
        }));
    }

    SimulatedPbx pbx() {
        return site.pbx();
    }

    Host host() {
        return site.host();
    }

    URI base() {
        return site.base();
    }

    /** The same by way of a network that a test can take down: a browser's own switch does not reach its workers. */
    URI through(TcpProxy network) {
        return URI.create("http://127.0.0.1:" + network.port());
    }

    @Override
    public void close() throws IOException {
        site.close();
    }
}
