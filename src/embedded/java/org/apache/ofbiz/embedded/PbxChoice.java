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
package org.apache.ofbiz.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.ofbiz.base.util.UtilDateTime;
import org.apache.ofbiz.embedded.pbx.CustomerPhone;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;

/** The PBX that ./run works with, and the AsteriskServer row that leads the component to it. */
final class PbxChoice implements AutoCloseable {

    private static final String SECRET_VARIABLE = "ASTERISK_PBX_SECRET";
    /** Where browsers reach the lab by SIP over WebSocket. */
    private static final String PAGE_PHONES_VARIABLE = "ASTERISK_PAGE_PHONES";
    private static final int AGENTS = 3;
    private static final String FIRST_AGENT = "agent1001";
    private static final String SERVER_ID = "DEMO_PBX";

    private final Optional<SimulatedPbx> simulated;
    private final String host;
    private final long port;
    private final String user;
    private final String secret;
    private final Optional<Path> recordings;
    private final Optional<CustomerPhone> customer = CustomerPhone.of(System.getenv());

    private PbxChoice(Optional<SimulatedPbx> simulated, String host, long port, String user, String secret, Optional<Path> recordings) {
        this.simulated = simulated;
        this.host = host;
        this.port = port;
        this.user = user;
        this.secret = secret;
        this.recordings = recordings;
    }

    /**
     * Starts the simulated PBX, or takes the address of a real one, which need not be there yet.
     *
     * @throws IllegalArgumentException when the secret of a real one is not in the environment
     */
    static PbxChoice open(Options options) throws IOException {
        if (options.pbx().equals("simulated")) {
            Path recordings = options.recordings().orElse(options.dataFolder().resolve("recordings")).toAbsolutePath();
            SimulatedPbx pbx = SimulatedPbx.start(0, recordings);
            allow("127.0.0.1", String.valueOf(pbx.port()));
            return new PbxChoice(Optional.of(pbx), "127.0.0.1", pbx.port(), pbx.user(), pbx.secret(), Optional.of(recordings));
        }
        String secret = System.getenv(SECRET_VARIABLE);
        if (secret == null || secret.isEmpty()) {
            throw new IllegalArgumentException("--pbx " + options.pbx() + " needs its secret in the environment variable " + SECRET_VARIABLE);
        }
        int colon = options.pbx().lastIndexOf(':');
        allow(options.pbx().substring(0, colon), options.pbx().substring(colon + 1));
        return new PbxChoice(Optional.empty(), options.pbx().substring(0, colon), Long.parseLong(options.pbx().substring(colon + 1)),
                options.pbxUser(), secret, options.recordings().map(Path::toAbsolutePath));
    }

    /** Lets the component connect to it: whoever starts this host says so, and no page. */
    private static void allow(String host, String port) {
        System.setProperty("asterisk.pbxHosts", System.getProperty("asterisk.pbxHosts", "") + ',' + host);
        System.setProperty("asterisk.pbxPorts", System.getProperty("asterisk.pbxPorts", "") + ',' + port);
    }

    Optional<SimulatedPbx> simulated() {
        return simulated;
    }

    /** The phone of a customer in a page, where the PBX has one. */
    Optional<CustomerPhone> customer() {
        return customer;
    }

    /** Lets the component find this PBX. */
    void writeTo(Delegator delegator) {
        try {
            GenericValue server = delegator.makeValue("AsteriskServer", "serverId", SERVER_ID, "host", host, "port", port,
                    "useTls", "N", "userName", user, "secret", secret, "enabled", "Y", "internalContext", "internal",
                    "outboundContext", "outbound", "claimContext", "claim", "waitingContext", "waiting");
            recordings.ifPresent(folder -> {
                server.set("recordingsLocation", folder.toString());
                System.setProperty("asterisk.recordingRoots", folder.toString()); // told by whoever starts this host, so not by a page
            });
            delegator.createOrStore(server);
            String socketUrl = System.getenv(PAGE_PHONES_VARIABLE);
            if (socketUrl != null) {
                writePagePhones(delegator, socketUrl);
            }
            if (customer.isPresent()) {
                writeCustomer(delegator);
            }
        } catch (GenericEntityException e) {
            throw new IllegalStateException("cannot write the AsteriskServer row: " + e.getMessage(), e);
        }
    }

    /** The agents of the demo data have 1101 to 1103 in their pages, as well as their desk phones 1001 to 1003. */
    private static void writePagePhones(Delegator delegator, String socketUrl) throws GenericEntityException {
        delegator.createOrStore(delegator.makeValue("AsteriskPhoneGateway", "serverId", SERVER_ID, "socketUrl", socketUrl, "dailyPasswords", "Y",
                "echoNumber", "*43"));
        for (int agent = 1; agent <= AGENTS; agent++) {
            String login = "agent100" + agent;
            GenericValue user = EntityQuery.use(delegator).from("UserLogin").where("userLoginId", login).queryOne();
            if (user != null) {
                String name = "110" + agent;
                delegator.createOrStore(delegator.makeValue("AsteriskPeer", "peerId", "DEMO_" + name, "serverId", SERVER_ID, "technology", "PJSIP",
                        "peerName", name, "peerTypeEnumId", "AST_EXTENSION", "userLoginId", login, "partyId", user.getString("partyId"),
                        "callerIdNumber", name, "callerIdName", "Page phone of " + login, "dialplanContext", "internal", "enabled", "Y",
                        "autoFilled", "N"));
                delegator.createOrStore(delegator.makeValue("AsteriskPagePhone", "peerId", "DEMO_" + name));
            }
        }
    }

    /** Calls of the customer's page come in as those of the trunk do, and the first agent begins with the page phone. */
    private static void writeCustomer(Delegator delegator) throws GenericEntityException {
        delegator.createOrStore(delegator.makeValue("AsteriskPeer", "peerId", "DEMO_CUSTOMER", "serverId", SERVER_ID, "technology", "PJSIP",
                "peerName", CustomerPhone.PEER, "peerTypeEnumId", "AST_TRUNK", "dialplanContext", "from-trunk", "enabled", "Y", "autoFilled", "N"));
        GenericValue state = EntityQuery.use(delegator).from("AsteriskAgentState").where("userLoginId", FIRST_AGENT).queryOne();
        if (state == null) {
            state = delegator.makeValue("AsteriskAgentState", "userLoginId", FIRST_AGENT, "choiceEnumId", "AST_AGENT_AVAILABLE",
                    "sinceDate", UtilDateTime.nowTimestamp());
        }
        if (state.getString("peerId") == null) {
            state.set("peerId", "DEMO_1101");
            delegator.createOrStore(state);
        }
    }

    @Override
    public void close() throws IOException {
        if (simulated.isPresent()) {
            simulated.get().close();
        }
    }
}
