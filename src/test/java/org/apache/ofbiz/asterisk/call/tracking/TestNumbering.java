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

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;

/** The PBX of the recorded dialogues: phones 1001 to 1003, one trunk, number 5000 and queue support for the group SUPPORT, and trunks
 * from another server and to one. */
public class TestNumbering implements Numbering {

    private static final Set<String> PHONES = Set.of("1001", "1002", "1003");
    private static final Map<String, String> QUEUES = Map.of("support", "SUPPORT", "pool", "SUPPORT", "second", "SALES", "6000", "SUPPORT",
            "6001", "SALES");

    @Override
    public Optional<Peer> peer(String technology, String peerName) {
        if (!"PJSIP".equals(technology)) {
            return Optional.empty();
        }
        if ("trunk".equals(peerName)) {
            return Optional.of(peer(peerName, Peer.Type.TRUNK));
        }
        return PHONES.contains(peerName) ? Optional.of(peer(peerName, Peer.Type.EXTENSION)) : Optional.empty();
    }

    private static Peer peer(String name, Peer.Type type) {
        return new Peer("P-" + name, "PBX", "PJSIP", name, type, Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    @Override
    public boolean isExtension(String number) {
        return PHONES.contains(number);
    }

    /** A trunk leads to the phones of the server BRANCH, which dial by their names. */
    @Override
    public Optional<Peer> wayTo(Peer phone) {
        return "BRANCH".equals(phone.serverId()) ? Optional.of(new Peer(phone.peerId(), "PBX", "Local", "8" + phone.name() + "@to-branch",
                phone.type(), phone.owner(), Optional.empty(), Optional.empty(), phone.enabled())) : Optional.empty();
    }

    /** Number 2002 is at BRANCH, and 2003 at BRANCH and at another server. */
    @Override
    public List<Peer> phonesByTrunk(String number) {
        return switch (number) {
        case "2002" -> List.of(far("FAR", "BRANCH", number));
        case "2003" -> List.of(far("FAR", "BRANCH", number), far("FARTHER", "SHOP", number));
        default -> List.of();
        };
    }

    private static Peer far(String peerId, String serverId, String name) {
        return new Peer(peerId, serverId, "PJSIP", name, Peer.Type.EXTENSION, Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    /** The same trunk of another server to this one, which an admin may have declared to arrive in any context. */
    @Override
    public boolean arrivesForClaim(String context, String extension) {
        return Set.of("from-main", "internal", "outbound", "claim", "waiting").contains(context) && extension.startsWith("8")
                && PHONES.contains(extension.substring(1));
    }

    @Override
    public Optional<String> groupOfNumber(String context, String extension) {
        boolean support = "from-trunk".equals(context) && "5000".equals(extension) || "from-analog".equals(context) && "s".equals(extension)
                || "from-main".equals(context) && "81003".equals(extension);
        return support ? Optional.of("SUPPORT") : Optional.empty();
    }

    @Override
    public Optional<String> groupOfQueue(String queue) {
        return Optional.ofNullable(QUEUES.get(queue));
    }

    @Override
    public Optional<String> groupOfUserEvent(String userEvent, String extension) {
        return "SupportWanted".equals(userEvent) ? Optional.of("SUPPORT") : Optional.empty();
    }

    @Override
    public Set<String> watchedVariables() {
        return Set.of("ORDER_NUMBER", "TIER");
    }

    @Override
    public Set<String> watchedVariables(String groupId) {
        return "SUPPORT".equals(groupId) ? Set.of("ORDER_NUMBER") : Set.of("TIER");
    }

    @Override
    public Optional<String> groupOfKeptCall(String linkedId) {
        return "kept".equals(linkedId) ? Optional.of("SUPPORT") : Optional.empty();
    }

    @Override
    public Optional<String> groupOfDialed(String number) {
        return "5000".equals(number) ? Optional.of("SUPPORT") : Optional.empty();
    }

    @Override
    public Contexts contexts() {
        return new Contexts("internal", "outbound", "claim", "waiting");
    }
}
