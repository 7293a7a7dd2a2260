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

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.call.Peer;

/**
 * With what a phone in a page registers. The password never gets into a log: the account has no text form.
 *
 * @param iceServers as browsers take them
 */
public record PhoneAccount(String name, String displayName, String socketUrl, String uri, String password, List<Map<String, Object>> iceServers,
                           String echoNumber) {

    /** Where the PBX looks for passwords in its database: {@code auth = astdb,ofbiz} in sorcery.conf. */
    public static final String FAMILY = "ofbiz/auth";
    private static final int PASSWORD_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The account of a phone at a gateway whose address is checked. @param user whose shift it is */
    public static PhoneAccount of(Peer phone, PhoneGateway gateway, String password, String user, Instant now) {
        return new PhoneAccount(phone.name(), phone.callerIdName().orElse(""), gateway.socketUrl(),
                "sip:" + phone.name() + "@" + gateway.host().orElseThrow(), password, IceServers.of(gateway, user, now),
                gateway.echoNumber());
    }

    /** A new password, 192 bits in hexadecimal digits. */
    public static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What the database of the PBX keeps for a phone: an object of res_pjsip in JSON. @param name and password without quotes and backslashes */
    public static String stored(String name, String password) {
        return "{\"auth_type\":\"userpass\",\"username\":\"" + name + "\",\"password\":\"" + password + "\"}";
    }

    /** For the user's own browser. */
    public Map<String, Object> fields() {
        return Map.of("name", name, "displayName", displayName, "socketUrl", socketUrl, "uri", uri, "password", password, "iceServers", iceServers,
                "echoNumber", echoNumber);
    }

    @Override
    public String toString() {
        return "account of " + name;
    }
}
