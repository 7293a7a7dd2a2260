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
package org.apache.ofbiz.asterisk.acd.board;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;

/**
 * A call that goes on, on the wallboard.
 *
 * @param from    number of who calls, as pages show numbers
 * @param to      number that was dialed, likewise
 * @param groupId of a call to a group
 * @param agent   name of who talks, or whose phone rings; empty for nobody
 * @param agentGroups of those whose phones take part
 * @param parked  the parking space that the other end is in
 * @param help    since when an agent asks for help with it
 */
public record ActiveCall(String callId, String serverId, PhoneCall.Direction direction, PhoneCall.State state, String from, String fromName,
                         String to, Optional<String> groupId, String agent, Set<String> agentGroups, Instant since, Optional<Instant> answeredAt,
                         Optional<String> parked, Optional<Instant> help) {

    public ActiveCall {
        agentGroups = Set.copyOf(agentGroups);
    }

    /**
     * @param groupsOf groups of a login
     * @param shown    a number as pages show it
     */
    public static ActiveCall of(PhoneCall call, Function<String, Set<String>> groupsOf, UnaryOperator<String> shown) {
        return new ActiveCall(call.callId(), call.serverId(), call.direction(), call.state(), shown.apply(call.caller().number()),
                call.caller().name(), shown.apply(call.dialedNumber()), call.groupId(), names(call),
                owners(call).map(Person::userLoginId).flatMap(user -> groupsOf.apply(user).stream()).collect(Collectors.toUnmodifiableSet()),
                call.startedAt(), call.answeredAt(),
                call.parts(CallPart.Kind.PARKED).stream().filter(CallPart::isOpen).map(CallPart::place).findFirst(),
                call.helpAsked().map(TimelineEntry::at));
    }

    private static String names(PhoneCall call) {
        return owners(call).map(Person::name).filter(name -> !name.isEmpty()).distinct().sorted().collect(Collectors.joining(", "));
    }

    private static Stream<Person> owners(PhoneCall call) {
        return call.legs().stream().filter(PhoneCall.Leg::alive).flatMap(leg -> leg.peer().flatMap(Peer::owner).stream());
    }

    /** A call to a group is for who sees the group; any other for who sees an agent that takes part. */
    boolean isFor(BoardAudience audience) {
        return audience.all() || groupId.map(audience::sees).orElseGet(() -> audience.seesAny(agentGroups));
    }
}
