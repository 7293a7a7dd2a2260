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
package org.apache.ofbiz.asterisk.acd.queues;

import org.apache.ofbiz.asterisk.call.Peer;

/**
 * How the queues of a server name a phone. Templates with {@code {technology}} and {@code {name}}.
 *
 * @param device      what the queue rings
 * @param stateDevice whose state says whether the agent is free
 */
public record MemberDevices(String device, String stateDevice) {

    /** The phone itself, as in Asterisk's own examples. */
    public static final MemberDevices PHONES = new MemberDevices("{technology}/{name}", "{technology}/{name}");

    String deviceOf(Peer phone) {
        return phone.isPlace() ? phone.dialString() : filled(device, phone);
    }

    String stateDeviceOf(Peer phone) {
        return filled(phone.isPlace() ? PHONES.stateDevice : stateDevice, phone);
    }

    private static String filled(String template, Peer phone) {
        return template.replace("{technology}", phone.technology()).replace("{name}", phone.name());
    }
}
