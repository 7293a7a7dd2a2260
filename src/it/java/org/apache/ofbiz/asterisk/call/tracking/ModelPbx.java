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
package org.apache.ofbiz.asterisk.call.tracking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.ami.Dialogue;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.LiveChannel;
import org.apache.ofbiz.asterisk.call.Party;

/**
 * A small PBX: plays calls by numbers, tells what Asterisk would, and knows what really happened. What a number means depends on what is
 * possible when it comes; one that means nothing is passed over, so a script can be shortened anywhere.
 */
final class ModelPbx {

    private static final List<String> PHONES = List.of("1001", "1002", "1003");
    private static final String CUSTOMER = "3725551234";

    private final List<Function<ModelCall, Boolean>> moves = List.of(this::ring, this::answer, this::noAnswer, this::hold, this::blindTransfer,
            this::attendedTransfer, this::park, this::retrieve, this::backToWaiting, this::pickUp, this::listen, this::hangUp);
    private final List<Dialogue.Step> steps = new ArrayList<>();
    private final Map<String, LiveChannel> channels = new LinkedHashMap<>();
    private final List<ModelCall> calls = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-20T15:14:00Z");
    private int serial;

    ModelPbx(List<Integer> script) {
        for (int number : script) {
            int move = number % (moves.size() + 2);
            if (move == moves.size()) {
                comesIn(number / 100 % 2 == 0);
            } else if (move > moves.size()) {
                clickToCall();
            } else {
                List<ModelCall> open = open();
                if (!open.isEmpty()) {
                    moves.get(move).apply(open.get(number / 100 % open.size()));
                }
            }
        }
        open().forEach(this::hangUp);
        List.copyOf(channels.keySet()).forEach(this::hangsUp);
    }

    List<Dialogue.Step> steps() {
        return steps;
    }

    List<ModelCall> calls() {
        return calls;
    }

    /** What happened, in words. */
    String story() {
        return String.join("; ", log);
    }

    private List<ModelCall> open() {
        return calls.stream().filter(call -> call.place() != ModelCall.Place.OVER).toList();
    }

    private void comesIn(boolean queued) {
        String line = created("trunk", "", true, "from-trunk", queued ? "5001" : "5000");
        log.add("a customer calls " + (queued ? "the queue" : "the group"));
        ModelCall call = new ModelCall(line, line, queued);
        calls.add(call);
        up(line);
        tell(queued ? new CallEvent.QueueJoined(now, channel(line), "support", "") : new CallEvent.WaitingBegun(now, channel(line), "waiting"));
        application(line, queued ? "Queue" : "MusicOnHold");
    }

    private void clickToCall() {
        String phone = PHONES.get(serial % 3);
        String desk = created(phone, "", false, "internal", "s");
        log.add(phone + " clicks a number");
        tell(new CallEvent.DialBegun(now, Optional.empty(), channel(desk), Party.UNKNOWN, "", ""));
        up(desk);
        String line = created("trunk", channel(desk).linkedId(), false, "from-trunk", "s");
        tell(new CallEvent.DialBegun(now, Optional.of(channel(desk)), channel(line), new Party(CUSTOMER, ""), "outbound", CUSTOMER));
        tell(new CallEvent.ChannelProgressed(now, channel(line), false));
        up(line);
        tell(new CallEvent.DialEnded(now, Optional.of(channel(desk)), channel(line), DialResult.ANSWERED, "", ""));
        ModelCall call = new ModelCall(desk, line, false);
        calls.add(call);
        meet(call, desk, line);
    }

    private boolean ring(ModelCall call) {
        if (call.place() != ModelCall.Place.WAITING) {
            return false;
        }
        String phone = PHONES.get(serial % 3);
        log.add(phone + " rings");
        if (!call.queued()) {
            tell(new CallEvent.WaitingEnded(now, channel(call.line())));
            application(call.line(), "Dial");
        }
        call.rings(dialled(call.line(), phone));
        return true;
    }

    private String dialled(String by, String phone) {
        String leg = created(phone, channel(by).linkedId(), false, "internal", "s");
        tell(new CallEvent.DialBegun(now, Optional.of(channel(by)), channel(leg), new Party(phone, ""), "claim", phone));
        tell(new CallEvent.ChannelProgressed(now, channel(leg), false));
        channels.computeIfPresent(leg, (id, live) -> new LiveChannel(live.channel(), false, true, live.caller(), live.context(), live.extension(),
                live.bridgeId(), live.application()));
        return leg;
    }

    private boolean answer(ModelCall call) {
        if (call.place() != ModelCall.Place.RUNG_FOR) {
            return false;
        }
        String leg = call.ringing().orElseThrow();
        log.add(channel(leg).peerName() + " answers");
        up(leg);
        tell(new CallEvent.DialEnded(now, Optional.of(channel(call.line())), channel(leg), DialResult.ANSWERED, "", ""));
        leaveQueue(call);
        meet(call, leg, call.line());
        return true;
    }

