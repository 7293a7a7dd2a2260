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
package org.apache.ofbiz.asterisk.setup;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.standby.Side;
import org.apache.ofbiz.asterisk.center.standby.PbxInUseRows;
import org.apache.ofbiz.asterisk.crm.rows.RowTime;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admin gives a server a standby PBX: what is checked, shown and told. */
@Tag("embedded")
class StandbyServerIT {

    private static final String AT = "/asterisk/control/";

    private static Host host;
    private static SimulatedPbx first;
    private static SimulatedPbx standby;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        first = SimulatedPbx.start(0, data.resolve("recordings"));
        standby = SimulatedPbx.startLike(first, 0, data.resolve("recordings"));
        host = Host.start(data.resolve("host"), Host::noPbx);
    }

    @AfterAll
    static void stop() throws IOException {
        host.close();
        first.close();
        standby.close();
    }

    private static Map<String, Object> pair(String id, Map<String, ?> more) {
        Map<String, Object> fields = new HashMap<>(Map.of("serverId", id, "host", "127.0.0.1", "port", (long) first.port(), "userName", first.user(),
                "secret", first.secret(), "internalContext", "internal", "outboundContext", "outbound", "claimContext", "claim",
                "waitingContext", "waiting"));
        fields.putAll(Map.of("standbyHost", "127.0.0.1", "standbyPort", (long) standby.port()));
        fields.putAll(more);
        return fields;
    }

    private static Map<String, Object> creates(String id, Map<String, ?> more) {
        return host.run("createAsteriskServer", "admin", pair(id, more));
    }

    private static String refusal(Map<String, Object> result) {
        assertThat(result.toString(), result.get("responseMessage"), is("error"));
        return String.valueOf(result.get("errorMessage"));
    }

    @Test
    void aStandbyThatCanBeUsedIsSavedWithoutAWarning() {
        Map<String, Object> result = creates("WHOLE", Map.of());

        assertThat(result.toString(), (List<?>) result.get("warnings"), is(empty()));
        assertThat(host.database().row("AsteriskServer", "serverId", "WHOLE").getLong("standbyPort"), is((long) standby.port()));
        host.run("deleteAsteriskServer", "admin", Map.of("serverId", "WHOLE"));
    }

    @Test
    void aStandbyThatCannotBeReachedIsRefusedUnlessAnAdminInsists() {
        assertThat(refusal(creates("LAME", Map.of("standbyPort", 1L))), allOf(containsString("Standby PBX: "), containsString("no response")));
        assertThat(host.database().rows("AsteriskServer", "serverId", "LAME"), is(empty()));

        Map<String, Object> insisted = creates("LAME", Map.of("standbyPort", 1L, "enableUntested", "Y"));

        assertThat(insisted.toString(), (List<?>) insisted.get("warnings"), hasSize(1));
        assertThat("what has nothing to do with it can be changed", host.run("updateAsteriskServer", "admin",
                Map.of("serverId", "LAME", "description", "In the cellar")).get("responseMessage"), is("success"));
        host.run("deleteAsteriskServer", "admin", Map.of("serverId", "LAME"));
    }

    @Test
    void theSameRulesHoldAsForTheFirst() {
        assertThat(refusal(creates("BAD", Map.of("standbyHost", "203.0.113.5", "standbyPort", 5038L))), containsString("pbxHosts"));
        assertThat(refusal(creates("BAD", Map.of("standbyHost", "a b"))), containsString("host name or an IP address"));
        assertThat(refusal(creates("BAD", Map.of("standbyPort", 70_000L))), containsString("65535"));
        assertThat(refusal(creates("BAD", Map.of("standbyPort", (long) first.port()))), containsString("another PBX than the first"));
        assertThat(refusal(creates("BAD", Map.of("standbyAfterSeconds", 4L))), containsString("5"));
        assertThat(refusal(creates("BAD", Map.of("standbyAfterSeconds", 3_601L))), containsString("3600"));
        assertThat(refusal(creates("BAD", Map.of("standbyFingerprint", "AB:CD"))), containsString("SHA-256"));
        assertThat(refusal(creates("BAD", Map.of("standbyReturns", "maybe"))), containsString("Y, N"));
        assertThat(host.database().rows("AsteriskServer", "serverId", "BAD"), is(empty()));
    }

    @Test
    void theStoredSecretGoesToNoOtherStandby() {
        creates("SECRET", Map.of());
        Map<String, Object> change = Map.of("serverId", "SECRET", "standbyHost", "127.0.0.2", "enableUntested", "Y");

        assertThat(refusal(host.run("updateAsteriskServer", "admin", change)), containsString("secret"));
        assertThat(refusal(host.run("tryAsteriskServer", "admin", pair("SECRET", Map.of("secret", "", "standbyHost", "127.0.0.2")))),
                containsString("secret"));

        assertThat("both may be swapped", host.run("updateAsteriskServer", "admin", Map.of("serverId", "SECRET", "port", (long) standby.port(),
                "standbyPort", (long) first.port())).get("responseMessage"), is("success"));
        host.run("deleteAsteriskServer", "admin", Map.of("serverId", "SECRET"));
    }

    @Test
    void anAdminSeesBothAndChoosesTheOther() throws GenericEntityException {
        creates("PAIR", Map.of());
        WebClient admin = new WebClient(host.base());
        admin.login("/asterisk", "admin", "ofbiz");
        Await.untilTrue(() -> metrics().contains("pbx_state{server=\"PAIR\",state=\"CONNECTED\"} 1"), StandbyServerIT::metrics);

        String page = admin.get(AT + "EditServer?serverId=PAIR").body();
        assertThat(page, allOf(containsString("127.0.0.1:" + first.port()), containsString("127.0.0.1:" + standby.port()),
                containsString("First PBX (in use)"), containsString("Use this PBX"), not(containsString(first.secret()))));
        assertThat(metrics(), containsString("pbx_standby_in_use{server=\"PAIR\"} 0"));

        admin.postFrom(page, AT + "usePbx", Map.of("serverId", "PAIR", "pbx", "STANDBY"));

        Await.untilTrue(() -> metrics().contains("pbx_standby_in_use{server=\"PAIR\"} 1"), StandbyServerIT::metrics);
        assertThat(metrics(), containsString("pbx_changes_total{server=\"PAIR\"} 1"));
        assertThat(admin.get(AT + "EditServer?serverId=PAIR").body(), containsString("Standby PBX (in use)"));
        assertThat(admin.get(AT + "diagnosticsData").body(), containsString("Standby PBX, 127.0.0.1:" + standby.port() + ", since"));
        Await.until(() -> Optional.of(admin.get(AT + "diagnosticsData").body()).filter(told -> told.contains("127.0.0.1:" + first.port()
                + " is reachable")), () -> admin.get(AT + "diagnosticsData").body());
        assertThat(RestClient.of(host.base(), "admin").get("/health").body(), containsString("\"otherReachable\":true"));
        assertThat(refusal(host.run("useAsteriskPbx", "admin", Map.of("serverId", "PAIR", "pbx", "THIRD"))), containsString("FIRST"));
        assertThat(refusal(host.run("useAsteriskPbx", "admin", Map.of("serverId", "DEMO_PBX", "pbx", "STANDBY"))), containsString("standby"));
        host.delegator().removeByAnd("AsteriskPeer", Map.of("serverId", "PAIR")); // which the PBX has told of
        host.run("deleteAsteriskServer", "admin", Map.of("serverId", "PAIR"));
        assertThat(host.database().rows("AsteriskPbxInUse", "serverId", "PAIR"), is(empty()));
    }

    private static Map<String, Object> changes(String id, Map<String, Object> more) {
        Map<String, Object> change = new HashMap<>(more);
        change.put("serverId", id);
        return host.run("updateAsteriskServer", "admin", change);
    }

    private static Map<String, Object> moves(Map<String, Object> more) {
        return changes("MOVED", more);
    }

    @Test
    void theAddressOfAStandbyInUseChangesOnlyWhileTheServerIsOff() throws GenericEntityException {
        new PbxInUseRows(host.delegator(), "MOVED").used(Side.STANDBY, false);
        creates("MOVED", Map.of());

        assertThat("removed", refusal(moves(Map.of("standbyHost", ""))), containsString("Use the first PBX again"));
        assertThat("swapped", refusal(moves(Map.of("port", (long) standby.port(), "standbyPort", (long) first.port()))),
                containsString("Use the first PBX again"));
        assertThat(moves(Map.of("description", "In the cellar")).get("responseMessage"), is("success"));
        assertThat(host.database().row("AsteriskPbxInUse", "serverId", "MOVED").getString("pbxInUse"), is("STANDBY"));

        assertThat(moves(Map.of("enabled", "N", "standbyHost", "")).get("responseMessage"), is("success"));

        assertThat("another standby begins anew", host.database().rows("AsteriskPbxInUse", "serverId", "MOVED"), is(empty()));
        host.delegator().removeByAnd("AsteriskPeer", Map.of("serverId", "MOVED"));
        host.run("deleteAsteriskServer", "admin", Map.of("serverId", "MOVED"));
    }

    @Test
    void theAddressOfAStandbyInUseMayBeWrittenInAnotherWay() throws GenericEntityException {
        new PbxInUseRows(host.delegator(), "SAME").used(Side.STANDBY, false);
        creates("SAME", Map.of("standbyHost", "localhost"));

        assertThat("in capitals", changes("SAME", Map.of("standbyHost", "LocalHost")).get("responseMessage"), is("success"));
        assertThat(host.database().row("AsteriskPbxInUse", "serverId", "SAME").getString("pbxInUse"), is("STANDBY"));

        Map<String, Object> noPorts = new HashMap<>(Map.of("serverId", "SAME"));
        List.of("port", "standbyPort").forEach(field -> noPorts.put(field, null));
        host.database().change("AsteriskServer", noPorts);
        assertThat("the port that it has anyway", changes("SAME", Map.of("standbyPort", 5038L, "enableUntested", "Y")).get("responseMessage"),
                is("success"));
        assertThat(host.database().row("AsteriskPbxInUse", "serverId", "SAME").getString("pbxInUse"), is("STANDBY"));
        host.delegator().removeByAnd("AsteriskPeer", Map.of("serverId", "SAME"));
        host.run("deleteAsteriskServer", "admin", Map.of("serverId", "SAME"));
    }

    /** A node that has lost the lease writes too late. */
    @Test
    void whoServedTheServerBeforeDoesNotSayWhichPbxIsUsed() {
        PbxInUseRows before = new PbxInUseRows(host.delegator(), "FENCED", () -> Optional.of(4L));
        PbxInUseRows now = new PbxInUseRows(host.delegator(), "FENCED", () -> Optional.of(5L));
        before.used(Side.FIRST, false);
        now.used(Side.STANDBY, false);

        before.used(Side.FIRST, false);

        assertThat(now.used(), is(Side.STANDBY));
    }

    @Test
    void thatAnAdminAskedForTheStandbyIsKnownAfterARestart() {
        PbxInUseRows rows = new PbxInUseRows(host.delegator(), "CHOSEN");
        assertThat("no row", rows.wasAskedFor(), is(false));
        rows.used(Side.STANDBY, true);
        assertThat(new PbxInUseRows(host.delegator(), "CHOSEN").wasAskedFor(), is(true));
        rows.used(Side.FIRST, false);
        assertThat(rows.wasAskedFor(), is(false));
    }

    @Test
    void anOrderCountsForTwoMinutesUntilItIsDone() throws GenericEntityException {
        PbxInUseRows rows = new PbxInUseRows(host.delegator(), "ORDERED");
        rows.want(Side.STANDBY);
        assertThat(rows.wanted(), is(Optional.of(Side.STANDBY)));
        assertThat("reading it changes nothing", rows.wanted(), is(Optional.of(Side.STANDBY)));

        rows.done(Side.FIRST);
        assertThat("an order that was given meanwhile", rows.wanted(), is(Optional.of(Side.STANDBY)));
        rows.done(Side.STANDBY);
        assertThat(rows.wanted(), is(Optional.empty()));

        rows.want(Side.STANDBY);
        host.delegator().storeByCondition("AsteriskPbxInUse", Map.of("wantedDate", RowTime.of(Instant.now().minusSeconds(121))),
                EntityCondition.makeCondition("serverId", "ORDERED"));
        assertThat("nobody was there to do it", rows.wanted(), is(Optional.empty()));
    }

    private static String metrics() {
        return RestClient.of(host.base(), "admin").get("/metrics").body();
    }
}
