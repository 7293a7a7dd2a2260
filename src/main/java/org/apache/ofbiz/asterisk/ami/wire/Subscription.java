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
package org.apache.ofbiz.asterisk.ami.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which events we ask for. Of what a PBX would send to a user who may read everything, two thirds and more say nothing that a call needs: each
 * variable that is set, each step of the dialplan. What we can refuse there we refuse there (it is neither built nor sent), the rest is
 * dropped here before it is parsed.
 */
public final class Subscription {

    /**
     * Classes of events, for the login: all versions of Asterisk heed it. Not among them: dialplan (VarSet, Newexten), dtmf, cel,
     * reporting (RTCP), security, test.
     */
    public static final String CLASSES = "system,call,agent,user,cdr";

    /** Of those classes, what neither the tracker nor the state of the phones is made of. */
    private static final List<String> UNUSED = List.of("NewConnectedLine", "DialState", "SoftHangupRequest", "ExtensionStatus", "BridgeCreate",
            "BridgeDestroy", "BridgeVideoSourceUpdate", "ChannelTalkingStart", "ChannelTalkingStop",
            "ReceiveFAX", "FAXStatus");
    /** Of the other classes, what still comes where a user's classes cannot be narrowed, e.g. through a proxy that logs in once for many. */
    private static final List<String> OF_OTHER_CLASSES = List.of("VarSet", "Newexten", "RTCPSent", "RTCPReceived", "DTMFBegin", "DTMFEnd",
            "CEL", "TestEvent", "SuccessfulAuth", "ChallengeSent");

    /** Dropped by name before they are parsed. */
    public static final EventNames UNWANTED = new EventNames(Stream.concat(UNUSED.stream(), OF_OTHER_CLASSES.stream()).toList());

    /** The same while variables are watched: those that are set come too, and steps of the dialplan, which are of the same class. */
    static final String CLASSES_WITH_VARIABLES = CLASSES + ",dialplan";
    static final EventNames UNWANTED_WITH_VARIABLES = new EventNames(Stream.concat(UNUSED.stream(), OF_OTHER_CLASSES.stream())
            .filter(name -> !"VarSet".equals(name)).toList());

    /** From here on a filter can name an event; before, the PBX would match a pattern with each whole event, which costs it more. */
    private static final int MATCHES_NAMES = 22;
    private static final int MAJOR_DIGITS = 4;

    private Subscription() {
    }

    /** Names that are dropped, for tests. */
    public static List<String> unwanted() {
        return Stream.concat(UNUSED.stream(), OF_OTHER_CLASSES.stream()).toList();
    }

    /**
     * Filters to ask this PBX for, after the login. They hold for this login only.
     *
     * @param version as the PBX tells it, e.g. {@code 22.10.1}
     */
    public static List<ExcludeEventAction> filters(String version) {
        List<ExcludeEventAction> filters = new ArrayList<>();
        if (majorOf(version) >= MATCHES_NAMES) {
            UNUSED.forEach(name -> filters.add(new ExcludeEventAction(name)));
        }
        return filters;
    }

    /** The filter to ask for while variables are watched. */
    static List<ExcludeEventAction> filtersWithVariables(String version) {
        return majorOf(version) >= MATCHES_NAMES ? List.of(new ExcludeEventAction("Newexten")) : List.of();
    }

    private static int majorOf(String version) {
        String digits = version.chars().dropWhile(c -> !isDigit(c)).takeWhile(Subscription::isDigit).limit(MAJOR_DIGITS + 1)
                .mapToObj(Character::toString).collect(Collectors.joining());
        return digits.isEmpty() || digits.length() > MAJOR_DIGITS ? 0 : Integer.parseInt(digits);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
