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
package org.apache.ofbiz.asterisk.crm.phones;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How browsers reach a PBX.
 *
 * @param socketUrl      ws: or wss: address of SIP over WebSocket
 * @param dailyPasswords whether each sign-in has a password of its own
 * @param stunUrls       may be empty
 * @param turnUrls       may be empty; without {@code turnSecret} they aren't used
 * @param echoNumber     with whom a user of a page phone hears themselves; may be empty
 */
public record PhoneGateway(String serverId, String socketUrl, boolean dailyPasswords, List<String> stunUrls, List<String> turnUrls,
                           Optional<String> turnSecret, String echoNumber) {

    /** What may be in a policy of a page and in a SIP address. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\]");
    private static final Pattern ICE_URL = Pattern.compile("(?:stun|turn|turns):[A-Za-z0-9.\\[\\]:-]{1,200}(?:\\?transport=(?:udp|tcp))?");
    private static final Pattern ECHO_NUMBER = Pattern.compile("[0-9*#]{1,20}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int HIGHEST_PORT = 65_535;

    public PhoneGateway {
        stunUrls = List.copyOf(stunUrls);
        turnUrls = List.copyOf(turnUrls);
    }

    /** Whether this is an address of SIP over WebSocket. */
    public static boolean isSocketUrl(String text) {
        return parsed(text).isPresent();
    }

    /** Whether these are addresses of STUN or TURN servers, separated by blanks. @param scheme stun or turn; turn stands for turns, too */
    public static boolean areIceUrls(String text, String scheme) {
        return urls(text).stream().allMatch(url -> url.startsWith(scheme) && ICE_URL.matcher(url).matches());
    }

    /** Whether a phone can dial this as it is. */
    public static boolean isEchoNumber(String text) {
        return ECHO_NUMBER.matcher(text).matches();
    }

    /** The addresses in a text that separates them by blanks. */
    public static List<String> urls(String text) {
        return Arrays.stream(BLANKS.split(text.strip())).filter(url -> !url.isEmpty()).toList();
    }

    /** Scheme, host and port, as a content security policy names them; empty where the address is none. */
    public Optional<String> origin() {
        return parsed(socketUrl).map(url -> url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()));
    }

    /** The host, which is the domain of SIP addresses, too. */
    public Optional<String> host() {
        return parsed(socketUrl).map(URI::getHost);
    }

    /** Without the secret, which must not get into a log. */
    @Override
    public String toString() {
        return "gateway of " + serverId + " at " + socketUrl;
    }

    private static Optional<URI> parsed(String text) {
        try {
            URI url = new URI(text);
            boolean socket = "ws".equals(url.getScheme()) || "wss".equals(url.getScheme());
            boolean plain = url.getHost() != null && HOST.matcher(url.getHost()).matches() && url.getUserInfo() == null && url.getFragment() == null;
            return Optional.of(url).filter(any -> socket && plain && url.getPort() <= HIGHEST_PORT && url.getPort() != 0);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
