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
package org.apache.ofbiz.asterisk.crm.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.apache.ofbiz.asterisk.crm.settings.Setting.UnreadableException;

/** Reads the settings of the LDAP directory; each refuses what the directory could only fail at. Stateless. */
final class LdapTexts {

    private static final Pattern SERVER = Pattern.compile("ldaps?://(?:[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:]{2,45}])(?::[0-9]{1,5})?");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");

    /** Attributes in which directories keep passwords: what the login of the call center may read there isn't for its admins. */
    private static final Pattern PASSWORD = Pattern.compile("(?i)passw|unicodepwd|dbcspwd|admpwd|ms-?laps|secret");

    private LdapTexts() {
    }

    static List<String> servers(String text) {
        return all(text, SERVER, "addresses like ldaps://dc1.example.com, separated by commas", "AsteriskErrorLdapServers");
    }

    static List<String> attributes(String text) {
        if (PASSWORD.matcher(text).find()) {
            throw new UnreadableException("names of LDAP attributes without passwords", "AsteriskErrorLdapAttributes", Map.of());
        }
        return all(text, ATTRIBUTE, "names of LDAP attributes, separated by commas", "AsteriskErrorLdapAttributes");
    }

    private static List<String> all(String text, Pattern form, String wanted, String label) {
        List<String> entries = Arrays.stream(text.split(",")).map(String::strip).filter(entry -> !entry.isEmpty()).toList();
        if (!entries.stream().allMatch(entry -> form.matcher(entry).matches())) {
            throw new UnreadableException(wanted, label, Map.of());
        }
        return entries;
    }

    static String name(String text) {
        try {
            return new LdapName(text).toString();
        } catch (InvalidNameException e) {
            throw new UnreadableException("a distinguished name like ou=People,dc=example,dc=com", "AsteriskErrorLdapName", Map.of());
        }
    }

    /** One filter: brackets that match, from the first character to the last. */
    static String filter(String text) {
        int open = 0;
        boolean ended = false;
        boolean wrong = text.indexOf('=') < 0 || text.contains("()") || PASSWORD.matcher(text).find(); // one character after another is found by it
        for (char c : text.toCharArray()) {
            wrong |= ended || open == 0 && c != '(';
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            ended |= open == 0;
        }
        if (wrong || !ended || open != 0) {
            throw new UnreadableException("an LDAP filter in parentheses", "AsteriskErrorLdapFilter", Map.of());
        }
        return text;
    }
}
