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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call: a channel that the dialplan runs, and the one it dials. Knows how dialling, talking and hanging up look on AMI;
 * the two kinds of calls differ in what comes before and after. Confined to the {@link PbxEventLoop}.
 */
abstract class Call {

    static final Duration ANSWER_AFTER = Duration.ofMillis(1500);
    static final Duration DECLINE_AFTER = Duration.ofSeconds(1);

    /** Knows the calls in progress. */
    interface Registry {
        void add(Call call);

        void remove(Call call);
    }

    private final Exchange exchange;
    private final Registry registry;
    private final SimulatedChannel first;
    private final List<Cdr> records = new ArrayList<>();
    private Optional<SimulatedChannel> second = Optional.empty();
    private Optional<Bridge> bridge = Optional.empty();
    private Optional<Path> recording = Optional.empty();
    private Optional<PbxEventLoop.Timer> next = Optional.empty();
    private Optional<Cdr> dialling = Optional.empty();

    Call(Exchange exchange, Registry registry, SimulatedChannel first) {
        this.exchange = exchange;
        this.registry = registry;
        this.first = first;
    }

    /** Counts as a call in progress from here on. */
    final void begin() {
        registry.add(this);
    }

    /** Is in progress no longer. */
    final void finish() {
        registry.remove(this);
    }

    /** The dialplan goes on after a Dial that nobody answered. */
    abstract void notAnswered(PhoneBehaviour behaviour);

    /** Stops whatever the first channel hears when it is not in a Dial: hold music. */
    abstract void interrupt();

    /** How long a Dial of this call rings at most. */
    abstract Duration dialTimeout();

    /** The customer's channel, if there is one yet: he ends a conversation that nobody else ends. */
    abstract Optional<SimulatedChannel> customer();

    final Exchange exchange() {
        return exchange;
    }

    final SimulatedChannel first() {
        return first;
    }

    final Optional<SimulatedChannel> second() {
        return second;
    }

    final Optional<Bridge> bridge() {
        return bridge;
    }

    final boolean has(String channel) {
        return is(first, channel) || second.filter(each -> is(each, channel)).isPresent();
    }

    private static boolean is(SimulatedChannel channel, String nameOrId) {
        return channel.name().equals(nameOrId) || channel.uniqueid().equals(nameOrId);
    }

    /** The only thing this call waits for from now on. */
    final void later(Duration delay, Runnable step) {
        cancelTimer();
        next = Optional.of(exchange.eventLoop().after(delay, step));
    }

    final void cancelTimer() {
        next.ifPresent(PbxEventLoop.Timer::cancel);
    }

    final void records(Path file) {
        recording = Optional.of(file);
        first.variables().put("MIXMONITOR_FILENAME", file.toString());
        exchange.tell("MixMonitorStart", first);
    }

    /** The application Dial: what follows is told by the behaviour of the one who is called. */
    final void dial(Endpoint endpoint, String number) {
        PhoneBehaviour behaviour = exchange.behaviourOf(endpoint, number);
        if (behaviour == PhoneBehaviour.UNREGISTERED) {
            notAnswered(behaviour);
            return;
        }
        SimulatedChannel leg = exchange.newLeg(endpoint, first);
        second = Optional.of(leg);
        dialling = Optional.of(record(second));
        exchange.tell("Newchannel", leg);
        leg.exten(first.exten());
        leg.connected(first.caller());
        if (endpoint.isTrunk()) {
            leg.caller(new CallerId(number, first.connected().name()));
            exchange.tell(leg.newCallerid());
        }
        exchange.tell("NewConnectedLine", leg);
        exchange.tell(dialEvent("DialBegin").with("DialString", endpoint.isTrunk() ? number + "@trunk" : number));
        first.connected(leg.caller());
        exchange.tell("NewConnectedLine", first);
        if (behaviour.rings()) {
            exchange.state(leg, SimulatedChannel.RINGING);
            exchange.tell(dialEvent("DialState").with("DialStatus", "RINGING"));
        }
        switch (behaviour) {
        case ANSWERS -> later(ANSWER_AFTER, this::answered);
        case NO_ANSWER -> later(dialTimeout(), () -> refused(behaviour));
        case DECLINES -> later(DECLINE_AFTER, () -> refused(behaviour));
        default -> refused(behaviour);
        }
    }

