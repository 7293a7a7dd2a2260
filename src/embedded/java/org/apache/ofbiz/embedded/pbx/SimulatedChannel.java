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

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One leg of a call as Asterisk shows it. Confined to the {@link PbxEventLoop}. */
final class SimulatedChannel {

    static final int DOWN = 0;
    static final int RING = 4;
    static final int RINGING = 5;
    static final int UP = 6;
    private static final Map<Integer, String> STATES = Map.of(DOWN, "Down", RING, "Ring", RINGING, "Ringing", UP, "Up");

    private final Endpoint endpoint;
    private final String name;
    private final String uniqueid;
    private final String linkedid;
    private final Instant created;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private int state = DOWN;
    private CallerId caller;
    private CallerId connected = CallerId.UNKNOWN;
    private String context;
    private String exten = "s";
    private String dialled = "";
    private int priority = 1;
    private String application = "AppDial";
    private String applicationData = "(Outgoing Line)";

    SimulatedChannel(Endpoint endpoint, int number, String uniqueid, String linkedid, Instant created) {
        this.endpoint = endpoint;
        this.name = String.format("%s-%08x", endpoint.device(), number);
        this.uniqueid = uniqueid;
        this.linkedid = linkedid;
        this.created = created;
        this.caller = endpoint.callerId();
        this.context = endpoint.context();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    String name() {
        return name;
    }

    String uniqueid() {
        return uniqueid;
    }

    String linkedid() {
        return linkedid;
    }

    Instant created() {
        return created;
    }

    Map<String, String> variables() {
        return variables;
    }

    int state() {
        return state;
    }

    void state(int newState) {
        state = newState;
    }

    CallerId caller() {
        return caller;
    }

    void caller(CallerId newCaller) {
        caller = newCaller;
    }

    CallerId connected() {
        return connected;
    }

    void connected(CallerId newConnected) {
        connected = newConnected;
    }

    String context() {
        return context;
    }

    String exten() {
        return exten;
    }

    void exten(String newExten) {
        exten = newExten;
    }

    /** The number with which it came in; empty where it was made here. */
    String dialled() {
        return dialled;
    }

    void dialled(String number) {
        dialled = number;
    }

    void at(String newContext, String newExten, int newPriority) {
        context = newContext;
        exten = newExten;
        priority = newPriority;
    }

    void runs(String newApplication, String data) {
        application = newApplication;
        applicationData = data;
    }

    String application() {
        return application;
    }

    String applicationData() {
        return applicationData;
    }

    /** Writes the headers that every channel event has, each name with the prefix (empty, or {@code Dest}). */
    PbxMessage onto(PbxMessage message, String prefix) {
        return message.with(prefix + "Channel", name)
                .with(prefix + "ChannelState", state).with(prefix + "ChannelStateDesc", STATES.get(state))
                .with(prefix + "CallerIDNum", CallerId.known(caller.number())).with(prefix + "CallerIDName", CallerId.known(caller.name()))
                .with(prefix + "ConnectedLineNum", CallerId.known(connected.number()))
                .with(prefix + "ConnectedLineName", CallerId.known(connected.name()))
                .with(prefix + "Language", "en").with(prefix + "AccountCode", "")
                .with(prefix + "Context", context).with(prefix + "Exten", exten).with(prefix + "Priority", priority)
                .with(prefix + "Uniqueid", uniqueid).with(prefix + "Linkedid", linkedid);
    }

    PbxMessage newCallerid() {
        return onto(PbxMessage.callEvent("NewCallerid"), "").with("CID-CallingPres", "0 (Presentation Allowed, Not Screened)");
    }
}
