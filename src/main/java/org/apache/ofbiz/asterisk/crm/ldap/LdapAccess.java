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
package org.apache.ofbiz.asterisk.crm.ldap;

import java.time.Duration;
import java.util.List;
import org.apache.ofbiz.asterisk.crm.settings.Settings;

/**
 * Where the directory is, how to log in there, and which attributes matter, as the settings say now.
 *
 * @param servers  addresses such as {@code ldaps://dc1.example.com:636}; the first that answers is asked
 * @param startTls whether an ldap: connection is encrypted before anything is sent
 * @param secret   of {@code user}; empty logs in anonymously
 * @param people   filter that each entry matches
 * @param within   for connecting, and for each answer
 */
record LdapAccess(List<String> servers, boolean startTls, String base, String user, String secret, String people, List<String> names,
                  List<String> numbers, List<String> details, Duration within) {

    LdapAccess {
        servers = List.copyOf(servers);
        names = List.copyOf(names);
        numbers = List.copyOf(numbers);
        details = List.copyOf(details);
    }

    static LdapAccess of(Settings settings, String secret) {
        return new LdapAccess(settings.get(Settings.LDAP_SERVERS), settings.get(Settings.LDAP_START_TLS), settings.get(Settings.LDAP_BASE_DN),
                settings.get(Settings.LDAP_BIND_USER), secret, settings.get(Settings.LDAP_FILTER), settings.get(Settings.LDAP_NAME_ATTRIBUTES),
                settings.get(Settings.LDAP_NUMBER_ATTRIBUTES), settings.get(Settings.LDAP_DETAIL_ATTRIBUTES), settings.get(Settings.LDAP_TIMEOUT));
    }

    /** For logs: without the secret. */
    @Override
    public String toString() {
        return servers + " below " + base + (user.isEmpty() ? "" : " as " + user);
    }
}
