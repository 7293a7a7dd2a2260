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
package org.apache.ofbiz.asterisk.crm.callbacks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackRules.Standing;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.junit.jupiter.api.Test;

class CallbackRulesTest {

    private static final Standing FREE = new Standing(true, "");
    private static final Standing CLAIMED = new Standing(true, "LIIS");
    private static final Standing CLOSED = new Standing(false, "LIIS");

    @Test
    void aFreeCallbackIsClaimedByAnybodyAndAClaimedOneByItsClaimerOnly() {
        assertThat(CallbackRules.claim(FREE, "LIIS"), is(Optional.empty()));
        assertThat(CallbackRules.claim(CLAIMED, "LIIS"), is(Optional.empty()));
        assertThat(CallbackRules.claim(CLAIMED, "PEETER"), is(Optional.of(Code.CALLBACK_TAKEN)));
        assertThat(CallbackRules.claim(CLOSED, "LIIS"), is(Optional.of(Code.CALLBACK_CLOSED)));
        assertThat("a login without a party", CallbackRules.claim(FREE, ""), is(Optional.of(Code.NOT_PERMITTED)));
    }

    @Test
    void aClaimedCallbackIsChangedByItsClaimerOrASupervisor() {
        assertThat(CallbackRules.change(FREE, "PEETER", false), is(Optional.empty()));
        assertThat(CallbackRules.change(CLAIMED, "LIIS", false), is(Optional.empty()));
        assertThat(CallbackRules.change(CLAIMED, "PEETER", false), is(Optional.of(Code.CALLBACK_TAKEN)));
        assertThat(CallbackRules.change(CLAIMED, "PEETER", true), is(Optional.empty()));
        assertThat(CallbackRules.change(CLOSED, "LIIS", true), is(Optional.of(Code.CALLBACK_CLOSED)));
    }

    @Test
    void aNumberHasOneKeyHoweverItIsWritten() {
        TelephoneNumbers estonia = new TelephoneNumbers("EE");
        assertThat(CallbackKey.of("555 0101 1", estonia), is(CallbackKey.of("+37255501011", estonia)));
        assertThat(CallbackKey.of(" ", estonia), is(Optional.empty()));
        assertThat(CallbackKey.canBeCalled("+37255501011"), is(true));
        assertThat(CallbackKey.canBeCalled(""), is(false));
        assertThat(CallbackKey.canBeCalled("anonymous"), is(false));
    }

    @Test
    void aCustomerHasNeitherAFeatureCodeNorAnExtension() {
        for (String number : List.of("+37255501011", "5550101", "372550004")) {
            assertThat(number, CallbackKey.isOfCustomer(number), is(true));
        }
        for (String number : List.of("*98", "1001", "", "hello", "+372555010112345678901", "555,123")) {
            assertThat(number, CallbackKey.isOfCustomer(number), is(false));
        }
    }

    @Test
    void anOwnerAndANumberHoldOneRow() {
        String id = CallbackKey.idOf(CallbackOwner.group("SALES"), "+3725550101");
        assertThat(id.length(), is(20));
        assertThat(CallbackKey.idOf(CallbackOwner.group("SALES"), "+3725550101"), is(id));
        assertThat(CallbackKey.idOf(CallbackOwner.person("SALES"), "+3725550101"), is(not(id)));
        assertThat(CallbackKey.idOf(CallbackOwner.group("SALES"), "+3725550102"), is(not(id)));
    }
}