    private void leaveQueue(ModelCall call) {
        if (call.queued()) {
            call.leavesQueue();
            tell(new CallEvent.QueueLeft(now, channel(call.line()), "support", ""));
        }
        application(call.line(), "Dial");
    }

    private boolean noAnswer(ModelCall call) {
        if (call.place() != ModelCall.Place.RUNG_FOR) {
            return false;
        }
        String leg = call.ringing().orElseThrow();
        log.add(channel(leg).peerName() + " does not answer");
        tell(new CallEvent.DialEnded(now, Optional.of(channel(call.line())), channel(leg), DialResult.NO_ANSWER, "", ""));
        hangsUp(leg);
        call.ringsNoMore();
        waits(call);
        return true;
    }

    private void waits(ModelCall call) {
        if (!call.queued()) {
            tell(new CallEvent.WaitingBegun(now, channel(call.line()), "waiting"));
            application(call.line(), "MusicOnHold");
        }
        call.is(ModelCall.Place.WAITING);
    }

    private boolean hold(ModelCall call) {
        if (call.place() == ModelCall.Place.TALKING) {
            call.held(!call.held());
            log.add(channel(call.agent()).peerName() + (call.held() ? " holds" : " resumes"));
            tell(new CallEvent.HoldChanged(now, channel(call.agent()), call.held()));
        }
        return true;
    }

    private boolean blindTransfer(ModelCall call) {
        if (call.place() != ModelCall.Place.TALKING) {
            return false;
        }
        String agent = call.agent();
        String to = PHONES.get(serial % 3);
        log.add(channel(agent).peerName() + " transfers to " + to);
        tell(new CallEvent.Transferred(now, List.of(channel(agent)), Optional.of(channel(call.line())), Optional.empty(), to));
        part(call.bridge(), call.line(), agent);
        hangsUp(agent);
        call.rings(dialled(call.line(), to));
        return true;
    }

    /** By the phone: a second call of the same desk, with a Linkedid of its own until the two become one. */
    private boolean attendedTransfer(ModelCall call) {
        if (call.place() != ModelCall.Place.TALKING) {
            return false;
        }
        String first = call.agent();
        String desk = channel(first).peerName();
        String to = PHONES.get((PHONES.indexOf(desk) + 1) % 3);
        log.add(desk + " asks " + to + " and puts the customer through");
        String second = created(desk, "", true, "internal", to);
        String target = dialled(second, to);
        up(target);
        tell(new CallEvent.DialEnded(now, Optional.of(channel(second)), channel(target), DialResult.ANSWERED, "", ""));
        up(second);
        String bridge = "bridge-" + ++serial;
        enter(target, bridge);
        enter(second, bridge);
        leave(second, bridge);
        part(call.bridge(), call.line());
        channels.computeIfPresent(target, (id, live) -> with(live, new Channel(live.channel().name(), id, channel(call.line()).linkedId())));
        enter(call.line(), bridge);
        tell(new CallEvent.Transferred(now, List.of(channel(first), channel(second)), Optional.of(channel(call.line())),
                Optional.of(channel(target)), to));
        leave(first, call.bridge());
        hangsUp(first);
        hangsUp(second);
        call.talks(target, to, bridge);
        return true;
    }

    private boolean park(ModelCall call) {
        if (call.place() != ModelCall.Place.TALKING) {
            return false;
        }
        String agent = call.agent();
        log.add(channel(agent).peerName() + " parks");
        leave(call.line(), call.bridge());
        tell(new CallEvent.Parked(now, channel(call.line()), "PJSIP/" + channel(agent).peerName(), "701"));
        channels.computeIfPresent(call.line(), (id, live) -> in(live, Optional.of("lot")));
        tell(new CallEvent.BridgeEntered(now, channel(call.line()), "lot", false, ""));
        leave(agent, call.bridge());
        hangsUp(agent);
        call.is(ModelCall.Place.PARKED);
        return true;
    }

    private boolean retrieve(ModelCall call) {
        if (call.place() != ModelCall.Place.PARKED) {
            return false;
        }
        String phone = PHONES.get(serial % 3);
        log.add(phone + " fetches the parked customer");
        String desk = created(phone, "", true, "internal", "701");
        up(desk);
        tell(new CallEvent.Unparked(now, channel(call.line()), channel(desk), "701"));
        leave(call.line(), "lot");
        channels.computeIfPresent(desk, (id, live) -> with(live, new Channel(live.channel().name(), id, channel(call.line()).linkedId())));
        meet(call, desk, call.line());
        return true;
    }

