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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** Tells a tracker what phones and lines do, in a second each; keeps every snapshot. Channels are named by peer, e.g. {@code 1001}. */
final class TestPbx {

    private final CallTracker tracker;
    private final Map<String, Channel> channels = new HashMap<>();
    private final List<PhoneCall> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-20T15:14:00Z");
    private Duration step = Duration.ofSeconds(1);
    private int serial;

    TestPbx() {
        this(new TestNumbering());
    }

    TestPbx(Numbering numbering) {
        tracker = new CallTracker("PBX", numbering);
    }

    TestPbx originate(String channelId, String peer, String number) {
        return apply(new CallEvent.OriginateRequested(now, channelId, "PJSIP/" + peer, new Party("1001", "Desk"), "outbound", number,
                Optional.empty()));
    }

    TestPbx originateFailed(String channelId, String peer, int reason) {
        return apply(new CallEvent.OriginateFailed(now, channelId, "PJSIP/" + peer, Party.UNKNOWN, "outbound", "3725550000", reason));
    }

    /** The customer calls this number. */
    TestPbx callComesIn(String number, String callerNumber) {
        return channel("trunk", "in-1", "in-1", true, callerNumber, "from-trunk", number)
                .apply(new CallEvent.ChannelProgressed(now, of("trunk"), true));
    }

    /** A customer waited for a group, and 1002 claimed the call: its phone is about to ring. */
    TestPbx claimed() {
        return callComesIn("5000", "3725551234").music("trunk").musicStops("trunk").dials("trunk", "1002", "1002");
    }

    /** A call that we asked for: 1001 picked up, and the number rings. */
    TestPbx outgoingRings() {
        return originate("ofbiz-1", "1001", "3725550000").originateRings("1001", "ofbiz-1").picksUp("1001")
                .dials("1001", "trunk", "3725550000").rings("trunk");
    }

    TestPbx channel(String peer, String uniqueId, String linkedId, boolean incoming, String number, String context, String extension) {
        Channel channel = new Channel("PJSIP/" + peer + "-" + String.format("%08x", ++serial), uniqueId, linkedId);
        channels.put(peer, channel);
        return apply(new CallEvent.ChannelCreated(now, channel, incoming, new Party(number, ""), context, extension));
    }

    /** A phone or line of the call is about to be rung by {@code from}. */
    TestPbx dials(String from, String peer, String extension) {
        Channel dialling = of(from);
        channel(peer, "leg-" + ++serial, dialling.linkedId(), false, peer, "trunk".equals(peer) ? "from-trunk" : "internal", "s");
        return apply(new CallEvent.DialBegun(now, Optional.of(dialling), of(peer), new Party(extension, ""), "", extension));
    }

    /** The dialplan's context of claims rings the phone of who claimed the caller. */
    TestPbx claims(String from, String peer) {
        Channel caller = of(from);
        channel(peer, "leg-" + ++serial, caller.linkedId(), false, peer, "internal", "s");
        return apply(new CallEvent.DialBegun(now, Optional.of(caller), of(peer), new Party(peer, ""), "claim", peer));
    }

    /** How long after each event the next one comes; a second unless said here. */
    TestPbx every(Duration between) {
        step = between;
        return this;
    }

    /** The phone that an Originate rings. */
    TestPbx originateRings(String peer, String channelId) {
        channel(peer, channelId, channelId, false, peer, "internal", "s");
        apply(new CallEvent.DialBegun(now, Optional.empty(), of(peer), Party.UNKNOWN, "", ""));
        return rings(peer);
    }

    TestPbx rings(String peer) {
        return apply(new CallEvent.ChannelProgressed(now, of(peer), false));
    }

    TestPbx picksUp(String peer) {
        return apply(new CallEvent.ChannelProgressed(now, of(peer), true));
    }

    TestPbx dialEnds(String peer, DialResult result) {
        return apply(new CallEvent.DialEnded(now, Optional.empty(), of(peer), result, "", ""));
    }

    /** The phone names another number instead of ringing, as the PBX tells it. */
    TestPbx forwards(String peer, String forward) {
        return apply(new CallEvent.DialEnded(now, Optional.empty(), of(peer), DialResult.FORWARDED, "", forward));
    }

    TestPbx sets(String peer, String variable, String value) {
        return apply(new CallEvent.VariableSet(now, of(peer), variable, value));
    }

    TestPbx joinsQueue(String peer, String queue) {
        return apply(new CallEvent.QueueJoined(now, of(peer), queue, ""));
    }

    TestPbx music(String peer) {
        return apply(new CallEvent.WaitingBegun(now, of(peer), "waiting"));
    }

    TestPbx musicStops(String peer) {
        return apply(new CallEvent.WaitingEnded(now, of(peer)));
    }

    TestPbx talk(String... peers) {
        for (String peer : peers) {
            apply(new CallEvent.BridgeEntered(now, of(peer), "bridge", true, ""));
        }
        return this;
    }

    TestPbx wantsToHangUp(String peer, int cause) {
        return apply(new CallEvent.HangupRequested(now, of(peer), cause));
    }

    TestPbx hangsUp(String peer, int cause) {
        return hangsUpAt(peer, cause, "");
    }

    TestPbx hangsUpAt(String peer, int cause, String place) {
        return apply(new CallEvent.HungUp(now, of(peer), cause, place));
    }

    Channel of(String peer) {
        return channels.get(peer);
    }

    Instant now() {
        return now;
    }

    TestPbx apply(CallEvent event) {
        told.addAll(tracker.apply(event));
        now = now.plus(step);
        return this;
    }

    /** The latest snapshot told. */
    PhoneCall call() {
        return told.get(told.size() - 1);
    }

    List<PhoneCall> told() {
        return told;
    }

    boolean isForgotten() {
        return tracker.isEmpty();
    }

    List<PhoneCall> open() {
        return tracker.openCalls();
    }
}
