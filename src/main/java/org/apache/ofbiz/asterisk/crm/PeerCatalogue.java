/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.call.DiscoveredPeer;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;

/** Adds the extensions and trunks that a server lists, unless the setting forbids it. Never changes a row that is there. Thread-safe. */
public final class PeerCatalogue implements DiscoveredPeer.Sink {

    private static final String MODULE = PeerCatalogue.class.getName();
    private static final int LONGEST_NAME = 60;

    private final Delegator delegator;
    private final Settings settings;
    private final Runnable whenAdded;

    /** @param whenAdded told once after each listing that brought new peers */
    public PeerCatalogue(Delegator delegator, Settings settings, Runnable whenAdded) {
        this.delegator = delegator;
        this.settings = settings;
        this.whenAdded = whenAdded;
    }

    @Override
    public void peersListed(String serverId, List<DiscoveredPeer> peers) {
        if (!settings.get(Settings.AUTO_FILL_EXTENSION_AND_TRUNK)) {
            return;
        }
        long added = peers.stream().filter(peer -> add(serverId, peer)).count();
        if (added > 0) {
            Debug.logInfo("Server " + serverId + " listed " + added + " new peers", MODULE);
            whenAdded.run();
        }
    }

    private boolean add(String serverId, DiscoveredPeer peer) {
        Map<String, Object> name = Map.of("serverId", serverId, "technology", peer.technology(), "peerName", peer.name());
        if (!PlainText.isPlain(peer.name()) || peer.name().length() > LONGEST_NAME || isThere(name)) {
            return false;
        }
        try {
            delegator.create(delegator.makeValue("AsteriskPeer", Map.of(
                    "peerId", delegator.getNextSeqId("AsteriskPeer"), "serverId", serverId, "technology", peer.technology(),
                    "peerName", peer.name(), "peerTypeId", EnumIds.of(peer.type()), "dialplanContext", peer.context(),
                    "enabled", "Y", "autoFilled", "Y")));
            return true;
        } catch (GenericEntityException e) {
            Debug.logWarning("Peer " + peer.name() + " of server " + serverId + " could not be added: " + e.getMessage(), MODULE);
            return false;
        }
    }

    private boolean isThere(Map<String, Object> name) {
        return Rows.first(new Rows(delegator).from("AsteriskPeer").where(name)).isPresent();
    }
}
