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

import java.util.Map;
import org.apache.ofbiz.asterisk.call.Peer;

/** The SIP header at which a desk phone answers automatically when its user clicks a number. Brands differ; the phone must be set to obey it. */
public enum AutoAnswer {

    /** Snom, Grandstream, Gigaset, Cisco SPA. */
    CALL_INFO("Call-Info", "<sip:ofbiz>;answer-after=0"),
    /** Yealink, Fanvil, Mitel. */
    ALERT_INFO("Alert-Info", "<sip:ofbiz>;info=alert-autoanswer;delay=0"),
    /** Poly, whose configuration gives this text a meaning. */
    ALERT_INFO_TEXT("Alert-Info", "Auto Answer");

    private final String header;
    private final String value;

    AutoAnswer(String header, String value) {
        this.header = header;
        this.value = value;
    }

    /**
     * Variables of the caller's channel by which the claim context lets the phone answer; none for a technology that has no headers. They name the
     * phone: the next one that rings for the caller may be another.
     */
    public Map<String, String> claimVariables(Peer phone) {
        return variables(phone.technology()).isEmpty() ? Map.of()
                : Map.of("__OFBIZ_ANSWER", phone.name(), "__OFBIZ_ANSWER_HEADER", header, "__OFBIZ_ANSWER_VALUE", value);
    }

    /** Channel variables that add the header to the call of the phone; none for a technology that has no headers. */
    public Map<String, String> variables(String technology) {
        return switch (technology) {
        case "PJSIP" -> Map.of("PJSIP_HEADER(add," + header + ")", value);
        case "SIP" -> Map.of("SIPADDHEADER", header + ": " + value);
        default -> Map.of();
        };
    }
}
