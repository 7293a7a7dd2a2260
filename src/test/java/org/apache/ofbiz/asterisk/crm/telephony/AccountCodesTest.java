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
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.crm.telephony.AccountCodes.AccountCode;
import org.junit.jupiter.api.Test;

/** Account codes as an admin writes them. */
class AccountCodesTest {

    @Test
    void aCodeIsFollowedByItsName() {
        assertThat(AccountCodes.read(" 4711  Building A,4712,, dev-2.1_x Research & more "), is(Optional.of(List.of(
                new AccountCode("4711", "4711  Building A"), new AccountCode("4712", "4712"),
                new AccountCode("dev-2.1_x", "dev-2.1_x Research & more")))));
        assertThat(AccountCodes.read(""), is(Optional.of(List.of())));
    }

    @Test
    void whatThePbxWouldReadOtherwiseIsNoCode() {
        for (String wrong : List.of("47;11", "${A}", "A\r\nAction: Logoff", "A\u0000", "A=B", "\u00e4", "A/B", "A".repeat(21))) {
            assertThat(wrong, AccountCodes.isCode(wrong), is(false));
        }
        assertThat(AccountCodes.isCode("A".repeat(20)), is(true));
        assertThat("one of them", AccountCodes.read("4711, 47;12 Office"), is(Optional.empty()));
        assertThat("a long name", AccountCodes.read("4711 " + "x".repeat(60)), is(Optional.empty()));
        String many = IntStream.rangeClosed(0, AccountCodes.MOST).mapToObj(String::valueOf).collect(Collectors.joining(","));
        assertThat("many", AccountCodes.read(many), is(Optional.empty()));
    }
}
