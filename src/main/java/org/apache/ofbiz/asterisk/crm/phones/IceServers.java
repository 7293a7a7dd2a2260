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

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The STUN and TURN servers of a phone, as browsers take them. Passwords of TURN servers are made of a secret that the server has, too, and end
 * with the shift: the user name is {@code END:USER}, with the end in seconds since 1970, the password its HMAC-SHA-1 in Base64 (the "TURN REST
 * API", {@code use-auth-secret} of coturn).
 */
final class IceServers {

    /** Longer than a shift: a call that begins at its end must still find its way. */
    static final Duration VALID = Duration.ofHours(12);
    private static final String HMAC = "HmacSHA1";

    private IceServers() {
    }

    /** @param user shown to the TURN server; a colon would end the time */
    static List<Map<String, Object>> of(PhoneGateway gateway, String user, Instant now) {
        List<Map<String, Object>> servers = new ArrayList<>();
        if (!gateway.stunUrls().isEmpty()) {
            servers.add(Map.of("urls", gateway.stunUrls()));
        }
        if (!gateway.turnUrls().isEmpty() && gateway.turnSecret().isPresent()) {
            String name = now.plus(VALID).getEpochSecond() + ":" + user.replace(':', '_');
            servers.add(Map.of("urls", gateway.turnUrls(), "username", name, "credential", password(gateway.turnSecret().get(), name)));
        }
        return List.copyOf(servers);
    }

    private static String password(String secret, String name) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // each JDK has it
        }
    }
}
