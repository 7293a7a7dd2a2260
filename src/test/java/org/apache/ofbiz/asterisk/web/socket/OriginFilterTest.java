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
package org.apache.ofbiz.asterisk.web.socket;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which pages may open the socket. */
class OriginFilterTest {

    private final Attacks attacks = new Attacks("origins of sockets");

    private static void own(String origin, String scheme, String host) {
        assertThat(origin + " at " + scheme + "://" + host, OriginFilter.isOwn(origin, scheme, host), is(true));
    }

    private void foreign(String origin, String scheme, String host) {
        attacks.attack(origin + " at " + scheme + "://" + host, !OriginFilter.isOwn(origin, scheme, host));
    }

    @Test
    void theOwnSiteMay() {
        own("https://crm.example.com", "https", "crm.example.com");
        own("https://crm.example.com", "https", "crm.example.com:443");
        own("https://CRM.example.com", "https", "crm.example.com");
        own("http://crm.example.com:8080", "http", "crm.example.com:8080");
        own("http://[::1]:8080", "http", "[::1]:8080");
        own("http://[::1]", "http", "[::1]:80");
    }

    @Test
    @Tag("security")
    void anotherSchemePortOrSiteMayNot() {
        foreign("http://crm.example.com", "https", "crm.example.com");
        foreign("https://crm.example.com", "http", "crm.example.com");
        foreign("https://crm.example.com:8443", "https", "crm.example.com");
        foreign("https://crm.example.com.evil.example", "https", "crm.example.com");
        foreign("https://evil.example", "https", "crm.example.com");
        foreign("null", "https", "crm.example.com");
        foreign("https://crm.example.com", "https", null);
        foreign("https://crm.example.com/..", "https", "crm.example.com");
        foreign("https://crm.example.com@evil.example", "https", "crm.example.com");
        foreign("https://crm.example.com\u0000.evil.example", "https", "crm.example.com");
        foreign("https://crm.\u0435xample.com", "https", "crm.example.com");
        foreign("", "https", "crm.example.com");
        attacks.held();
    }
}
