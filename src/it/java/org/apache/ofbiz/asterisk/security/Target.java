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
import org.apache.ofbiz.asterisk.fixture.HostWithPbx;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;

/** The component with its demo data and a simulated telephone system, to be attacked. */
final class Target implements AutoCloseable {

    private final HostWithPbx<SimulatedPbx> site;

    private Target(HostWithPbx<SimulatedPbx> site) {
        this.site = site;
    }

    static Target start(Path folder) throws IOException {
        return new Target(HostWithPbx.simulated(folder,
                database -> database.setting("callRecordingFilesLocation", folder.resolve("recordings").toString())));
    }

    SimulatedPbx pbx() {
        return site.pbx();
    }

    Host host() {
        return site.host();
    }

    Database database() {
        return site.database();
    }

    URI base() {
        return site.base();
    }

    Intruder user(String login) {
        return new Intruder(site.base(), login);
    }

    @Override
    public void close() throws IOException {
        site.close();
    }
}
