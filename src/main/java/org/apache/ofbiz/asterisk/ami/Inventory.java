/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallEvent.Resynchronised;
import org.apache.ofbiz.asterisk.call.CallEvent.Resynchronised.Live;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.DiscoveredPeer;
import org.apache.ofbiz.asterisk.call.Peer;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.IaxPeerListAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.PJSipShowEndpointAction;
import org.asteriskjava.manager.action.PJSipShowEndpointsAction;
import org.asteriskjava.manager.action.QueueStatusAction;
import org.asteriskjava.manager.action.SipPeersAction;

/** What a PBX has, asked once after each log-in. Waits for the answers. */
final class Inventory {

    /** Asking for the context of each endpoint takes about a millisecond; beyond this number a type is told from the list alone. */
    private static final int MAX_DETAILS = 1000;

    private final AmiSession session;
    private final String internalContext;

    Inventory(AmiSession session, String internalContext) {
        this.session = session;
        this.internalContext = internalContext;
    }

    /** @throws CompletionException if the PBX refuses or goes away */
    Resynchronised channels(Instant at) {
        List<Live> live = session.list(new CoreShowChannelsAction()).join().stream().filter(item -> item.has("Uniqueid")).map(Inventory::live)
                .toList();
        return new Resynchronised(at, live);
    }

    /** What the list of channels does not tell: who waits in which queue. Nothing, where the PBX has no queues or may not tell. */
    List<CallEvent> places(Instant at) {
        return listOrNothing(new QueueStatusAction()).stream().filter(item -> "QueueEntry".equals(item.event()))
                .filter(item -> item.has("Channel") && item.has("Uniqueid"))
                .map(item -> (CallEvent) new CallEvent.QueueJoined(at, channel(item), item.get("Queue"))).toList();
    }

    private static Channel channel(AmiMessage item) {
        String uniqueId = item.get("Uniqueid");
        return new Channel(item.get("Channel"), uniqueId, item.optional("Linkedid").orElse(uniqueId));
    }

    private static Live live(AmiMessage item) {
        String uniqueId = item.get("Uniqueid");
        Channel channel = new Channel(item.get("Channel"), uniqueId, item.optional("Linkedid").orElse(uniqueId));
        int state = item.number("ChannelState");
        return new Live(channel, state == EventTranslator.STATE_UP, state == EventTranslator.STATE_RINGING, EventTranslator.party(item, ""),
                item.get("Context"), item.get("Exten"), item.optional("BridgeId"), item.get("Application"));
    }

    /** Endpoints of those channel drivers that the PBX has. */
    List<DiscoveredPeer> peers() {
        List<DiscoveredPeer> peers = new ArrayList<>();
        List<AmiMessage> endpoints = listOrNothing(new PJSipShowEndpointsAction());
        for (AmiMessage endpoint : endpoints) {
            String name = endpoint.get("ObjectName");
            String context = endpoints.size() > MAX_DETAILS ? "" : contextOf(name);
            boolean phone = context.isEmpty() ? endpoint.has("Auths") : context.equals(internalContext);
            peers.add(peer("PJSIP", name, phone, context));
        }
        listOrNothing(new SipPeersAction()).forEach(entry -> peers.add(peer("SIP", entry.get("ObjectName"), isDynamic(entry), "")));
        listOrNothing(new IaxPeerListAction()).forEach(entry -> peers.add(peer("IAX2", entry.get("ObjectName"), isDynamic(entry), "")));
        return peers.stream().filter(peer -> !peer.name().isEmpty()).toList();
    }

    private String contextOf(String endpoint) {
        PJSipShowEndpointAction action = new PJSipShowEndpointAction();
        action.setEndpoint(endpoint);
        return listOrNothing(action).stream().filter(item -> "EndpointDetail".equals(item.event())).map(item -> item.get("Context"))
                .findFirst().orElse("");
    }

    /** A phone registers from wherever it is; a line has its place. */
    private static boolean isDynamic(AmiMessage entry) {
        return "yes".equalsIgnoreCase(entry.get("Dynamic"));
    }

    private static DiscoveredPeer peer(String technology, String name, boolean phone, String context) {
        return new DiscoveredPeer(technology, name, phone ? Peer.Type.EXTENSION : Peer.Type.TRUNK, context);
    }

    /** A PBX without that channel driver does not know the action. */
    private List<AmiMessage> listOrNothing(ManagerAction action) {
        try {
            return session.list(action).join();
        } catch (CompletionException refused) {
            return List.of();
        }
    }
}
