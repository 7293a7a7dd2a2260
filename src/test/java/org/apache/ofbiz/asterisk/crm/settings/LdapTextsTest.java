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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.apache.ofbiz.asterisk.crm.settings.Setting.UnreadableException;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever sets which attributes of the directory are shown must not see passwords, nor find them out by a filter. */
class LdapTextsTest {

    @Test
    @Tag("security")
    void passwordsAreNeitherShownNorSearched() {
        Attacks attacks = new Attacks("passwords of a directory");
        for (String attribute : List.of("userPassword", "unicodePwd", "ms-Mcs-AdmPwd", "msLAPS-Password", "sambaNTPassword", "USERPASSWORD",
                "ms-laps-encryptedhistory", "clientSecret")) {
            attacks.attack(attribute, isRefused(() -> LdapTexts.attributes("cn, " + attribute)));
            attacks.attack("filter with " + attribute, isRefused(() -> LdapTexts.filter("(&(objectClass=person)(" + attribute + "=a*))")));
        }
        attacks.held();
        assertThat(LdapTexts.attributes("displayName, telephoneNumber"), is(List.of("displayName", "telephoneNumber")));
        assertThat(LdapTexts.filter("(&(objectClass=person)(!(cn=x)))"), is("(&(objectClass=person)(!(cn=x)))"));
    }

    private static boolean isRefused(Runnable read) {
        try {
            read.run();
            return false;
        } catch (UnreadableException e) {
            return true;
        }
    }
}
