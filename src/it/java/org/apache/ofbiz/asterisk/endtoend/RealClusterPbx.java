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
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;

/** A real Asterisk as the PBX of the demo data. */
final class RealClusterPbx implements ClusterPbx {

    private static final List<String> AGENTS = List.of("agent1001", "agent1002");
    private static final String SERVICE = "5000";
    private static final String QUEUED = "QUEUED";

    private final AsteriskLab lab;
    private final AmiProbe probe;
    private final boolean manyPhones;

    private RealClusterPbx(AsteriskLab lab, AmiProbe probe, boolean manyPhones) {
        this.lab = lab;
        this.probe = probe;
        this.manyPhones = manyPhones;
    }

    /** @param ringSeconds how long a claimed call rings */
    static RealClusterPbx start(int ringSeconds) throws IOException {
        return of(AsteriskLab.startForLoad(ringSeconds), false);
    }

    /** As {@link #start}, with {@link ManyPhones}. */
    static RealClusterPbx startWithManyPhones(int ringSeconds) throws IOException {
        return of(AsteriskLab.startWithManyPhones(ringSeconds), true);
    }

    private static RealClusterPbx of(AsteriskLab lab, boolean manyPhones) throws IOException {
        AsteriskLab.Ami ami = lab.ami("everything");
        return new RealClusterPbx(lab, AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret()), manyPhones);
    }

    boolean hasManyPhones() {
        return manyPhones;
    }

    /** From now on phones of agents do. */
    void phonesAnswer() {
        if (manyPhones) {
            ManyPhones.answer(lab);
        } else {
            AGENTS.forEach(login -> lab.phone(login.substring("agent".length())).answers());
        }
    }

    /** A queue of the first agent beside the group of the demo data, whose calls may ring for long and have no wrap-up. */
    static void prepare(Database database) {
        if (database.find("CallCenterGroup", "callCenterGroupId", QUEUED).isPresent()) {
            return;
        }
        database.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "ringTimeoutSeconds", 60L, "wrapUpSeconds", 0L));
        database.create("CallCenterGroup", Map.of("callCenterGroupId", QUEUED, "groupName", "Queued", "serverId", "DEMO_PBX",
                "routingStrategyEnumId", "AST_ROUTE_MOST_IDLE", "wrapUpSeconds", 0L, "pauseAfterMissed", 0L, "enabled", "Y"));
        database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", QUEUED, "entrySeqId", "00001", "entryTypeEnumId", "AST_ENTRY_QUEUE",
                "queueName", "support"));
        database.create("GroupMembership", Map.of("callCenterGroupId", QUEUED, "partyId", "AST_AGENT1", "membershipRoleEnumId", "AST_AGENT",
                "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
    }

    AsteriskLab lab() {
        return lab;
    }

    AmiProbe probe() {
        return probe;
    }

    @Override
    public String serverId() {
        return "DEMO_PBX";
    }

    @Override
    public int port() {
        return lab.ami().port();
    }

    @Override
    public String secret() {
        return lab.ami().secret();
    }

    @Override
    public List<String> agents() {
        return AGENTS;
    }

    @Override
    public String partyOf(String login) {
        return "AST_AGENT" + (AGENTS.indexOf(login) + 1);
    }

    @Override
    public String phoneOf(String partyId) {
        return AGENTS.get(Integer.parseInt(partyId.substring(partyId.length() - 1)) - 1).substring("agent".length());
    }

    @Override
    public void calls(String number) {
        lab.caller(number).dials(SERVICE);
    }

    @Override
    public void hangsUp(String number) {
        try {
            probe.act("Hangup", "Channel", channelOf(number), "Cause", "16");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The channel of whoever calls from this number. */
    String channelOf(String number) {
        return probe.await(event -> event.isEvent("Newchannel") && event.get("CallerIDNum").equals(number)).get("Channel");
    }

    @Override
    public void close() throws IOException {
        probe.close();
        lab.close();
    }
}
