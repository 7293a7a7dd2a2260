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

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * With what the page of a customer registers at the lab. The secret gets into no log: there is no text form.
 *
 * @param socketUrl where the PBX takes SIP over WebSocket
 * @param secret    new with each start of the lab
 */
public record CustomerPhone(String socketUrl, String secret) {

    /** The peer of the lab, which is a trunk for the component. */
    public static final String PEER = "customer";
    private static final String SOCKET_VARIABLE = "ASTERISK_PAGE_PHONES";
    private static final String SECRET_VARIABLE = "ASTERISK_CUSTOMER_SECRET";

    /** What whoever starts this host has put into its environment; empty where the PBX has no such peer. */
    public static Optional<CustomerPhone> of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(SOCKET_VARIABLE))
                .flatMap(socketUrl -> Optional.ofNullable(environment.get(SECRET_VARIABLE)).map(secret -> new CustomerPhone(socketUrl, secret)));
    }

    /** What the page may connect to, as a content security policy names it. */
    String origin() {
        URI url = URI.create(socketUrl);
        return url.getScheme() + "://" + url.getAuthority();
    }

    /** For the page. */
    Map<String, String> fields() {
        return Map.of("socketUrl", socketUrl, "uri", "sip:" + PEER + '@' + URI.create(socketUrl).getHost(), "secret", secret);
    }

    @Override
    public String toString() {
        return "phone of a customer at " + socketUrl;
    }
}
