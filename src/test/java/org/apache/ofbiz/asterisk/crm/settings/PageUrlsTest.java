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
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The address of a profile gets the key that signs a user in: a path must lead nowhere but to this host. */
@Tag("security")
class PageUrlsTest {

    @Test
    void aPathNeverLeadsToAnotherHost() {
        Attacks attacks = new Attacks("addresses of profiles");
        for (String template : List.of("//evil.example", "/\\evil.example", "/\t/evil.example", "/\t\\evil.example", "/ /evil.example",
                "/${x}/evil.example", "/${partyId}${x}/evil.example?p=${partyId}", "/\u0000/evil.example", "/\u001f/evil.example", "\t//evil.example",
                "/a\\..\\\\evil.example", "/${x}\t/evil.example", "javascript:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
                "data:text/html,x", "${x}//evil.example", "${x}javascript:alert(1)", "http:/\t/evil.example", "/\u0085/evil.example",
                "http://crm.example/\r\nSet-Cookie: a=b", "")) {
            attacks.attack(template, !PageUrls.isSafe(template));
            attacks.attack("filled " + template, !PageUrls.isPath(PageUrls.fill(template, Map.of())) || !template.contains("evil"));
        }
        attacks.held();
    }

    @Test
    void pathsAndAddressesOfOtherSystemsAreTaken() {
        for (String template : List.of("/partymgr/control/viewprofile?partyId=${partyId}", "/${partyId}", "/a/${partyId}/b",
                "https://crm.example.com/${partyId}?n=${number}", "HTTP://crm.example.com")) {
            assertThat(template, PageUrls.isSafe(template), is(true));
        }
    }

    @Test
    void whatIsFilledInIsNoPartOfTheAddress() {
        assertThat(PageUrls.fill("/x?n=${number}&m=${other}", Map.of("number", "+372 5&a=/b")), is("/x?n=%2B372+5%26a%3D%2Fb&m="));
    }
}
