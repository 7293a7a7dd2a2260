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
package org.apache.ofbiz.asterisk.call.tracking;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.junit.jupiter.api.Test;

/** A caller of another server comes by a trunk to the phone of who claimed them there. */
class CallsByTrunkTest {

    private final TestPbx pbx = new TestPbx();

    private TestPbx comesFor(String context, String number) {
        return pbx.channel("trunk", "in-1", "in-1", true, "3725551234", context, number);
    }

    @Test
    void whatHappensAtThePhoneIsTold() {
        comesFor("from-main", "5000").dials("trunk", "1002", "1002").rings("1002");

        assertThat(pbx.told(), is(not(empty())));
    }

    @Test
    void aClaimOfTheOtherServerIsNoCallOfThisOne() {
        comesFor("from-main", "81002").dials("trunk", "1002", "1002").rings("1002").picksUp("1002").picksUp("trunk").talk("trunk", "1002")
                .hangsUp("1002", 16).hangsUp("trunk", 16);

        assertThat(pbx.told(), is(empty()));
        assertThat(pbx.isForgotten(), is(true));
    }

    @Test
    void aClaimThatNobodyAnswersIsNoMissedCall() {
        comesFor("from-main", "81002").dials("trunk", "1002", "1002").rings("1002").hangsUp("1002", 0).hangsUp("trunk", 127);

        assertThat(pbx.told(), is(empty()));
    }

    @Test
    void theNumberAloneOrTheContextAloneIsACallOfItsOwn() {
        comesFor("from-trunk", "81002");
        assertThat(pbx.told(), is(not(empty())));

        TestPbx other = new TestPbx();
        other.channel("trunk", "in-1", "in-1", true, "3725551234", "from-main", "89999");
        assertThat(other.told(), is(not(empty())));
    }

    @Test
    void aCallOfAGroupIsACallWhereverItArrives() {
        comesFor("from-main", "81003");
        assertThat(pbx.call().groupId(), is(Optional.of("SUPPORT")));
    }

    @Test
    void aCallThatBeginsInAContextOfThisServerIsItsOwn() {
        for (String context : List.of("internal", "outbound", "claim", "waiting")) {
            TestPbx other = new TestPbx();
            other.channel("1001", "in-1", "in-1", true, "1001", context, "81002");
            assertThat(context, other.told(), is(not(empty())));
        }
    }

    @Test
    void aCallThatWasToldIsToldToItsEnd() {
        comesFor("from-main", "");
        assertThat(pbx.told(), is(not(empty())));
        pbx.apply(new CallEvent.CallArrived(pbx.now(), pbx.of("trunk"), Party.UNKNOWN, "from-main", "81002"));
        pbx.hangsUp("trunk", 16);

        assertThat(pbx.told().get(pbx.told().size() - 1).ended(), is(true));
    }

    @Test
    void aColleagueWhoIsPutThroughToTheCallerHasACallWithThem() {
        comesFor("from-main", "81002").dials("trunk", "1002", "1002").rings("1002").picksUp("1002").picksUp("trunk").talk("trunk", "1002");
        pbx.channel("1001", "ask-1", "ask-1", true, "1001", "internal", "1003").dials("1001", "1003", "1003").rings("1003").picksUp("1003")
                .picksUp("1001");
        hears("1001", "asked").hears("1003", "asked");
        assertThat(pbx.call().state(), is(State.TALKING));

        pbx.apply(new CallEvent.Transferred(pbx.now(), List.of(pbx.of("1002"), pbx.of("1001")), Optional.of(pbx.of("trunk")),
                Optional.of(pbx.of("1003")), "1003"));

        List<PhoneCall> whole = pbx.told().stream().filter(call -> call.mergedInto().isEmpty()).toList();
        assertThat("with the caller", whole.get(whole.size() - 1).legs().stream().anyMatch(leg -> leg.channel().equals(pbx.of("trunk"))), is(true));
    }

    private CallsByTrunkTest hears(String peer, String bridge) {
        pbx.apply(new CallEvent.BridgeEntered(pbx.now(), pbx.of(peer), bridge, true, ""));
        return this;
    }
}
