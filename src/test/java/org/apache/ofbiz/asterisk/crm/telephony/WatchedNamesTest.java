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
package org.apache.ofbiz.asterisk.crm.telephony;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.call.text.VariableText;
import org.junit.jupiter.api.Test;

/** Names of variables as an admin writes them, and their values in addresses of pages. */
class WatchedNamesTest {

    @Test
    void namesAreSeparatedByCommasOrBlanks() {
        assertThat(WatchedNames.of(" ORDER_NUMBER,Tier  lang,ORDER_NUMBER"), contains("ORDER_NUMBER", "Tier", "lang"));
        assertThat(WatchedNames.of(""), is(empty()));
    }

    @Test
    void functionsAndSignsAreNoNames() {
        for (String wrong : List.of("SHELL(id)", "A;B", "${A}", "_A", "1A", "A-B", "A".repeat(41))) {
            assertThat(wrong, WatchedNames.of(wrong), is(empty()));
            assertThat(wrong, WatchedNames.areAllRight(wrong), is(false));
        }
        String eleven = IntStream.range(0, 11).mapToObj(i -> "V" + i).collect(Collectors.joining(","));
        assertThat(WatchedNames.areAllRight(eleven), is(false));
        assertThat(WatchedNames.areAllRight("A, B"), is(true));
        assertThat(WatchedNames.areAllRight(""), is(true));
    }

    @Test
    void aPageIsOpenedWithTheVariablesOfTheCall() {
        CallerDirectory.Match match = new CallerDirectory.Match("P1", "Mari", "/crm/order?partyId=P1&order={ORDER_NUMBER}", "");
        CallerDirectory.Caller caller = new CallerDirectory.Caller("1", "+1", "1", List.of(match), CallerDirectory.MatchedOn.E164,
                "/crm/find?order={ORDER_NUMBER}");

        CallerDirectory.Caller with = caller.with(Map.of("ORDER_NUMBER", "A 1&admin=Y/../#<\r\n"));

        assertThat(with.matches().get(0).url(), is("/crm/order?partyId=P1&order=A%201%26admin%3DY%2F..%2F%23%3C%0D%0A"));
        assertThat(caller.with(Map.of()).url(), is("/crm/find?order="));
        assertThat("a value is no template", VariableText.inUrl("/x?a={A}", Map.of("A", "{B}$1", "B", "secret")), is("/x?a=%7BB%7D%241"));
    }
}
