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

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An Asterisk channel as events name it.
 *
 * @param name     e.g. {@code PJSIP/1001-00000006}
 * @param uniqueId Asterisk's Uniqueid, or the ChannelId that we gave it
 * @param linkedId Uniqueid of the oldest channel in the same call; Asterisk may change it while the call lives
 */
public record Channel(String name, String uniqueId, String linkedId) {

    public Channel {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(uniqueId, "uniqueId");
        Objects.requireNonNull(linkedId, "linkedId");
    }

    /** Technology part of the name, e.g. {@code PJSIP}; the whole name where there is no slash. */
    public String technology() {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }

    /** Peer part of the name, e.g. {@code 1001} of {@code PJSIP/1001-00000006}; empty where there is none. */
    public String peerName() {
        int slash = name.indexOf('/');
        if (slash < 0) {
            return "";
        }
        int dash = name.lastIndexOf('-');
        return dash > slash ? name.substring(slash + 1, dash) : name.substring(slash + 1);
    }

    /**
     * Names under which an admin may keep the peer, the most exact first. A channel of chan_iax2 or chan_sip can carry the far end's address
     * ({@code trunk@10.0.0.1:4569}), one of a span of DAHDI the number it dialed ({@code i1/5551234}).
     */
    public List<String> peerNames() {
        String whole = peerName();
        List<String> names = new ArrayList<>(List.of(whole));
        int at = whole.indexOf('@');
        int slash = whole.indexOf('/');
        if (at > 0 && !isLocal()) {
            names.add(whole.substring(0, at));
        }
        if (slash > 0) {
            names.add(whole.substring(0, slash));
        }
        return names;
    }

    /** True for Asterisk's internal helper channels, which are no phone and no line of their own. */
    public boolean isLocal() {
        return name.startsWith("Local/");
    }

    /** Name that both halves of a Local channel share; empty for any other. */
    public Optional<String> localPair() {
        int end = name.lastIndexOf(';');
        return isLocal() && end > 0 ? Optional.of(name.substring(0, end)) : Optional.empty();
    }

    /** True for the half of a Local channel that stands for what was dialed; the other half runs the dialplan. */
    public boolean isNearHalf() {
        return isLocal() && name.endsWith(";1");
    }

    /** True for a channel that exists for a moment, to take a phone over which is sent somewhere. */
    public boolean isStandIn() {
        return name.startsWith("AsyncGoto/");
    }
}
