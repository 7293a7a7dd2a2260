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
package org.apache.ofbiz.asterisk.crm.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.asterisk.crm.settings.PageUrls;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void aLineBreakOrNulIsFoundAndItsFieldNamed() {
        assertThat(PlainText.faultyFields(Map.of("host", "pbx", "port", 5038)), is(List.of()));
        assertThat(PlainText.faultyFields(Map.of("host", "pbx", "secret", "a\rb")), is(List.of("secret")));
        assertThat(PlainText.faultyFields(Map.of("host", "pbx\n")), is(List.of("host")));
        assertThat(PlainText.faultyFields(Map.of("host", "\0")), is(List.of("host")));
    }

    @Test
    void pagesOfOurHostAndOfTheWebAreSafe() {
        for (String url : new String[] {"/partymgr/control/viewprofile?partyId=${partyId}", "https://crm.example.com/?id=${partyId}"}) {
            assertThat(url, PageUrls.isSafe(url), is(true));
        }
        for (String url : new String[] {"javascript:alert(1)", "//evil.example", "/\\evil.example", "data:text/html,x", "page", "/a\nb"}) {
            assertThat(url, PageUrls.isSafe(url), is(false));
        }
    }

    @Test
    void nothingIsEvaluatedInAText() {
        assertThat(PlainText.inert("${groovy:x} $${a} $ {b} ${${c}}"), is("$ {groovy:x} $$ {a} $ {b} $ {$ {c}}"));
        assertThat(PlainText.inert("5 $ for {all}"), is("5 $ for {all}"));
    }

    @Test
    void valuesAreEncodedIntoAddresses() {
        assertThat(PageUrls.fill("/x?number=${number}&a=${unknown}", Map.of("number", "+372&admin=1 $0")),
                is("/x?number=%2B372%26admin%3D1+%240&a="));
    }

    @Test
    void outcomesStandInTheDatabaseAndComeBack() {
        for (Outcome outcome : Outcome.values()) {
            assertThat(EnumIds.of(outcome).length(), is(lessThanOrEqualTo(20)));
            assertThat(EnumIds.outcome(EnumIds.of(outcome)), is(Optional.of(outcome)));
        }
    }

    @Test
    void aCallHasTheSameKeyEachTimeAndOnEachServerAnother() {
        assertThat(PhoneCallRows.idOf("PBX:1.1"), is(PhoneCallRows.idOf("PBX:1.1")));
        assertThat(PhoneCallRows.idOf("PBX:1.1").equals(PhoneCallRows.idOf("PBX2:1.1")), is(false));
        assertThat(PhoneCallRows.idOf("PBX:1.1").length(), is(20));
    }
}