    private boolean backToWaiting(ModelCall call) {
        if (call.place() != ModelCall.Place.TALKING) {
            return false;
        }
        log.add("the customer is sent back to those who wait");
        part(call.bridge(), call.line(), call.agent());
        hangsUp(call.agent());
        waits(call);
        return true;
    }

    private boolean pickUp(ModelCall call) {
        if (call.place() != ModelCall.Place.RUNG_FOR) {
            return false;
        }
        String rung = call.ringing().orElseThrow();
        String phone = PHONES.get((PHONES.indexOf(channel(rung).peerName()) + 1) % 3);
        log.add(phone + " picks up");
        String desk = created(phone, "", true, "internal", "*8");
        up(desk);
        tell(new CallEvent.PickedUp(now, channel(desk), channel(rung)));
        tell(new CallEvent.DialEnded(now, Optional.of(channel(call.line())), channel(desk), DialResult.ANSWERED, "", ""));
        hangsUp(rung);
        leaveQueue(call);
        meet(call, desk, call.line());
        return true;
    }

    private boolean listen(ModelCall call) {
        if (call.place() == ModelCall.Place.TALKING) {
            log.add("somebody listens");
            String ear = created(PHONES.get(serial % 3), "", false, "internal", "s");
            tell(new CallEvent.DialBegun(now, Optional.empty(), channel(ear), Party.UNKNOWN, "", ""));
            up(ear);
            tell(new CallEvent.Overheard(now, channel(ear), channel(call.agent())));
        }
        return true;
    }

    private boolean hangUp(ModelCall call) {
        log.add("the customer hangs up");
        String linkedId = channel(call.line()).linkedId();
        List<LiveChannel> theirs = channels.values().stream().filter(live -> live.channel().linkedId().equals(linkedId)).toList();
        theirs.forEach(live -> live.bridgeId().ifPresent(bridge -> leave(live.channel().uniqueId(), bridge)));
        theirs.forEach(live -> hangsUp(live.channel().uniqueId()));
        call.is(ModelCall.Place.OVER);
        return true;
    }

    private String created(String peer, String linkedId, boolean incoming, String context, String extension) {
        String id = "u" + ++serial;
        Channel channel = new Channel("PJSIP/" + peer + "-" + String.format("%08x", serial), id, linkedId.isEmpty() ? id : linkedId);
        Party caller = new Party("trunk".equals(peer) ? CUSTOMER : peer, "");
        channels.put(id, new LiveChannel(channel, false, caller, context, extension, Optional.empty(), ""));
        tell(new CallEvent.ChannelCreated(now, channel, incoming, caller, context, extension));
        return id;
    }

    private void up(String id) {
        channels.computeIfPresent(id, (key, live) -> new LiveChannel(live.channel(), true, live.caller(), live.context(), live.extension(),
                live.bridgeId(), live.application()));
        tell(new CallEvent.ChannelProgressed(now, channel(id), true));
    }

    private void meet(ModelCall call, String agent, String line) {
        String bridge = "bridge-" + ++serial;
        enter(line, bridge);
        enter(agent, bridge);
        call.talks(agent, channel(agent).peerName(), bridge);
    }

    private void enter(String id, String bridge) {
        channels.computeIfPresent(id, (key, live) -> in(live, Optional.of(bridge)));
        tell(new CallEvent.BridgeEntered(now, channel(id), bridge, true, ""));
    }

    private void leave(String id, String bridge) {
        channels.computeIfPresent(id, (key, live) -> in(live, Optional.empty()));
        tell(new CallEvent.BridgeLeft(now, channel(id), bridge));
    }

    private void part(String bridge, String... ids) {
        for (String id : ids) {
            leave(id, bridge);
        }
    }

    private void hangsUp(String id) {
        Channel gone = channel(id);
        channels.remove(id);
        tell(new CallEvent.HungUp(now, gone, 16, ""));
    }

    private void application(String id, String application) {
        channels.computeIfPresent(id, (key, live) -> new LiveChannel(live.channel(), live.up(), live.caller(),
                "MusicOnHold".equals(application) ? "waiting" : "claim", live.extension(), live.bridgeId(), application));
    }

    private static LiveChannel in(LiveChannel live, Optional<String> bridge) {
        return new LiveChannel(live.channel(), live.up(), live.caller(), live.context(), live.extension(), bridge, live.application());
    }

    private static LiveChannel with(LiveChannel live, Channel channel) {
        return new LiveChannel(channel, live.up(), live.caller(), live.context(), live.extension(), live.bridgeId(), live.application());
    }

    private Channel channel(String id) {
        return channels.get(id).channel();
    }

    private void tell(CallEvent event) {
        steps.add(new Dialogue.Step(event, List.copyOf(channels.values())));
        now = now.plusSeconds(1);
    }
}
