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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.CallCommand.Kind;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls in hand that go to somebody else, on each side of {@link InCallIT}. What is asserted is what the PBX shows, and what is kept of the call. */
interface TransferFlows {

    String MARI = "3725551234";
    Set<String> CUSTOMER_AND_1001 = Set.of("trunk", "1001");

    @ParameterizedTest
    @MethodSource("sides")
    default void aBlindTransferConnectsTheColleagueAndFreesTheAgent(InCallSide side) {
        String call = side.talks(MARI);

        assertThat(side.does(1001, call, "TRANSFER", "1002"), is("done"));

        side.awaitTogether(Set.of("trunk", "1002"));
        side.awaitGone("1001");
        assertThat(side.controls(1001), is(List.of()));
        assertThat(side.does(1001, call, "HOLD"), is("CALL_UNKNOWN"));
        side.awaitControls(1002, its -> its.offered().contains(Kind.HOLD)); // the PBX shows it before we hear of it
        assertThat(side.does(1002, call, "HANG_UP"), is("done"));
        GenericValue kept = side.ended(call);
        assertThat(side.parts(kept, "AST_PART_TALKED"), is(List.of(side.partyOf(1001), side.partyOf(1002))));
        assertThat(side.kinds(kept), hasItem("AST_EV_TRANSFERRED"));
    }

    @ParameterizedTest
    @MethodSource("sides")
    default void aTransferOutsideObeysTheDialingRules(InCallSide side) {
        String call = side.talks(MARI);
        assertThat(side.does(1001, call, "TRANSFER", "+1 900 555 0000"), not(startsWith("done")));
        assertThat(side.does(1001, call, "TRANSFER", "1002\r\nAction: Logoff"), is("VALUE_REFUSED"));
        side.awaitTogether(CUSTOMER_AND_1001);

        assertThat(side.does(1001, call, "TRANSFER", "+372 555 0000"), is("done"));

        side.awaitTogether(Set.of("trunk"));
        side.awaitGone("1001");
    }

    @ParameterizedTest
    @MethodSource("sides")
    default void anAttendedTransferHoldsConsultsAndConnects(InCallSide side) {
        String call = side.talks(MARI);

        assertThat(side.does(1001, call, "CONSULT", "1002"), is("done"));
        side.awaitTogether(Set.of("1001", "1002"));
        assertThat(side.held(), is(1L));
        side.awaitControls(1001, its -> its.offered().contains(Kind.SWAP)); // OFBiz may learn later than the test who talks
        assertThat(side.does(1001, call, "SWAP"), is("done"));
        side.awaitTogether(CUSTOMER_AND_1001);
        assertThat("the colleague waits", side.held(), is(1L));
        assertThat(side.does(1001, call, "SWAP"), is("done"));
        side.awaitTogether(Set.of("1001", "1002"));
        assertThat(side.does(1001, call, "COMPLETE"), is("done"));

        side.awaitTogether(Set.of("trunk", "1002"));
        side.awaitGone("1001");
        side.awaitControls(1002, its -> its.offered().contains(Kind.HOLD)); // the PBX shows it before we hear of it
        assertThat(side.does(1002, call, "HANG_UP"), is("done"));
        side.awaitNobody();
        GenericValue kept = side.ended(call);
        assertThat(side.parts(kept, "AST_PART_TALKED"), is(List.of(side.partyOf(1001), side.partyOf(1002))));
        assertThat(side.kinds(kept), hasItem("AST_EV_TRANSFERRED"));
    }

    @ParameterizedTest
    @MethodSource("sides")
    default void aConsultationThatIsBusyGivesTheCustomerBack(InCallSide side) {
        String call = side.talks(MARI);
        side.lab().phone("1003").isBusy();

        assertThat(side.does(1001, call, "CONSULT", "1003"), is("TARGET_NOT_REACHED"));

        side.awaitTogether(CUSTOMER_AND_1001);
        assertThat(side.held(), is(0L));
        side.lab().phone("1003").answers();
    }

