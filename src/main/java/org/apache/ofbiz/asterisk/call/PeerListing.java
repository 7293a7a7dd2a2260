/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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
}
