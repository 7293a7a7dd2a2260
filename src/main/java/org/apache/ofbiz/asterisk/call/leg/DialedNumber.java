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
package org.apache.ofbiz.asterisk.call.leg;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;

/**
 * The one place that decides which number a call went to, out of the many that Asterisk shows while a dialplan dials. What counts is the
 * number that the other side is reached by: what is handed to the line (DialString), then what the dialplan shows the one who calls
 * (ConnectedLine), then whom it is said to reach (DestCallerIDNum), then where the caller is in the dialplan (Exten). Told in
 * {@code docs/calls.md}. Pure functions.
 */
public final class DialedNumber {

    private static final Pattern OPTIONS = Pattern.compile("/[a-z]{1,9}$");
    private static final Pattern DIALLABLE = Pattern.compile("[+*#0-9][*#0-9]*");
    private static final Pattern URI = Pattern.compile("sips?:.+@.+");
    private static final Pattern HOST = Pattern.compile("@.*");
    private static final Pattern SCHEME = Pattern.compile("^.*:(?=\\+?\\d)");
    private static final Pattern PARAMETERS = Pattern.compile("[;:,].*");
    private static final Pattern PAUSES = Pattern.compile("[wWpP]+");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#][0-9*#]*");
    /** How dialplans write a person whom a Local channel is to reach, e.g. FreePBX's {@code FMPR-1003} and {@code 3725557703#}. */
    private static final Pattern MEMBER = Pattern.compile("(?:[A-Z]{1,20}+-)?([0-9]++)#?");
    /** From here on a number can be one that a carrier reaches. */
    private static final int SHORTEST_TO_STRIP = 5;
    private static final int SHORTEST_OUTSIDE = 7;

    private DialedNumber() {
    }

    /** Whether a person could have dialed this: not {@code s}, {@code h}, {@code t}, {@code i} or the name of a macro. */
    public static boolean isDiallable(String text) {
        return DIALLABLE.matcher(text).matches();
    }

    /** Whether a number is more likely one outside than one of a PBX itself, where both are dialed from one context. */
    public static boolean leadsOutside(String number) {
        String digits = number.startsWith("+") ? number.substring(1) : number;
        return digits.length() >= SHORTEST_OUTSIDE && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * The number that a dial goes to.
     *
     * @param toLine whether it goes out by a line, and not to a phone
     * @return empty where Asterisk shows none, as while a dialplan is in a macro
     */
    public static Optional<String> of(CallEvent.DialBegun dial, boolean toLine) {
        Optional<String> handed = handedOver(dial.to(), dial.dialString());
        Optional<String> shown = Optional.of(dial.connectedNumber()).filter(DialedNumber::isDiallable);
        if (handed.isPresent()) {
            // a prefix that only the line wants is not part of the number
            return shown.filter(number -> number.length() >= SHORTEST_TO_STRIP && handed.get().endsWith(number)).or(() -> handed);
        }
        Optional<String> outside = shown.filter(number -> toLine && number.length() >= SHORTEST_TO_STRIP);
        return outside.or(() -> Stream.of(dial.extension(), dial.toParty().number()).filter(DialedNumber::isDiallable).findFirst());
    }

    /** The number that a phone names for the PBX to dial in its place, which the PBX may tell as a channel or an address. */
    public static String forwardedTo(String forward) {
        String address = HOST.matcher(forward.substring(forward.lastIndexOf('/') + 1)).replaceFirst("");
        return PARAMETERS.matcher(SCHEME.matcher(address).replaceFirst("")).replaceFirst("");
    }

    /** Whether two numbers differ by no more than what a dialplan takes off, or puts before, to get a line. */
    public static boolean isSameOutside(String one, String other) {
        return Math.min(one.length(), other.length()) >= SHORTEST_TO_STRIP && (one.endsWith(other) || other.endsWith(one));
    }

    /**
     * The number in a dial string as channel drivers write it: {@code 3725550000@trunk}, {@code trunk/3725550000},
     * {@code trunk/sip:3725550000@10.0.0.1:5060}, {@code g0/93725550000}, {@code g1/9w3725550000}.
     */
    private static Optional<String> handedOver(Channel to, String dialString) {
        String plain = dialString.startsWith(to.technology() + "/") ? dialString.substring(to.technology().length() + 1) : dialString;
        boolean nothingHanded = plain.indexOf('/') < 0 && plain.indexOf('@') < 0; // as where a phone is dialed
        if (nothingHanded || to.isLocal()) {
            return Optional.empty();
        }
        List<String> names = to.peerNames();
        List<String> pieces = Stream.of(plain.split("/")).toList();
        Optional<String> user = pieces.stream().filter(piece -> URI.matcher(piece).matches()).findFirst()
                .map(uri -> uri.substring(uri.indexOf(':') + 1, uri.indexOf('@')));
        if (user.isPresent()) {
            return user.flatMap(DialedNumber::number);
        }
        return Stream.concat(pieces.stream().skip(1), pieces.stream().filter(piece -> piece.contains("@")).limit(1))
                .map(piece -> SCHEME.matcher(HOST.matcher(piece).replaceFirst("")).replaceFirst(""))
                .filter(piece -> !names.contains(piece)).flatMap(piece -> number(piece).stream()).findFirst();
    }

    /** Without parameters behind {@code ;}, {@code :} or {@code ,}; of what a line dials in turns, with pauses, the longest. */
    private static Optional<String> number(String piece) {
        return PAUSES.splitAsStream(PARAMETERS.matcher(piece).replaceFirst("")).filter(part -> NUMBER.matcher(part).matches())
                .reduce((one, other) -> other.length() > one.length() ? other : one);
    }

    /** What a Local channel was dialed as, without its options, e.g. {@code /n}, which its name doesn't show. */
    public static String withoutOptions(String dialString) {
        return OPTIONS.matcher(dialString).replaceFirst("");
    }

    /** The peer that a number is dialed by, e.g. {@code PJSIP/trunk} of {@code PJSIP/3725550000@trunk}: all that a channel tells itself. */
    public static String peerOf(String dialString) {
        int at = dialString.lastIndexOf('@');
        return at < 0 ? dialString : dialString.substring(0, dialString.indexOf('/') + 1) + dialString.substring(at + 1);
    }

    /** The extension of a place in the dialplan, {@code extension@context:priority}. */
    public static String extensionAt(String place) {
        return HOST.matcher(place).replaceFirst("");
    }

    /** The context of a place in the dialplan; empty where it tells none. */
    public static String contextAt(String place) {
        int context = place.indexOf('@');
        int priority = place.indexOf(':', context + 1);
        return context < 0 ? "" : place.substring(context + 1, priority < 0 ? place.length() : priority);
    }

    /** The extension that a Local channel was to reach; empty where its name tells none. */
    public static Optional<String> memberOf(Channel local) {
        Matcher name = MEMBER.matcher(HOST.matcher(local.peerName()).replaceFirst(""));
        return local.isLocal() && name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }
}
