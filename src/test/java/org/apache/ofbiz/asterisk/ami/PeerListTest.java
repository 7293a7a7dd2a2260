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
package org.apache.ofbiz.asterisk.ami;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.call.DiscoveredPeer;
import org.apache.ofbiz.asterisk.call.Peer.Type;
import org.apache.ofbiz.asterisk.call.PeerListing;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.call.PeerStates.State;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a PBX lists of its phones and lines, and tells of them later. */
class PeerListTest {

    private final BlockingQueue<PeerListing> listed = new LinkedBlockingQueue<>();
    private PbxPlayer pbx;
    private AsteriskConnection connection;

    @BeforeEach
    void givenAPbx() throws Exception {
        pbx = new PbxPlayer();
    }

    @AfterEach
    void hangUp() throws Exception {
        connection.close();
        pbx.close();
    }

    @Test
    void phonesAreToldFromLinesByContextThenByWhoLogsIn() throws Exception {
        pbx.answer("PJSIPShowEndpoints", action -> PbxPlayer.list(action, endpoint("1001", "Auths: 1001")
                + endpoint("trunk", "Auths: ") + endpoint("door", "Auths: door") + endpoint("itsp", "Auths: itsp\r\nOutboundAuths: itsp")
                + endpoint("branch", "Auths: branch") + endpoint("provider", "Auths: provider"), "EndpointListComplete"));
        Map<String, String> contexts = Map.of("1001", "internal", "trunk", "from-trunk", "door", "doors", "itsp", "from-trunk",
                "branch", "from-trunk", "provider", "from-trunk");
        pbx.answer("PJSIPShowEndpoint", action -> {
            String name = action.get("Endpoint");
            String identify = "branch".equals(name) ? "Event: IdentifyDetail\r\n$IDEndpointName: branch\r\nMatch: 192.0.2.1/32\r\n\r\n" : "";
            return PbxPlayer.list(action, "Event: EndpointDetail\r\n$IDObjectName: " + name + "\r\nContext: " + contexts.get(name) + "\r\n\r\n"
                    + identify, "EndpointDetailComplete");
        });
        pbx.answer("PJSIPShowRegistrationsOutbound", action -> PbxPlayer.list(action,
                "Event: OutboundRegistrationDetail\r\n$IDObjectName: reg\r\nEndpoint: provider\r\n\r\n", "OutboundRegistrationDetailComplete"));

        PeerListing listing = connectAndList();

        assertThat(listing.peers(), containsInAnyOrder(peer("1001", Type.EXTENSION, "internal"), peer("door", Type.EXTENSION, "doors"),
                peer("trunk", Type.TRUNK, "from-trunk"), peer("itsp", Type.TRUNK, "from-trunk"), peer("branch", Type.TRUNK, "from-trunk"),
                peer("provider", Type.TRUNK, "from-trunk")));
        assertThat(listing.complete(), is(Set.of("PJSIP")));
    }

    @Test
    void oldChannelDriversTellPhonesByTheirRegistering() throws Exception {
        pbx.answer("SIPPeers", action -> PbxPlayer.list(action, entry("201", "yes", "192.0.2.7") + entry("202", "yes", "-none-")
                + entry("line", "no", "192.0.2.9"), "PeerlistComplete"));
        pbx.answer("IAXpeerlist", action -> PbxPlayer.list(action, entry("301", "yes", "(null)"), "PeerlistComplete"));

        PeerListing listing = connectAndList();

        assertThat(listing.peers(), containsInAnyOrder(new DiscoveredPeer("SIP", "201", Type.EXTENSION, ""),
                new DiscoveredPeer("SIP", "202", Type.EXTENSION, ""), new DiscoveredPeer("SIP", "line", Type.TRUNK, ""),
                new DiscoveredPeer("IAX2", "301", Type.EXTENSION, "")));
        assertThat(listing.complete(), is(Set.of("SIP", "IAX2")));
        assertThat(connection.peerStates().of("SIP", "202"), is(State.UNREGISTERED));
        assertThat(connection.peerStates().of("IAX2", "301"), is(State.UNREGISTERED));
        assertThat("it registered, and more is not told", connection.peerStates().of("SIP", "201"), is(State.UNKNOWN));
    }

    @Test
    void aListThatIsRefusedIsNotComplete() throws Exception {
        pbx.answer("PJSIPShowEndpoints", action -> "Response: Error\r\nMessage: No endpoints found\r\n");

        PeerListing listing = connectAndList();

        assertThat(listing.peers(), is(empty()));
        assertThat(listing.complete(), is(Set.of()));
        assertThat(listing.lacks("PJSIP", "1001"), is(false));
    }

