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
package org.apache.ofbiz.embedded.pbx;

/** What a telephone does when it is called. */
public enum PhoneBehaviour {
    /** Rings for 1.5 s and is picked up. */
    ANSWERS(0, 0, "ANSWER", "ANSWERED"),
    /** Is in another call: refused at once. */
    BUSY(17, 486, "BUSY", "BUSY"),
    /** Rings for 1 s and refuses. */
    DECLINES(21, 603, "NOANSWER", "NO ANSWER"),
    /** Rings until the caller's patience ends. */
    NO_ANSWER(0, 0, "NOANSWER", "NO ANSWER"),
    /** A phone of ours that is switched off. */
    UNREGISTERED(20, 0, "CHANUNAVAIL", "FAILED"),
    /** The network knows no such number. */
    UNKNOWN_NUMBER(1, 404, "NOANSWER", "NO ANSWER"),
    /** The network has no line free. */
    CONGESTED(34, 503, "CONGESTION", "FAILED");

    private final int cause;
    private final int sipStatus;
    private final String dialStatus;
    private final String disposition;

    PhoneBehaviour(int cause, int sipStatus, String dialStatus, String disposition) {
        this.cause = cause;
        this.sipStatus = sipStatus;
        this.dialStatus = dialStatus;
        this.disposition = disposition;
    }

    /** What a customer's phone does, told by the last two digits of the number: 91 to 94 fail in four ways, all others answer. */
    static PhoneBehaviour ofCustomer(String number) {
        String last = number.substring(Math.max(0, number.length() - 2));
        return switch (last) {
        case "91" -> BUSY;
        case "92" -> NO_ANSWER;
        case "93" -> UNKNOWN_NUMBER;
        case "94" -> CONGESTED;
        default -> ANSWERS;
        };
    }

    boolean rings() {
        return this == ANSWERS || this == DECLINES || this == NO_ANSWER;
    }

    Hangup hangup() {
        return new Hangup(cause, sipStatus);
    }

    String dialStatus() {
        return dialStatus;
    }

    String disposition() {
        return disposition;
    }
}
