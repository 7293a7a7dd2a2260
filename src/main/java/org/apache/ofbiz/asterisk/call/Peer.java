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
package org.apache.ofbiz.asterisk.call;

import java.util.Optional;

/**
 * A SIP or PJSIP endpoint that a server knows.
 *
 * @param peerId      key of the AsteriskPeer row
 * @param technology  as in channel names, e.g. PJSIP, SIP, IAX2, DAHDI, SCCP or Local
 * @param name        endpoint name; for an extension also what the claim context dials
 * @param type        a phone or a line
 * @param owner       who the extension is assigned to
 * @param callerIdNumber number shown to the one who is called, where set
 * @param callerIdName   name shown to the one who is called, where set
 * @param enabled     a disabled peer neither calls nor claims
 */
public record Peer(String peerId, String serverId, String technology, String name, Type type, Optional<Person> owner,
                   Optional<String> callerIdNumber, Optional<String> callerIdName, boolean enabled) {

    private static final int LONGEST_NAME = 20;
    /** What is longer, and shown, is a public number, which several phones may share. */
    private static final int LONGEST_SHORT_NUMBER = 6;

    /**
     * What Asterisk dials: {@code PJSIP/1001}. A place of the dialplan keeps its own channel in the call, {@code Local/5551234@outbound/n}, since
     * that channel is what says whose phone it is.
     */
    public String dialString() {
        return technology + "/" + name + (isPlace() ? "/n" : "");
    }

    /** Whether this is no phone of its own but a number that the dialplan dials, named {@code 5551234@outbound}. */
    public boolean isPlace() {
        return "Local".equals(technology) && name.indexOf('@') > 0;
    }

    /** What other phones dial to reach this one: its name where that is a number, else the short number it shows; empty where there is none. */
    public Optional<String> number() {
        return isNumber(name, LONGEST_NAME) ? Optional.of(name) : callerIdNumber.filter(shown -> isNumber(shown, LONGEST_SHORT_NUMBER));
    }

    private static boolean isNumber(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** A phone or a line. */
    public enum Type {
        EXTENSION, TRUNK
    }
}
