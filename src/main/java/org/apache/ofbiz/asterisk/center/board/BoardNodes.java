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
package org.apache.ofbiz.asterisk.center.board;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.board.BoardScope;
import org.apache.ofbiz.asterisk.center.nodes.ServerLeases;
import org.apache.ofbiz.asterisk.center.relay.Relays;
import org.apache.ofbiz.asterisk.center.relay.SharedRows;

/**
 * The OFBiz nodes, as the wallboard needs them. All of it is from memory.
 *
 * @param several whether there may be other nodes
 * @param servers that this node serves now
 * @param alone   whether no other node lives
 * @param relays  empty without a message broker
 */
public record BoardNodes(boolean several, Supplier<Set<String>> servers, Supplier<Boolean> alone, Optional<Relays> relays) {

    public static BoardNodes of(ServerLeases leases, Supplier<Set<String>> servers, Optional<Relays> relays) {
        return new BoardNodes(leases.several(), servers, () -> leases.others().isEmpty(), relays);
    }

    /** Those whose calls this node counts; empty for all. */
    Optional<Set<String>> counted() {
        return several ? Optional.of(Set.copyOf(servers.get())) : Optional.empty();
    }

    BoardScope scope() {
        return !several || alone.get() ? BoardScope.ALL : relays.filter(Relays::connected)
                .map(others -> others.sharesWithAll() ? BoardScope.ALL : BoardScope.SOME).orElse(BoardScope.OWN);
    }

    /** The node that has the calls of this user; empty for this one. */
    Optional<String> host(String userLoginId) {
        return relays.flatMap(others -> others.host(userLoginId));
    }

    /** @param rows which all nodes are to have of this one and of each other */
    void share(SharedRows rows) {
        relays.ifPresent(others -> others.share(rows));
    }

    void tell(String text) {
        relays.ifPresent(others -> others.tellRows(text));
    }
}
