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
package org.apache.ofbiz.asterisk.center.actions;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * What is done when a call of a group takes a turn, or the group itself.
 *
 * @param target     WEBHOOK, PAGE and PANEL: an http(s) URL. TCP and UDP: {@code host:port}. SERVICE: the name of a service
 * @param parameters lines {@code name=text}; TCP and UDP: the message. Each may hold {@code {NAME}} of a value of the call
 * @param charset    of a message
 * @param secret     key of a webhook's signature
 */
public record CallAction(String id, String groupId, Turn turn, Kind kind, String target, String parameters, Charset charset,
                         Optional<String> secret) {

    /** When. */
    public enum Turn {
        /** The call has reached the group. */
        OFFERED,
        /** The phone of an agent begins to ring; once for each phone. */
        RINGING,
        /** An agent talks to the customer for the first time. */
        ANSWERED,
        ENDED,
        /** A figure of the group has reached its alarm limit; about no call. */
        ALARM,
        /** It no longer has. */
        ALARM_OVER
    }

    /** How. */
    public enum Kind {
        WEBHOOK, TCP, UDP, SERVICE,
        /** A tab of the agent's browser. */
        PAGE,
        /** A part of the agent's console. */
        PANEL
    }
}
