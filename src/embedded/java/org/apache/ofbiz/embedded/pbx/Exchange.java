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
package org.apache.ofbiz.embedded.pbx;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What the PBX knows: endpoints and how they behave, channels. Tells everything that changes as AMI events.
 * Confined to the {@link PbxEventLoop}.
 */
final class Exchange {

    private static final int FIRST_PHONE = 1001;
    private static final int PHONES = 3;

    private final PbxEventLoop eventLoop;
    private final Path recordings;
    private final Consumer<PbxMessage> listener;
    private final Instant started;
    private final Map<String, PhoneBehaviour> behaviours = new HashMap<>();
    private Map<String, Endpoint> extensions = phones(PHONES);
    private Duration talk = Duration.ofSeconds(20);
    private boolean manyCalls;
    private final Map<String, String> deviceStates = new HashMap<>();
    private final Map<String, SimulatedChannel> channels = new LinkedHashMap<>();
    private int channelCount;

    Exchange(PbxEventLoop eventLoop, Path recordings, Consumer<PbxMessage> listener) {
        this.eventLoop = eventLoop;
        this.recordings = recordings;
        this.listener = listener;
        this.started = eventLoop.now();
    }

    PbxEventLoop eventLoop() {
        return eventLoop;
    }

    Path recordings() {
        return recordings;
    }

    Instant started() {
        return started;
    }

    void tell(PbxMessage event) {
        listener.accept(event);
    }

    void tell(String event, SimulatedChannel channel) {
        tell(channel.onto(PbxMessage.callEvent(event), ""));
    }

    private static Map<String, Endpoint> phones(int count) {
        Map<String, Endpoint> phones = new LinkedHashMap<>();
        IntStream.range(FIRST_PHONE, FIRST_PHONE + count).mapToObj(String::valueOf).forEach(number -> phones.put(number, Endpoint.extension(number)));
        return phones;
    }

    /** From now on it has so many phones. */
    void hasPhones(int count) {
        extensions = phones(count);
    }

    Collection<Endpoint> extensions() {
        return extensions.values();
    }

    Optional<Endpoint> extension(String number) {
        return Optional.ofNullable(extensions.get(number));
    }

    /** What the one who is called will do: an extension of ours (busy in a call), or a customer's number behind the trunk. */
    PhoneBehaviour behaviourOf(Endpoint endpoint, String number) {
        if (endpoint.isTrunk()) {
            return behaviours.getOrDefault(number, PhoneBehaviour.ofCustomer(number));
        }
        boolean free = manyCalls || channelsOf(endpoint).isEmpty();
        return free ? behaviours.getOrDefault(endpoint.name(), PhoneBehaviour.ANSWERS) : PhoneBehaviour.BUSY;
    }

    /** After which time a customer ends a conversation that nobody else ends. */
    Duration talk() {
        return talk;
    }

    void takesManyCalls() {
        manyCalls = true;
    }

    void talksFor(Duration length) {
        talk = length;
    }

    void behaves(String number, PhoneBehaviour behaviour) {
        boolean wasRegistered = behaviours.get(number) != PhoneBehaviour.UNREGISTERED;
        boolean isRegistered = behaviour != PhoneBehaviour.UNREGISTERED;
        behaviours.put(number, behaviour);
        extension(number).filter(endpoint -> wasRegistered != isRegistered).ifPresent(endpoint -> {
            tell(PbxMessage.event("PeerStatus", "system").with("ChannelType", "PJSIP").with("Peer", endpoint.device())
                    .with("PeerStatus", isRegistered ? "Reachable" : "Unreachable"));
            tell(PbxMessage.event("ContactStatus", "system").with("URI", endpoint.contactUri())
                    .with("ContactStatus", isRegistered ? "NonQualified" : "Removed").with("AOR", number)
                    .with("EndpointName", number).with("RoundtripUsec", 0));
            refreshDevice(endpoint);
        });
    }

    boolean isRegistered(Endpoint endpoint) {
        return endpoint.isTrunk() || behaviours.get(endpoint.name()) != PhoneBehaviour.UNREGISTERED;
    }

    /** @return empty when a channel of that id is still there */
    Optional<SimulatedChannel> newChannel(Endpoint endpoint, String wantedId, String linkedid) {
        if (channels.values().stream().anyMatch(each -> each.uniqueid().equals(wantedId))) {
            return Optional.empty();
        }
        String uniqueid = wantedId.isEmpty() ? eventLoop.now().getEpochSecond() + "." + channelCount : wantedId;
        SimulatedChannel channel = new SimulatedChannel(endpoint, channelCount++, uniqueid, linkedid.isEmpty() ? uniqueid : linkedid,
                eventLoop.now());
        channels.put(channel.name(), channel);
        return Optional.of(channel);
    }

    SimulatedChannel newLeg(Endpoint endpoint, SimulatedChannel of) {
        return newChannel(endpoint, "", of.linkedid()).orElseThrow();
    }

    void state(SimulatedChannel channel, int state) {
        channel.state(state);
        tell("Newstate", channel);
        refreshDevice(channel.endpoint());
    }

    void gone(SimulatedChannel channel, Hangup why) {
        channels.remove(channel.name());
        PbxMessage event = channel.onto(PbxMessage.callEvent("Hangup"), "").with("Cause", why.cause()).with("Cause-txt", why.text());
        tell(why.onto(event));
        refreshDevice(channel.endpoint());
    }

    List<SimulatedChannel> channels() {
        return List.copyOf(channels.values());
    }

    List<SimulatedChannel> channelsOf(Endpoint endpoint) {
        return channels.values().stream().filter(each -> each.endpoint().equals(endpoint)).toList();
    }

    /** In AMI's words for an endpoint: {@code NOT_INUSE} and so on. A phone of ours takes one call at a time, so it is BUSY from ringing on. */
    String deviceState(Endpoint endpoint) {
        List<Integer> states = channelsOf(endpoint).stream().map(SimulatedChannel::state).filter(state -> state != SimulatedChannel.DOWN).toList();
        if (!isRegistered(endpoint)) {
            return "UNAVAILABLE";
        } else if (states.isEmpty()) {
            return "NOT_INUSE";
        } else if (!endpoint.isTrunk()) {
            return "BUSY";
        }
        return states.stream().allMatch(state -> state == SimulatedChannel.RINGING) ? "RINGING" : "INUSE";
    }

    private void refreshDevice(Endpoint endpoint) {
        String state = deviceState(endpoint);
        if (state.equals(deviceStates.getOrDefault(endpoint.name(), "NOT_INUSE"))) {
            return;
        }
        deviceStates.put(endpoint.name(), state);
        if (!endpoint.isTrunk()) {
            tell(hint(endpoint, PbxMessage.callEvent("ExtensionStatus")));
        }
        tell(PbxMessage.callEvent("DeviceStateChange").with("Device", endpoint.device()).with("State", state));
    }

    PbxMessage hint(Endpoint extension, PbxMessage onto) {
        onto.with("Exten", extension.name()).with("Context", extension.context()).with("Hint", extension.device());
        return switch (deviceState(extension)) {
        case "BUSY" -> onto.with("Status", 2).with("StatusText", "Busy");
        case "UNAVAILABLE" -> onto.with("Status", 4).with("StatusText", "Unavailable");
        default -> onto.with("Status", 0).with("StatusText", "Idle");
        };
    }
}
