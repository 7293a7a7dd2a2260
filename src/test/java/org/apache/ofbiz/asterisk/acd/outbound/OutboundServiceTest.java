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
package org.apache.ofbiz.asterisk.acd.outbound;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PbxCommands.Originate;
import org.apache.ofbiz.asterisk.call.PhoneCall.PlacedFor;
import org.junit.jupiter.api.Test;

/** What an outbound service makes of a call. */
class OutboundServiceTest {

    private static final Originate PLAIN = new Originate("id", "PJSIP/1001", "outbound", "3725550000", "1001", "Ann", Duration.ofSeconds(20),
            Map.of("CALL_RECORDING_FILE", "/rec/1.wav"));

    private static OutboundService service(Optional<String> prefix, Optional<String> callerId, Map<String, String> variables) {
        return new OutboundService("SALES/00001", "Spring sale", "SALES", "PBX", Optional.of("campaign"), prefix, callerId, variables);
    }

    @Test
    void itsCallsHaveItsCallerIdItsVariablesItsNameAndItsGroup() {
        Originate placed = service(Optional.empty(), Optional.of("3726001111"), Map.of("SERVICE_CAMPAIGN", "spring")).placing(PLAIN, "");

        Map<String, String> ofTheService = Map.of("SERVICE_CAMPAIGN", "spring", "SERVICE_NAME", "Spring sale");
        assertThat(placed.callerIdNumber() + " " + placed.callerIdName(), is("3726001111 Ann"));
        assertThat(placed.variables(), is(Map.of("SERVICE_CAMPAIGN", "spring", "SERVICE_NAME", "Spring sale", "CALL_RECORDING_FILE", "/rec/1.wav")));
        assertThat(placed.placedFor(), is(Optional.of(new PlacedFor("SALES", "3725550000", ofTheService))));
    }

    @Test
    void whatTheCallHasOfItsOwnStays() {
        Originate placed = service(Optional.empty(), Optional.empty(), Map.of("CALL_RECORDING_FILE", "/etc/passwd", "SERVICE_NAME", "Other"))
                .placing(PLAIN, "");

        assertThat(placed.variables(), is(Map.of("CALL_RECORDING_FILE", "/rec/1.wav", "SERVICE_NAME", "Spring sale")));
        assertThat(placed.callerIdNumber(), is("1001"));
    }

    @Test
    void itsPrefixReplacesThatOfTheServer() {
        assertThat(dialedAndKnown(Optional.of("81"), "03725550000", "0"), is("813725550000 3725550000"));
        assertThat("a server without", dialedAndKnown(Optional.of("81"), "03725550000", ""), is("8103725550000 03725550000"));
        assertThat("none of its own", dialedAndKnown(Optional.empty(), "03725550000", "0"), is("03725550000 03725550000"));
    }

    private static String dialedAndKnown(Optional<String> prefix, String number, String outsidePrefix) {
        Originate plain = new Originate("id", "PJSIP/1001", "outbound", number, "1001", "Ann", Duration.ofSeconds(20), Map.of());
        Originate placed = service(prefix, Optional.empty(), Map.of()).placing(plain, outsidePrefix);
        return placed.number() + " " + placed.placedFor().orElseThrow().number();
    }
}
