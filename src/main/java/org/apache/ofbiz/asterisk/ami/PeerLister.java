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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.call.DiscoveredPeer;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PeerListing;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.call.PeerStates.State;
import org.asteriskjava.manager.action.IaxPeerListAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.PJSipShowEndpointAction;
import org.asteriskjava.manager.action.PJSipShowEndpointsAction;
import org.asteriskjava.manager.action.SipPeersAction;

/**
 * The phones and lines that a PBX knows, asked after each login and each reload. Waits for the answers.
 *
 * <p>A PJSIP endpoint is an extension when its context is the internal one of the server; else a trunk when it logs in elsewhere (an
 * outbound registration or outbound authentication) or is recognized by its address; else an extension when it has to log in here. A SIP
 * or IAX2 peer is an extension when it registers from wherever it is, and a trunk when it has its place.
 */
final class PeerLister {

    /** Asking for one endpoint takes about a millisecond; beyond this number a type is told from the list alone. */
    private static final int MAX_DETAILS = 1000;

    private static final Pattern NAMED = Pattern.compile("\"([^\"<>]{1,100})\"\\s*+(?:<[^>]*+>)?+");

    private final AmiSession session;
    private final String internalContext;
    private final PeerStates states;
    private final List<DiscoveredPeer> found = new ArrayList<>();
    private final Set<String> complete = new HashSet<>();

    PeerLister(AmiSession session, String internalContext, PeerStates states) {
        this.session = session;
        this.internalContext = internalContext;
        this.states = states;
    }

    /** Lists once; also brings the states up to date. */
    PeerListing list() {
        long before = states.beforeListing();
        list(new PlainAction("DeviceStateList")).orElse(List.of()).forEach(item -> PeerStateTranslator.device(item.get("Device"))
                .ifPresent(device -> states.listed(before, device.technology(), device.name(),
                        Optional.of(PeerStateTranslator.state(item.get("State"))), Optional.empty())));
        list(new PJSipShowEndpointsAction()).ifPresent(endpoints -> pjsip(endpoints, before));
        list(new SipPeersAction()).ifPresent(entries -> peers("SIP", entries, before));
        list(new IaxPeerListAction()).ifPresent(entries -> peers("IAX2", entries, before));
        return new PeerListing(found, complete);
    }

    private void pjsip(List<AmiMessage> endpoints, long before) {
        complete.add("PJSIP");
        Set<String> registering = list(new PlainAction("PJSIPShowRegistrationsOutbound")).orElse(List.of()).stream()
                .map(item -> item.get("Endpoint")).collect(Collectors.toSet());
        for (AmiMessage endpoint : endpoints) {
            String name = endpoint.get("ObjectName");
            if (name.isEmpty()) {
                continue;
            }
            List<AmiMessage> details = endpoints.size() > MAX_DETAILS ? List.of() : details(name);
            Optional<AmiMessage> detail = details.stream().filter(item -> "EndpointDetail".equals(item.event())).findFirst();
            String context = detail.map(item -> item.get("Context")).orElse("");
            boolean line = endpoint.has("OutboundAuths") || registering.contains(name)
                    || details.stream().anyMatch(item -> "IdentifyDetail".equals(item.event()));
            boolean phone = !context.isEmpty() && context.equals(internalContext) || !line && endpoint.has("Auths");
            found.add(peer("PJSIP", name, phone, context, detail.map(item -> shownName(item.get("Callerid"))).orElse("")));
            State device = PeerStateTranslator.state(endpoint.get("DeviceState"));
            states.listed(before, "PJSIP", name, Optional.of(device), Optional.of(endpoint.has("Contacts")));
        }
    }

    private List<AmiMessage> details(String endpoint) {
        PJSipShowEndpointAction action = new PJSipShowEndpointAction();
        action.setEndpoint(endpoint);
        return list(action).orElse(List.of());
    }

    private void peers(String technology, List<AmiMessage> entries, long before) {
        complete.add(technology);
        for (AmiMessage entry : entries) {
            String name = entry.get("ObjectName");
            if (!name.isEmpty()) {
                boolean phone = "yes".equalsIgnoreCase(entry.get("Dynamic"));
                found.add(peer(technology, name, phone, "", ""));
                boolean hasAddress = entry.has("IPaddress") && !entry.get("IPaddress").startsWith("-") && !entry.get("IPaddress").startsWith("(");
                states.listed(before, technology, name, device(entry.get("Status")), Optional.of(!phone || hasAddress));
            }
        }
    }

    /** The name in {@code "Liis Saar" <1001>}; of what cannot be shown again, nothing. */
    private static String shownName(String callerId) {
        Matcher named = NAMED.matcher(callerId.strip());
        return named.matches() ? named.group(1).strip() : "";
    }

    /** Only says whether the peer answers, and only where the PBX asks it now and then. */
    private static Optional<State> device(String status) {
        return status.startsWith("UNREACHABLE") ? Optional.of(State.UNAVAILABLE) : Optional.empty();
    }

    private static DiscoveredPeer peer(String technology, String name, boolean phone, String context, String callerIdName) {
        return new DiscoveredPeer(technology, name, phone ? Peer.Type.EXTENSION : Peer.Type.TRUNK, context, callerIdName);
    }

    /** Empty where the PBX has no such channel driver, may not tell, or did not come to the end of it. */
    private Optional<List<AmiMessage>> list(ManagerAction action) {
        try {
            return Optional.of(session.list(action).join());
        } catch (CompletionException refused) {
            return Optional.empty();
        }
    }
}