    private PbxMessage dialEvent(String name) {
        return second.orElseThrow().onto(first.onto(PbxMessage.callEvent(name), ""), "Dest");
    }

    private void refused(PhoneBehaviour behaviour) {
        SimulatedChannel leg = second.orElseThrow();
        if (behaviour.hangup().cause() != 0) {
            exchange.tell(behaviour.hangup().onto(leg.onto(PbxMessage.callEvent("HangupRequest"), "").with("Cause", behaviour.hangup().cause())));
        }
        exchange.tell(dialEvent("DialEnd").with("DialStatus", behaviour.dialStatus()));
        dialled(behaviour.disposition());
        second = Optional.empty();
        exchange.gone(leg, behaviour.hangup());
        notAnswered(behaviour);
    }

    private void answered() {
        SimulatedChannel leg = second.orElseThrow();
        exchange.state(leg, SimulatedChannel.UP);
        leg.exten("");
        exchange.tell(dialEvent("DialEnd").with("DialStatus", "ANSWER"));
        bridge = Optional.of(Bridge.join(exchange, leg, first));
        later(exchange.talk(), () -> customer().ifPresent(this::hangUp));
    }

    private boolean rings(SimulatedChannel who) {
        return who != first && bridge.isEmpty();
    }

    private void dialled(String disposition) {
        records.add(dialling.orElseThrow().ended(exchange.eventLoop().now(), disposition));
    }

    /** A record that begins now, wherever the first channel is in the dialplan. */
    final Cdr record(Optional<SimulatedChannel> leg) {
        return new Cdr(first, leg, first.context(), first.exten(), first.application(), first.applicationData(), exchange.eventLoop().now(),
                exchange.eventLoop().now(), "ANSWERED");
    }

    final void add(Cdr record) {
        records.add(record);
    }

    /** Somebody puts the receiver down, or refuses while his phone rings. */
    final void hangUp(SimulatedChannel who) {
        if (rings(who)) {
            end(who, Hangup.NONE);
            return;
        }
        PbxMessage request = who.onto(PbxMessage.callEvent("HangupRequest"), "");
        exchange.tell(bridge.isPresent() ? request.with("Cause", Hangup.NORMAL.cause()) : request);
        end(who, bridge.isPresent() ? Hangup.NORMAL : Hangup.NONE);
    }

    /** Ends one of the channels, and with it the call, unless the dialplan goes on after a phone that only rang. */
    final void end(SimulatedChannel who, Hangup why) {
        if (rings(who)) {
            cancelTimer();
            refused(PhoneBehaviour.DECLINES);
            return;
        }
        boolean talked = bridge.isPresent();
        interrupt();
        leaveSecond(who);
        exchange.tell(first.onto(PbxMessage.callEvent("SoftHangupRequest"), "").with("Cause", Hangup.NORMAL.cause()));
        over(talked ? Hangup.NORMAL : why);
    }

    /** The first channel goes, and with it the call. */
    final void over(Hangup why) {
        cancelTimer();
        if (records.isEmpty()) {
            records.add(record(Optional.empty()));
        }
        records.forEach(each -> exchange.tell(each.event()));
        finish();
        exchange.gone(first, why);
    }

    /** Ends the dialled leg, ringing or talking, so that the first channel is alone again. */
    final void leaveSecond(SimulatedChannel who) {
        if (second.isEmpty()) {
            return;
        }
        SimulatedChannel leg = second.get();
        if (bridge.isPresent()) {
            bridge.get().partInOrder(who == first ? List.of(first, leg) : List.of(leg, first));
            recording.ifPresent(file -> ToneRecording.write(file, exchange.recordings(),
                    Duration.between(bridge.get().since(), exchange.eventLoop().now())));
            dialled("ANSWERED");
        } else {
            exchange.tell(dialEvent("DialEnd").with("DialStatus", "CANCEL"));
            dialled("NO ANSWER");
        }
        bridge = Optional.empty();
        second = Optional.empty();
        exchange.gone(leg, Hangup.NORMAL);
    }
}
