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

/** Why a channel ended: the cause of Q.850, and the SIP status behind it or 0. */
record Hangup(int cause, int sipStatus) {

    static final Hangup NORMAL = new Hangup(16, 0);
    static final Hangup NONE = new Hangup(0, 0);
    static final Hangup NOT_ANSWERED = new Hangup(19, 480);
    static final Hangup NO_ROUTE = new Hangup(3, 404);

    String text() {
        return switch (cause) {
        case 0 -> "Unknown";
        case 1 -> "Unallocated (unassigned) number";
        case 3 -> "No route to destination";
        case 16 -> "Normal Clearing";
        case 17 -> "User busy";
        case 19 -> "User alerting, no answer";
        case 20 -> "Subscriber absent";
        case 21 -> "Call Rejected";
        case 34 -> "Circuit/channel congestion";
        default -> "Unknown";
        };
    }

    PbxMessage onto(PbxMessage event) {
        return sipStatus == 0 ? event : event.with("TechCause", sipStatus);
    }
}
