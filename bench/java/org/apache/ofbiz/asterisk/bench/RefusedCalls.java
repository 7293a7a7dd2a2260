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
package org.apache.ofbiz.asterisk.bench;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;

/** A PBX that lists nothing and tells of each Originate that the phone could not be rung. */
public final class RefusedCalls {

    private static final Map<String, String> LISTS = Map.of("CoreShowChannels", "CoreShowChannelsComplete", "BridgeList", "BridgeListComplete",
            "PJSIPShowEndpoints", "EndpointListComplete", "PJSIPShowContacts", "ContactListComplete", "QueueStatus", "QueueStatusComplete",
            "DeviceStateList", "DeviceStateListComplete", "ExtensionStateList", "ExtensionStateListComplete", "ShowDialPlan",
            "ShowDialPlanComplete");
    private static final String EMPTY_LIST = """
            >> Action: %s
            << Response: Success
            << EventList: start
            << ActionID: {ActionID}
            <<
            << Event: %s
            << EventList: Complete
            << ListItems: 0
            << ActionID: {ActionID}

            """;
    private static final String ORIGINATE = """
            >> Action: Originate
            << Response: Success
            << ActionID: {ActionID}
            << Message: Originate successfully queued
            <<
            << Event: OriginateResponse
            << Privilege: call,all
            << ActionID: {ActionID}
            << Response: Failure
            << Channel: {Channel}
            << Context: {Context}
            << Exten: {Exten}
            << Reason: 0
            << Uniqueid: {ChannelId}
            << CallerIDNum: 1001
            << CallerIDName: 1001
            """;

    private RefusedCalls() {
    }

    public static PbxPlayer start() throws IOException {
        return new PbxPlayer().play(LISTS.entrySet().stream().map(list -> EMPTY_LIST.formatted(list.getKey(), list.getValue()))
                .collect(Collectors.joining()) + ORIGINATE);
    }
}