    @ParameterizedTest
    @MethodSource("sides")
    default void aCancelledConsultationStopsTheTargetsPhone(InCallSide side) {
        side.lab().phone("1003").ringsForever();
        ConsultFlows.isCanceledWhile(side, MARI, "1003");
        side.lab().phone("1003").answers();
        side.lab().trunk().ringsForever();
        ConsultFlows.isCanceledWhile(side, MARI, "+372 555 0000");
        side.lab().trunk().answers();
    }

    @ParameterizedTest
    @MethodSource("sides")
    default void threeHearEachOther(InCallSide side) {
        String call = side.talks(MARI);
        assertThat(side.does(1001, call, "CONFERENCE"), is("NOT_CONSULTING"));
        assertThat(side.does(1001, call, "CONSULT", "1002"), is("done"));
        side.awaitControls(1001, its -> its.offered().contains(Kind.CONFERENCE));

        assertThat(side.does(1001, call, "CONFERENCE"), is("done"));

        side.awaitTogether(Set.of("trunk", "1001", "1002"));
        assertThat(side.awaitControls(1001, its -> its.conference()).offered(), containsInAnyOrder(Kind.HANG_UP, Kind.KEYS, Kind.OBJECT,
                Kind.RECORD));
        side.hangUpPhone("1001");
        side.awaitTogether(Set.of("trunk", "1002"));
        side.hangUpPhone("1002");
        side.awaitNobody();
    }

    @ParameterizedTest
    @MethodSource("sides")
    default void aParkedCallIsListedAndFetchedByAColleague(InCallSide side) {
        String call = side.talks(MARI);

        String parked = side.does(1001, call, "PARK");

        assertThat(parked, startsWith("done 7"));
        side.awaitGone("1001");
        Map<?, ?> waits = parked(side, call).orElseThrow();
        assertThat("done " + waits.get("space"), is(parked));
        assertThat(waits.get("number") + " " + waits.get("by"), is(MARI + " 1001"));
        assertThat(side.does(1002, call, "FETCH"), is("done"));
        side.awaitTogether(Set.of("trunk", "1002"));
        Await.untilTrue(() -> parked(side, call).isEmpty(), () -> "still parked");
        assertThat(side.does(1002, call, "FETCH"), is("NOT_PARKED"));
    }

    private static Optional<Map<?, ?>> parked(InCallSide side, String call) {
        List<?> calls = (List<?>) side.host().run("findParkedCalls", side.agent(1002), Map.of()).get("calls");
        return calls.stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).filter(each -> call.equals(each.get("callId"))).findFirst();
    }

    @ParameterizedTest
    @MethodSource("sides")
    default void aColleaguesRingingCallIsPickedUp(InCallSide side) {
        side.lab().phone("1001").ringsForever();
        side.lab().caller("3725557777").dials(side.direct());
        Supplier<Optional<String>> ringing = () -> side.host().database().find("PhoneCall", "callerNumber", "3725557777", "serverId", side.serverId())
                .filter(row -> side.isThere("1001")).map(row -> row.getString("serverId") + ":" + row.getString("linkedId"));
        String call = Await.until(ringing, () -> "" + side.shown());

        assertThat(side.does(1002, call, "PICK_UP"), is("done"));

        side.awaitTogether(Set.of("trunk", "1002"));
        side.awaitGone("1001");
        GenericValue kept = side.host().database().row("PhoneCall", "callerNumber", "3725557777", "serverId", side.serverId());
        side.host().database().await(part -> part.get("thruDate") != null, "PhoneCallParticipant", "phoneCallId", kept.get("phoneCallId"),
                "partTypeEnumId", "AST_PART_CALLED");
        assertThat(side.does(1003, call, "PICK_UP"), not(startsWith("done")));
        side.lab().phone("1001").answers();
    }
}
