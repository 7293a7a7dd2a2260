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
package org.apache.ofbiz.asterisk.crm.hooks;

import java.util.Map;

/**
 * A turn that a call took, for others to act upon.
 *
 * @param phoneCallId of the call's row
 * @param values      what the row does not say, by names of attributes of the interface asteriskCallTurnInterface; never null values
 */
public record CallHookEvent(Kind kind, String phoneCallId, Map<String, Object> values) {

    /** Which turn, and the service that is run for it. */
    public enum Kind {
        OFFERED("asteriskCallOffered"), CLAIMED("asteriskCallClaimed"), ANSWERED("asteriskCallAnswered"), ENDED("asteriskCallEnded"),
        RECORDED("asteriskCallRecorded"), MISSED("asteriskCallMissed");

        private final String service;

        Kind(String service) {
            this.service = service;
        }

        /** Name of the service to which SECAs can be attached. */
        public String service() {
            return service;
        }
    }

    public CallHookEvent {
        values = Map.copyOf(values);
    }

    public static CallHookEvent of(Kind kind, String phoneCallId) {
        return new CallHookEvent(kind, phoneCallId, Map.of());
    }
}
