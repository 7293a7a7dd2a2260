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
package org.apache.ofbiz.asterisk.acd;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AutoAnswerTest {

    @Test
    void eachChannelDriverHasItsOwnWayToAddAHeader() {
        assertThat(AutoAnswer.CALL_INFO.variables("PJSIP"), is(Map.of("PJSIP_HEADER(add,Call-Info)", "<sip:ofbiz>;answer-after=0")));
        assertThat(AutoAnswer.ALERT_INFO.variables("SIP"),
                is(Map.of("SIPADDHEADER", "Alert-Info: <sip:ofbiz>;info=alert-autoanswer;delay=0")));
    }

    @Test
    void aPhoneWithoutHeadersRings() {
        assertThat(AutoAnswer.ALERT_INFO_TEXT.variables("DAHDI"), is(Map.of()));
    }
}
