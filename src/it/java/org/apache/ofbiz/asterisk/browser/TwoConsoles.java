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
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.endtoend.FreePbxTeam;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.TcpProxy;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.entity.GenericValue;

/** A real Asterisk, a host that is connected to it, and the browsers of two agents, that of Peeter behind a network that can fail. */
final class TwoConsoles implements AutoCloseable {

    private static final int RING_SECONDS = 5;

    private final Path folder;
    private final AsteriskLab lab;
    private final BiConsumer<Database, AsteriskLab> pbx;
    private Host host;
    private final TcpProxy network;
    private final Browser liis;
    private final Browser peeter;

    private TwoConsoles(Path folder, AsteriskLab lab, BiConsumer<Database, AsteriskLab> pbx) throws IOException {
        this.folder = folder;
        this.lab = lab;
        this.pbx = pbx;
        this.host = Host.start(folder, this::useLab);
        this.network = new TcpProxy(host.base().getPort());
        this.liis = Browser.open();
        this.peeter = Browser.open();
    }

    static TwoConsoles onPlainDialplan(Path folder) throws IOException {
        return new TwoConsoles(folder, AsteriskLab.start(RING_SECONDS), (database, lab) -> Host.pbx(database, lab.ami(), lab.recordingsFolder()));
    }

    static TwoConsoles onFreePbx(Path folder) throws IOException {
        String version = "16".equals(System.getProperty("lab.version")) ? "22" : "16";
        return new TwoConsoles(folder, AsteriskLab.startFreePbx(version, RING_SECONDS), FreePbxTeam.FIRST::create);
    }

    private void useLab(Database database) {
        pbx.accept(database, lab);
        database.setting("uniqueUserSession", "true");
        database.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "ringTimeoutSeconds", (long) RING_SECONDS));
        GenericValue agent = database.row("UserLogin", "userLoginId", "agent1001");
        database.create("UserLogin", Map.of("userLoginId", "stranger", "currentPassword", agent.getString("currentPassword"), "enabled", "Y",
                "requirePasswordChange", "N"));
    }

    /** Stops OFBiz; {@link #startHost} brings it back at its address. */
    int stopHost() {
        int port = host.base().getPort();
        host.close();
        return port;
    }

    void startHost(int port) throws IOException {
        host = Host.start(folder, port, this::useLab);
    }

    AsteriskLab lab() {
        return lab;
    }

    Host host() {
        return host;
    }

    /** Between Peeter's browser and OFBiz. */
    TcpProxy network() {
        return network;
    }

    /** Liis begins to work, in two tabs. */
    AgentPage liisComes() {
        return new AgentPage(liis, host.base()).startsWork("agent1001").opensAnotherTab();
    }

    AgentPage peeterComes() {
        return new AgentPage(peeter, URI.create("http://127.0.0.1:" + network.port())).startsWork("agent1002");
    }

    /** Errors in the browsers' consoles. */
    List<String> complaints() {
        return Stream.of(liis, peeter).flatMap(browser -> browser.complaints().stream()).toList();
    }

    /** What OFBiz keeps of a call, once it is complete. */
    GenericValue kept(String callId) {
        String linkedId = callId.substring(callId.indexOf(':') + 1);
        return host.database().await(row -> row.getTimestamp("endDate") != null && row.getString("recordingContentId") != null
                && row.getString("communicationEventId") != null, "PhoneCall", "linkedId", linkedId);
    }

    @Override
    public void close() throws IOException {
        liis.close();
        peeter.close();
        network.close();
        host.close();
        lab.close();
    }
}
