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

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The call detail record of one dialling, or of a call that dialled nobody.
 * @param dialled the channel that was dialled, if any
 */
record Cdr(SimulatedChannel of, Optional<SimulatedChannel> dialled, String context, String exten, String application, String data, Instant start,
        Instant end, String disposition) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    Cdr ended(Instant when, String how) {
        return new Cdr(of, dialled, context, exten, application, data, start, when, how);
    }

    PbxMessage event() {
        long seconds = Duration.between(start, end).toSeconds();
        return PbxMessage.event("Cdr", "cdr").with("AccountCode", "").with("Source", of.caller().number()).with("Destination", exten)
                .with("DestinationContext", context)
                .with("CallerID", "\"" + of.caller().name() + "\" <" + of.caller().number() + ">")
                .with("Channel", of.name()).with("DestinationChannel", dialled.map(SimulatedChannel::name).orElse(""))
                .with("LastApplication", application).with("LastData", data)
                .with("StartTime", TIME.format(start)).with("AnswerTime", TIME.format(start)).with("EndTime", TIME.format(end))
                .with("Duration", seconds).with("BillableSeconds", seconds).with("Disposition", disposition)
                .with("AMAFlags", "DOCUMENTATION").with("UniqueID", of.uniqueid()).with("UserField", "");
    }
}
