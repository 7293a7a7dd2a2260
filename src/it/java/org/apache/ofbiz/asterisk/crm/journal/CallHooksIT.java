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
package org.apache.ofbiz.asterisk.crm.journal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.hooks.CallHookEvent;
import org.apache.ofbiz.asterisk.crm.hooks.CallHooks;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizNumbering;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another component's SECAs are run for each turn of a call, once. */
@Tag("embedded")
class CallHooksIT {

    @TempDir
    private static Path folder;
    private static Host host;
    private static Database database;
    private static Path recordings;
    private static Peer agent;
    private CallHooks hooks;
    private CallJournal journal;

    @BeforeAll
    static void start() throws IOException {
        host = Host.startWith(otherComponent(folder.resolve("other")), folder.resolve("data"), Host::noPbx);
        database = host.database();
        recordings = Files.createDirectories(folder.resolve("recordings"));
        database.create("AsteriskServer", Map.of("serverId", "PBX", "enabled", "N", "recordingsLocation", recordings.toString()));
        agent = new OfbizNumbering(host.delegator(), "DEMO_PBX").peer("PJSIP", "1001").orElseThrow();
    }

    /** A component with a service for each turn, which writes down that it ran. */
    private static Path otherComponent(Path at) throws IOException {
        StringBuilder services = new StringBuilder();
        StringBuilder ecas = new StringBuilder();
        StringBuilder script = new StringBuilder();
        for (CallHookEvent.Kind kind : CallHookEvent.Kind.values()) {
            services.append("""
                    <service name="note%1$s" engine="groovy" location="component://other/Turns.groovy" invoke="note%1$s" auth="true">
                        <implements service="asteriskCallTurnInterface"/>
                    </service>
                    """.formatted(kind));
            ecas.append("""
                    <eca service="%s" event="global-commit"><action service="note%s" mode="sync"/></eca>
                    """.formatted(kind.service(), kind));
            script.append("""
                    Map note%1$s() {
                        delegator.create('TurnSeen', [turnSeenId: delegator.getNextSeqId('TurnSeen'), turn: '%1$s',
                                phoneCallId: parameters.phoneCallId, caller: parameters.callerNumber, callerName: parameters.callerName,
                                groupId: parameters.callCenterGroupId, outcome: parameters.outcomeEnumId, claimer: parameters.claimedByPartyId,
                                contentId: parameters.contentId])
                        return success()
                    }
                    """.formatted(kind));
        }
        Files.createDirectories(at);
        Files.writeString(at.resolve("ofbiz-component.xml"), """
                <ofbiz-component name="other">
                    <resource-loader name="main" type="component"/>
                    <entity-resource type="model" reader-name="main" loader="main" location="entities.xml"/>
                    <service-resource type="model" loader="main" location="services.xml"/>
                    <service-resource type="eca" loader="main" location="secas.xml"/>
                </ofbiz-component>
                """);
        Files.writeString(at.resolve("entities.xml"), """
                <entitymodel><entity entity-name="TurnSeen" package-name="other">
                    <field name="turnSeenId" type="id"/><field name="turn" type="id"/><field name="phoneCallId" type="id"/>
                    <field name="caller" type="short-varchar"/><field name="callerName" type="value"/>
                    <field name="groupId" type="id"/><field name="outcome" type="id"/>
                    <field name="claimer" type="id"/><field name="contentId" type="id"/><prim-key field="turnSeenId"/>
                </entity></entitymodel>
                """);
        Files.writeString(at.resolve("services.xml"), "<services>" + services + "</services>");
        Files.writeString(at.resolve("secas.xml"), "<service-eca>" + ecas + "</service-eca>");
        Files.writeString(at.resolve("Turns.groovy"), script.toString());
        return at;
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @BeforeEach
    void open() {
        hooks = new CallHooks(host.dispatcher());
        journal = Journals.telling(host, hooks);
    }

    @AfterEach
    void close() {
        journal.close();
        hooks.close();
    }

    @Test
    void eachTurnOfACallRunsItsSecaOnce() throws IOException {
        PhoneCall waiting = tell(Calls.waiting("turns1"));
        offer(waiting);
        PhoneCall rings = tell(Calls.rings(waiting, agent));
        journal.withdrawn(new AcdListener.Withdrawal(waiting.callId(), AcdListener.Withdrawal.Reason.CLAIMED,
                Optional.of(new Person("agent1001", "AST_AGENT1", "Liis"))), List.of("agent1002"), Optional.empty());
        seen("turns1", 2);
        PhoneCall talks = tell(Calls.talks(rings));
        seen("turns1", 3);
        tell(talks);
        Files.write(recordings.resolve("turns1.wav"), new byte[1000]);
        tell(Calls.ends(talks, Outcome.ANSWERED));

        List<GenericValue> turns = seen("turns1", 5);
        assertThat(turns.stream().map(row -> row.getString("turn")).toList(),
                containsInAnyOrder("OFFERED", "CLAIMED", "ANSWERED", "ENDED", "RECORDED"));
        assertThat(turn(turns, "OFFERED").getString("groupId"), is("SUPPORT"));
        assertThat(turn(turns, "OFFERED").getString("caller"), is(Calls.CUSTOMER));
        assertThat(turn(turns, "CLAIMED").getString("claimer"), is("AST_AGENT1"));
        assertThat(turn(turns, "ENDED").getString("outcome"), is("AST_ANSWERED"));
        assertThat(turn(turns, "RECORDED").getString("contentId"), is(notNullValue()));
    }

    @Test
    void aMissedCallIsToldAfterItsEnd() {
        tell(Calls.ends(tell(Calls.waiting("turns2")), Outcome.ABANDONED));

        List<GenericValue> turns = seen("turns2", 2);
        assertThat(turns.stream().map(row -> row.getString("turn")).toList(), containsInAnyOrder("ENDED", "MISSED"));
        assertThat(turn(turns, "MISSED").getString("outcome"), is("AST_ABANDONED"));
    }

    /** Services of OFBiz that a SECA calls take such a name for code, as sendMail does in a subject. */
    @Test
    void aCallersNameIsNothingToEvaluate() {
        tell(Calls.ends(tell(Calls.named("${groovy:System.exit(1)}", Calls.waiting("turns3"))), Outcome.ABANDONED));

        assertThat(turn(seen("turns3", 2), "MISSED").getString("callerName"), is("$ {groovy:System.exit(1)}"));
    }

    private void offer(PhoneCall call) {
        new OfferHooks(hooks).offered(new AcdListener.Offer(call, new Group("SUPPORT", "Support", "PBX", Duration.ofSeconds(20), ""),
                new CallerDirectory.Caller(Calls.CUSTOMER, "", Calls.CUSTOMER, List.of(), CallerDirectory.MatchedOn.NOBODY, ""), Optional.empty(),
                Calls.START, Optional.empty()), List.of("agent1001"));
    }

    private PhoneCall tell(PhoneCall call) {
        journal.callChanged(call, Calls.event());
        return call;
    }

    private static GenericValue turn(List<GenericValue> turns, String name) {
        return turns.stream().filter(row -> name.equals(row.getString("turn"))).findFirst().orElseThrow();
    }

    /** The turns of a call, once there are so many; this host runs what is attached on several threads, so their order tells nothing. */
    private static List<GenericValue> seen(String linkedId, int count) {
        String phoneCallId = PhoneCallRows.idOf("PBX:" + linkedId);
        return Await.until(() -> Optional.of(database.rows("TurnSeen", "phoneCallId", phoneCallId)).filter(rows -> rows.size() >= count)
                .map(rows -> rows.stream().sorted((a, b) -> a.getString("turnSeenId").compareTo(b.getString("turnSeenId"))).toList()), () ->
                database.rows("TurnSeen").toString());
    }
}
