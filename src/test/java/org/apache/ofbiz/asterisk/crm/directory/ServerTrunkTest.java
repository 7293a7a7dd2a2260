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
package org.apache.ofbiz.asterisk.crm.directory;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.Peer;
import org.junit.jupiter.api.Test;

class ServerTrunkTest {

    private static final ServerTrunk TRUNK = new ServerTrunk("MAIN", "BRANCH", "to-branch", "8", "from-main");

    private static Peer phone(String serverId, String technology, String name, Peer.Type type, String shortNumber) {
        return new Peer("P-1", serverId, technology, name, type, Optional.empty(), Optional.of(shortNumber), Optional.empty(), true);
    }

    @Test
    void aPhoneThereIsAPlaceOfTheDialplanHere() {
        Peer way = TRUNK.wayTo(phone("BRANCH", "PJSIP", "2001", Peer.Type.EXTENSION, "2001")).orElseThrow();

        assertThat(way.peerId() + " " + way.serverId() + " " + way.dialString(), is("P-1 MAIN Local/82001@to-branch/n"));
        assertThat(way.isPlace(), is(true));
    }

    @Test
    void aPhoneWithAnotherNameIsReachedByItsShortNumber() {
        assertThat(TRUNK.wayTo(phone("BRANCH", "PJSIP", "reception", Peer.Type.EXTENSION, "2009")).orElseThrow().name(), is("82009@to-branch"));
    }

    @Test
    void whatCannotBeDialedIsNotReached() {
        assertThat("no number", TRUNK.wayTo(phone("BRANCH", "PJSIP", "reception", Peer.Type.EXTENSION, "")), is(Optional.empty()));
        assertThat("of a third server", TRUNK.wayTo(phone("OTHER", "PJSIP", "2001", Peer.Type.EXTENSION, "2001")), is(Optional.empty()));
        assertThat("a provider", TRUNK.wayTo(phone("BRANCH", "PJSIP", "2001", Peer.Type.TRUNK, "2001")), is(Optional.empty()));
        assertThat("outside", TRUNK.wayTo(phone("BRANCH", "Local", "5551234@outbound", Peer.Type.EXTENSION, "2001")), is(Optional.empty()));
    }

    @Test
    void serversAreTogetherByWayOfOthers() {
        Map<String, String> together = ServerTrunks.together(List.of(trunk("A", "B"), trunk("C", "D"), trunk("E", "F"), trunk("D", "B")));

        assertThat(Stream.of("A", "B", "C", "D").map(together::get).distinct().count(), is(1L));
        assertThat(together.get("E"), is(together.get("F")));
        assertThat(together.get("E").equals(together.get("A")), is(false));
    }

    private static ServerTrunk trunk(String from, String to) {
        return new ServerTrunk(from, to, "out", "", "in");
    }

    @Test
    void theOtherServerKnowsItsPhoneByContextAndPrefix() {
        assertThat(TRUNK.phoneRungAt("from-main", "82001"), is(Optional.of("2001")));
        assertThat(TRUNK.phoneRungAt("from-main", "2001"), is(Optional.empty()));
        assertThat(TRUNK.phoneRungAt("internal", "82001"), is(Optional.empty()));
    }
}
