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
package org.apache.ofbiz.asterisk.call;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The endpoints that a server has, as far as it told.
 *
 * @param complete technologies whose list came to its end: what is missing there is gone; of others nothing is known
 */
public record PeerListing(List<DiscoveredPeer> peers, Set<String> complete) {

    public PeerListing {
        peers = List.copyOf(peers);
        complete = Set.copyOf(complete);
    }

    /** Whether the server said that it has no such endpoint. */
    public boolean lacks(String technology, String name) {
        return complete.contains(technology) && find(technology, name).isEmpty();
    }

    public Optional<DiscoveredPeer> find(String technology, String name) {
        return peers.stream().filter(peer -> peer.technology().equals(technology) && peer.name().equals(name)).findFirst();
    }

    /** Takes what a server lists after each connect and reload. Called on a worker thread, never on the call thread. */
    @FunctionalInterface
    public interface Sink {
        void peersListed(String serverId, PeerListing listing);
    }
}
