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
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.acd.DialRules.Checked;
import org.apache.ofbiz.asterisk.acd.DialRules.Where;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.junit.jupiter.api.Test;

class ForwardingRulesTest {

    private final Numbering pbx = mock(Numbering.class);
    private final DialRules dialRules = mock(DialRules.class);
    private final ForwardingRules rules = new ForwardingRules(dialRules, serverId -> pbx);

    ForwardingRulesTest() {
        when(pbx.contexts()).thenReturn(new Numbering.Contexts("internal", "outbound", "", ""));
        says(Map.of("1001", Checked.dialable("1001", Where.INSIDE), "5551234", Checked.dialable("05551234", Where.OUTSIDE),
                "900", Checked.refused(new Refusal(Code.PREMIUM_NOT_PERMITTED, "900")), "112", Checked.dialable("112", Where.EMERGENCY)));
    }

    private void says(Map<String, Checked> checked) {
        when(dialRules.check(any(), any(), any())).thenAnswer(call -> checked.get((String) call.getArgument(1)));
    }

    @Test
    void anExtensionIsDialedWherePhonesDialAndOthersAsTheRulesSay() {
        assertThat(rules.number("liis", "PBX", "1001").place(), is("internal,1001,1"));
        assertThat(rules.number("liis", "PBX", "5551234").place(), is("outbound,05551234,1"));
    }

    @Test
    void whatItsUserMayNotCallIsRefusedAndSoAreEmergencyNumbers() {
        assertThat(rules.number("liis", "PBX", "900").refusal().map(Refusal::code), is(Optional.of(Code.PREMIUM_NOT_PERMITTED)));
        assertThat(rules.number("liis", "PBX", "112").refusal().map(Refusal::code), is(Optional.of(Code.NUMBER_NOT_ALLOWED)));
    }

    @Test
    void aGroupIsReachedByAnyNameAndByNumbersThatCouldBeDialed() {
        for (String extension : List.of("s", "sales_2", "1001", "5551234")) {
            assertThat(rules.entry("liis", "PBX", "incoming", extension).place(), is("incoming," + extension + ",1"));
        }
        assertThat(rules.entry("liis", "PBX", "outbound", "900").refusal().map(Refusal::code), is(Optional.of(Code.PREMIUM_NOT_PERMITTED)));
    }
}
