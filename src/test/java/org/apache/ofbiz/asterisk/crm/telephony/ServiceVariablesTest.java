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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Variables of an outbound service as an admin writes them. */
class ServiceVariablesTest {

    @Test
    void eachHasANameAndAValue() {
        assertThat(ServiceVariables.read(" SERVICE_CAMPAIGN=spring sale, SERVICE_LINE_2 = +372 6.1/x,, SERVICE_EMPTY="), is(Optional.of(Map.of(
                "SERVICE_CAMPAIGN", "spring sale", "SERVICE_LINE_2", "+372 6.1/x", "SERVICE_EMPTY", ""))));
        assertThat(ServiceVariables.read(""), is(Optional.of(Map.of())));
    }

    @Test
    void whatMeansSomethingElseToThePbxIsNone() {
        for (String wrong : List.of("CAMPAIGN=spring", "MIXMON_POST=rm", "CALL_RECORDING_FILE=/etc/x", "__SERVICE_A=1", "SERVICE_=1", "SERVICE_a=1",
                "SERVICE_NAME=Other", "SERVICE_A", "SERVICE_A=${SHELL(id)}", "SERVICE_A=1\r\nAction: Logoff", "SERVICE_A=1\u0000", "SERVICE_A=a;b",
                "SERVICE_A=a&b", "SERVICE_A=b=c", "SERVICE_A(x)=1", "SERVICE_A=1, SERVICE_A=2", "SERVICE_A=" + "x".repeat(61),
                "SERVICE_" + "A".repeat(32) + "=1")) {
            assertThat(wrong, ServiceVariables.read(wrong), is(Optional.empty()));
        }
        String many = IntStream.rangeClosed(0, ServiceVariables.MOST).mapToObj(n -> "SERVICE_" + n + "=1").collect(Collectors.joining(","));
        assertThat("many", ServiceVariables.read(many), is(Optional.empty()));
    }
}
