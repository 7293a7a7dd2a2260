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
package org.apache.ofbiz.asterisk.security;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;

/** The component with its demo data and a simulated telephone system, to be attacked. */
final class Target implements AutoCloseable {

    private final SimulatedPbx pbx;
    private final Host host;

    private Target(SimulatedPbx pbx, Host host) {
        this.pbx = pbx;
        this.host = host;
    }

    static Target start(Path folder) throws IOException {
        Path recordings = folder.resolve("recordings");
        SimulatedPbx pbx = SimulatedPbx.start(0, recordings);
        try {
            return new Target(pbx, Host.start(folder.resolve("data"), database -> {
                Host.pbx(database, pbx, recordings);
                database.setting("callRecordingFilesLocation", recordings.toString());
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

    Database database() {
        return host.database();
    }

    URI base() {
        return host.base();
    }

    Intruder user(String login) {
        return new Intruder(host.base(), login);
    }

    @Override
    public void close() throws IOException {
        try (pbx) {
            host.close();
        }
    }
}
