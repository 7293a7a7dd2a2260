/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

/**
 * An endpoint that a server listed; {@code type} is what it looks like, an admin may know better.
 *
 * @param callerIdName name that it shows when it calls; empty where the server tells none
 */
public record DiscoveredPeer(String technology, String name, Peer.Type type, String context, String callerIdName) {

    /** One that shows no name. */
    public DiscoveredPeer(String technology, String name, Peer.Type type, String context) {
        this(technology, name, type, context, "");
    }

    /** Takes what a server lists after each connect and reload. Called on a worker thread, never on the call thread. */
    @FunctionalInterface
    public interface Sink {
        void peersListed(String serverId, PeerListing listing);
    }
}
