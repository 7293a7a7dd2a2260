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
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.entity.GenericValue;

/** What supervisors do with a call on a real PBX; 1003 is theirs. What is asserted is what the PBX shows, and what is kept of the call. */
final class SupervisionFlows {

    private static final Map<String, String> OPTIONS = new TreeMap<>(Map.of("LISTEN", "uqES", "WHISPER", "uqESw", "BARGE", "uqESB"));
    private static final Set<String> CUSTOMER_AND_AGENT = Set.of("trunk", "1001");

    private SupervisionFlows() {
    }

    static void listensInEachWayAndTakesOver(InCallSide side, String customer) {
        String call = side.talks(customer);
        OPTIONS.forEach((mode, options) -> {
            listens(side, call, mode, options);
            side.awaitTogether(CUSTOMER_AND_AGENT);
            side.hangUpPhone("1003");
            side.awaitGone("1003");
        });

        assertThat(side.supervises(1003, call, "TAKE_OVER"), is("done"));

        side.awaitTogether(Set.of("trunk", "1003"));
        side.awaitGone("1001");
        assertThat("in a call of their own", side.supervises(1003, call, "LISTEN"), not(is("done")));
        assertThat(side.does(1003, call, "HANG_UP"), is("done"));
        side.awaitNobody();
        String[] ids = call.split(":", 2);
        Database database = side.host().database();
        GenericValue kept = database.await(row -> row.get("endDate") != null, "PhoneCall", "serverId", ids[0], "linkedId", ids[1]);
        OPTIONS.keySet().forEach(mode -> database.await(row -> true, "PhoneCallEvent", "phoneCallId", kept.get("phoneCallId"),
                "eventTypeEnumId", "AST_EV_LISTENED", "detail", mode));
        assertThat("a call of its own", database.rows("PhoneCall", "serverId", ids[0]).stream().map(row -> row.getString("linkedId"))
                .filter(id -> id.startsWith("ofbiz-monitor")).toList(), is(List.of()));
    }

    private static void listens(InCallSide side, String call, String mode, String options) {
        assertThat(side.supervises(1003, call, mode), is("done"));
        Await.untilTrue(() -> side.shown().stream().anyMatch(each -> each.channel().contains("/1003-") && each.application().equals("ChanSpy")
                && each.data().endsWith("," + options)), () -> mode + ": " + side.shown());
        Await.untilTrue(() -> CallCenter.of(side.host().delegator()).orElseThrow().liveCalls().find(call).stream()
                .flatMap(live -> live.timeline().stream()).anyMatch(entry -> entry.kind() == TimelineEntry.Kind.LISTENED
                && entry.detail().equals(mode)), () -> mode + " isn't told of");
    }

    static void isFreeAfterTheCall(InCallSide side, String customer) {
        String call = side.talks(customer);
        listens(side, call, "WHISPER", OPTIONS.get("WHISPER"));

        side.hangUpPhone("trunk");

        side.awaitNobody();
        assertThat(side.controls(1003), is(List.of()));
    }
}
