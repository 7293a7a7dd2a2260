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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.DiscoveredPeer;
import org.apache.ofbiz.asterisk.call.PeerListing;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/**
 * Keeps AsteriskPeer rows as a server lists its extensions and trunks, unless the setting forbids it: new ones are added, gone ones disabled,
 * those that are back enabled, and what turns out to be a phone or a line becomes one. A row that an admin made or saved is the admin's and
 * stays as it is. Thread-safe.
 */
public final class PeerCatalog implements PeerListing.Sink {

    private static final String MODULE = PeerCatalog.class.getName();
    private static final int LONGEST_NAME = 60;

    private final Delegator delegator;
    private final Settings settings;
    private final Runnable whenChanged;

    /** @param whenChanged told once after each listing that changed a row */
    public PeerCatalog(Delegator delegator, Settings settings, Runnable whenChanged) {
        this.delegator = delegator;
        this.settings = settings;
        this.whenChanged = whenChanged;
    }

    /** One at a time: two listings of one server would each add what is new. */
    @Override
    public synchronized void peersListed(String serverId, PeerListing listing) {
        if (!settings.get(Settings.AUTO_FILL_EXTENSION_AND_TRUNK)) {
            return;
        }
        List<GenericValue> rows = Rows.list(new Rows(delegator).from("AsteriskPeer").where("serverId", serverId));
        long added = listing.peers().stream().distinct().filter(peer -> isNew(peer, rows)).filter(peer -> add(serverId, peer)).count();
        long changed = rows.stream().filter(row -> Rows.isYes(row, "autoFilled")).filter(row -> bringUpToDate(row, listing)).count();
        if (added + changed > 0) {
            Debug.logInfo("Server " + serverId + ": discovered extensions and trunks: " + added + " added, " + changed + " changed", MODULE);
            whenChanged.run();
        }
    }

    private static boolean isNew(DiscoveredPeer peer, List<GenericValue> rows) {
        return PlainText.isPlain(peer.name()) && peer.name().length() <= LONGEST_NAME && rows.stream().noneMatch(row ->
                peer.technology().equals(row.getString("technology")) && peer.name().equals(row.getString("peerName")));
    }

    private boolean add(String serverId, DiscoveredPeer peer) {
        return written("added", peer.name(), () -> delegator.create(delegator.makeValue("AsteriskPeer", Map.of(
                "peerId", delegator.getNextSeqId("AsteriskPeer"), "serverId", serverId, "technology", peer.technology(),
                "peerName", peer.name(), "peerTypeEnumId", EnumIds.of(peer.type()), "dialplanContext", peer.context(),
                "callerIdName", PlainText.isPlain(peer.callerIdName()) ? peer.callerIdName() : "", "enabled", "Y", "autoFilled", "Y"))));
    }

    /** @return whether the row was changed */
    private boolean bringUpToDate(GenericValue row, PeerListing listing) {
        String name = row.getString("peerName");
        boolean gone = listing.lacks(row.getString("technology"), name);
        Optional<DiscoveredPeer> listed = listing.find(row.getString("technology"), name);
        Map<String, String> told = new HashMap<>();
        if (gone || listed.isPresent()) {
            told.put("enabled", gone ? "N" : "Y");
        }
        // which context is the internal one, and so what is a phone, may have been told later than the peers
        listed.ifPresent(peer -> told.putAll(Map.of("peerTypeEnumId", EnumIds.of(peer.type()), "dialplanContext", peer.context())));
        if (told.entrySet().stream().allMatch(field -> field.getValue().equals(Rows.text(row, field.getKey())))) {
            return false;
        }
        told.forEach(row::set);
        row.set("lastModifiedByUserLogin", null);
        return written(gone ? "disabled" : "brought up to date", name, row::store);
    }

    private static boolean written(String what, String name, Write write) {
        try {
            write.run();
            return true;
        } catch (GenericEntityException e) {
            Debug.logWarning("Extension or trunk " + name + " couldn't be " + what + ": " + e.getMessage(), MODULE);
            return false;
        }
    }

    @FunctionalInterface
    private interface Write {
        void run() throws GenericEntityException;
    }
}
