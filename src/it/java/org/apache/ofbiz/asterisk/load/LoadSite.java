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

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.HostWithPbx;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.entity.transaction.GenericTransactionException;
import org.apache.ofbiz.entity.transaction.TransactionUtil;

/** The component with many members in its group, the consoles of some of them, and a scripted PBX that brings calls. */
final class LoadSite implements AutoCloseable {

    /** A number of the demo data, whose owner is one party. */
    static final String KNOWN_NUMBER = "3725551234";
    private static final String KNOWN_PARTY = "AST_MARI";
    private static final Timestamp SINCE = Timestamp.valueOf("2020-01-01 00:00:00");
    private static final long TEN_MINUTES = 600_000;

    private final HostWithPbx<PbxPlayer> site;
    private final List<Console> consoles = new ArrayList<>();
    private int lastCall;

    private LoadSite(HostWithPbx<PbxPlayer> site) {
        this.site = site;
    }

    /**
     * @param members      of the group, besides the three of the demo data
     * @param earlierCalls past calls of the known customer
     */
    static LoadSite start(Path folder, int members, int earlierCalls) throws IOException {
        PbxPlayer.allowAnyPort();
        return new LoadSite(HostWithPbx.refusing(folder, database -> prepare(database, members, earlierCalls)));
    }

    /** In one transaction, since each commit waits for the disk. */
    private static void prepare(Database database, int members, int earlierCalls) {
        try {
            boolean began = TransactionUtil.begin();
            IntStream.range(0, members).forEach(number -> member(database, number));
            IntStream.range(0, earlierCalls).forEach(number -> earlierCall(database, number));
            TransactionUtil.commit(began);
        } catch (GenericTransactionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void member(Database database, int number) {
        String party = "LOAD_" + number;
        String password = database.row("UserLogin", "userLoginId", "agent1001").getString("currentPassword");
        database.create("Party", Map.of("partyId", party, "partyTypeId", "PERSON", "statusId", "PARTY_ENABLED"));
        database.create("Person", Map.of("partyId", party, "firstName", "Member", "lastName", "No " + number));
        database.create("UserLogin", Map.of("userLoginId", login(number), "partyId", party, "currentPassword", password, "enabled", "Y",
                "requirePasswordChange", "N"));
        database.create("UserLoginSecurityGroup", Map.of("userLoginId", login(number), "groupId", "ASTERISK_AGENT", "fromDate", SINCE));
        database.create("GroupMembership", Map.of("callCenterGroupId", "SUPPORT", "partyId", party, "fromDate", SINCE,
                "membershipRoleEnumId", "AST_AGENT", "penalty", 0L));
    }

    private static void earlierCall(Database database, int number) {
        Timestamp at = new Timestamp(System.currentTimeMillis() - (number + 1) * TEN_MINUTES);
        database.create("PhoneCall", Map.of("phoneCallId", "LOAD-" + number, "serverId", "DEMO_PBX", "linkedId", "load-" + number,
                "directionEnumId", "AST_INBOUND", "outcomeEnumId", "AST_ANSWERED", "partyId", KNOWN_PARTY, "agentPartyId", "AST_AGENT1",
                "callerNumber", KNOWN_NUMBER, "startDate", at, "endDate", at));
    }

    static String login(int number) {
        return "load" + number;
    }

    Host host() {
        return site.host();
    }

    /** Opens the consoles of the first members. */
    List<Console> open(int count) {
        IntStream.range(consoles.size(), count).forEach(number -> consoles.add(new Console(site.base(), login(number))));
        return List.copyOf(consoles);
    }

    /** Linkedids of calls that did not come yet. */
    List<String> nextCalls(int count) {
        return IntStream.range(0, count).mapToObj(number -> "1700000000." + ++lastCall).toList();
    }

    static String callId(String call) {
        return "DEMO_PBX:" + call;
    }

    void comes(String call, String number) throws IOException {
        site.pbx().say(incoming(call, number));
    }

    /** All in one piece, each from a number of its own that nobody has. */
    void comeTogether(List<String> calls) throws IOException {
        site.pbx().say(calls.stream().map(call -> incoming(call, "49301" + String.format("%06d", numberOf(call)))).collect(Collectors.joining()));
    }

    void hangUp(List<String> calls) throws IOException {
        site.pbx().say(calls.stream().map(call -> event("Hangup", call, KNOWN_NUMBER, "Cause: 16\r\nCause-txt: Normal Clearing\r\n"))
                .collect(Collectors.joining()));
    }

    private static String incoming(String call, String number) {
        return event("Newchannel", call, number, "ChannelState: 4\r\nChannelStateDesc: Ring\r\n");
    }

    private static int numberOf(String call) {
        return Integer.parseInt(call.substring(call.indexOf('.') + 1));
    }

    private static String event(String name, String call, String number, String more) {
        return "Event: " + name + "\r\nPrivilege: call,all\r\nChannel: PJSIP/trunk-" + numberOf(call) + "\r\n" + more + "CallerIDNum: " + number
                + "\r\nCallerIDName: <unknown>\r\nConnectedLineNum: <unknown>\r\nConnectedLineName: <unknown>\r\nLanguage: en\r\nAccountCode: \r\n"
                + "Context: from-trunk\r\nExten: 5000\r\nPriority: 1\r\nUniqueid: " + call + "\r\nLinkedid: " + call + "\r\n\r\n";
    }

    @Override
    public void close() throws IOException {
        consoles.forEach(Console::close);
        site.close();
    }
}