    @Test
    void aReloadListsAgain() throws Exception {
        connectAndList();

        pbx.say("Event: Reload\r\nPrivilege: system,all\r\nModule: app_queue\r\nStatus: 0\r\n\r\n"
                + "Event: Reload\r\nPrivilege: system,all\r\nModule: All\r\nStatus: 0\r\n\r\n");
        assertThat(listed.poll(10, TimeUnit.SECONDS).peers(), is(empty()));

        connection.listPeers();
        assertThat(listed.poll(10, TimeUnit.SECONDS).peers(), is(empty()));
    }

    @Test
    void statesAreListedAndFollowed() throws Exception {
        pbx.answer("DeviceStateList", action -> PbxPlayer.list(action, device("PJSIP/1001", "NOT_INUSE") + device("PJSIP/1002", "UNAVAILABLE")
                + device("Queue:support", "NOT_INUSE"), "DeviceStateListComplete"));
        pbx.answer("PJSIPShowEndpoints", action -> PbxPlayer.list(action,
                endpoint("1001", "Contacts: 1001/sip:1001@192.0.2.1,\r\nDeviceState: Not in use")
                + endpoint("1002", "Contacts: \r\nDeviceState: Unavailable")
                + endpoint("1003", "Contacts: 1003/sip:1003@192.0.2.3,\r\nDeviceState: Ringing"), "EndpointListComplete"));
        connectAndList();
        PeerStates states = connection.peerStates();
        assertThat(states.all(), is(Map.of("PJSIP/1001", State.IDLE, "PJSIP/1002", State.UNREGISTERED, "PJSIP/1003", State.RINGING)));

        for (String[] change : List.of(new String[] {"RINGING", "RINGING"}, new String[] {"INUSE", "IN_USE"}, new String[] {"RINGINUSE", "RINGING"},
                new String[] {"ONHOLD", "ON_HOLD"}, new String[] {"BUSY", "BUSY"}, new String[] {"NOT_INUSE", "IDLE"})) {
            pbx.say("Event: DeviceStateChange\r\nPrivilege: call,all\r\nDevice: PJSIP/1001\r\nState: " + change[0] + "\r\n\r\n");
            Eventually.isTrue(() -> states.of("PJSIP", "1001") == State.valueOf(change[1]), change[1]);
        }
        // as recorded when a phone takes its registration back
        pbx.say("Event: PeerStatus\r\nPrivilege: system,all\r\nChannelType: PJSIP\r\nPeer: PJSIP/1001\r\nPeerStatus: Unreachable\r\n\r\n"
                + "Event: ContactStatus\r\nPrivilege: system,all\r\nURI: sip:1001@192.0.2.1\r\nContactStatus: Removed\r\nAOR: 1001\r\n"
                + "EndpointName: 1001\r\n\r\nEvent: DeviceStateChange\r\nPrivilege: call,all\r\nDevice: PJSIP/1001\r\nState: UNAVAILABLE\r\n\r\n");
        Eventually.isTrue(() -> states.of("PJSIP", "1001") == State.UNREGISTERED, "unregistered");

        pbx.close();
        Eventually.isTrue(() -> states.all().isEmpty(), "nothing is known any more");
    }

    private PeerListing connectAndList() throws InterruptedException {
        connection = new AsteriskConnection(pbx.server(), TestRules::now,
                EventSink.AT_ONCE, event -> { }, (id, listing) -> listed.add(listing), EventSink.PATIENT,
                Clock.systemUTC());
        connection.start();
        PeerListing listing = listed.poll(20, TimeUnit.SECONDS);
        assertThat("listed", listing != null, is(true));
        return listing;
    }

    private static DiscoveredPeer peer(String name, Type type, String context) {
        return new DiscoveredPeer("PJSIP", name, type, context);
    }

    private static String endpoint(String name, String more) {
        return "Event: EndpointList\r\n$IDObjectName: " + name + "\r\n" + more + "\r\n\r\n";
    }

    private static String entry(String name, String dynamic, String address) {
        return "Event: PeerEntry\r\n$IDObjectName: " + name + "\r\nDynamic: " + dynamic + "\r\nIPaddress: " + address + "\r\n\r\n";
    }

    private static String device(String name, String state) {
        return "Event: DeviceStateChange\r\n$IDDevice: " + name + "\r\nState: " + state + "\r\n\r\n";
    }
}
