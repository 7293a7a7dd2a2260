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
package org.apache.ofbiz.asterisk.ami;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the AMI user of one login may do, feature by feature. Asterisk fixes it at login: a changed manager.conf counts from the next
 * one. Classes and actions as measured on Asterisk 16.28 and 22.10. Immutable.
 */
public record ManagerRights(Map<Feature, Grant> grants) {

    public ManagerRights {
        grants = Map.copyOf(grants);
    }

    /** Never {@code null}; {@link Grant#UNKNOWN} for what was not found out. */
    public Grant of(Feature feature) {
        return grants.getOrDefault(feature, Grant.UNKNOWN);
    }

    /** What was found out about one feature. */
    public enum Grant {
        GIVEN,
        /** The PBX could do it, and refuses it to this user. */
        DENIED,
        /** The PBX knows no such action: the module is not loaded. */
        NOT_OFFERED,
        UNKNOWN
    }

    /** The line of manager.conf that holds a class. */
    public enum Line {
        READ("system", "call", "agent", "user", "cdr", "reporting"), WRITE("system", "call", "originate", "reporting", "agent");

        private final List<String> neededClasses;

        Line(String... neededClasses) {
            this.neededClasses = List.of(neededClasses);
        }

        /** All that the call center needs, in the order of the admin guide. */
        public List<String> neededClasses() {
            return neededClasses;
        }

        /** The line as it is in manager.conf, with all that the call center needs. */
        public String text() {
            return name().toLowerCase(Locale.ROOT) + " = " + String.join(",", neededClasses);
        }
    }

    /**
     * What the call center does with a PBX, with the class of rights that it needs. Where Asterisk accepts one of several classes, the
     * one that the admin guide asks for is named.
     */
    public enum Feature {
        /** FullyBooted comes to those who may read it, right after login. */
        STATE_EVENTS(Line.READ, "system"),
        CALL_EVENTS(Line.READ, "call"),
        QUEUE_EVENTS(Line.READ, "agent"),
        USER_EVENTS(Line.READ, "user"),
        ORIGINATE(Line.WRITE, "originate", "Originate"),
        REDIRECT(Line.WRITE, "call", "Redirect"),
        HANG_UP(Line.WRITE, "call", "Hangup"),
        CHANNELS(Line.WRITE, "reporting", "CoreShowChannels", "CoreSettings", "CoreStatus"),
        DIALPLAN(Line.WRITE, "reporting", "ShowDialPlan"),
        PEERS(Line.WRITE, "system", "PJSIPShowEndpoints", "PJSIPShowEndpoint", "PJSIPShowRegistrationsOutbound", "SIPpeers", "IAXpeerlist"),
        PHONE_STATES(Line.WRITE, "reporting", "DeviceStateList"),
        /** Events that nobody reads are filtered out on the PBX; without it they come, and cost both sides some work. */
        EVENT_FILTER(Line.WRITE, "system", "Filter"),
        RECORDING(Line.WRITE, "system", "MixMonitor"),
        RECORDING_FILE(Line.WRITE, "reporting", "Getvar"),
        QUEUES(Line.WRITE, "agent", "QueueStatus"),
        QUEUE_MEMBERS(Line.WRITE, "agent", "QueueAdd", "QueueRemove", "QueuePause", "QueuePenalty"),
        /** Any line of Asterisk's console. Nothing here needs it, so it is better not given. */
        COMMAND(Line.WRITE, "command", "Command");

        private final Line line;
        private final String neededClass;
        private final List<String> actions;

        Feature(Line line, String neededClass, String... actions) {
            this.line = line;
            this.neededClass = neededClass;
            this.actions = List.of(actions);
        }

        public Line line() {
            return line;
        }

        /** Word to add to that line of manager.conf. */
        public String neededClass() {
            return neededClass;
        }

        /** AMI actions that it takes, as far as the PBX has them; none for what is only listened to. */
        List<String> actions() {
            return actions;
        }
    }
}
