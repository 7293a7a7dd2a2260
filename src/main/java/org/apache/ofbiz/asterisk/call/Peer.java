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
 * @param technology  PJSIP, SIP, IAX2, DAHDI or Local
 * @param name        endpoint name; for an extension also what the claim context dials
 * @param type        a phone or a line
 * @param owner       who the extension is assigned to
 * @param callerIdNumber number shown to the one who is called, where set
 * @param callerIdName   name shown to the one who is called, where set
 * @param enabled     a disabled peer neither calls nor claims
 */
public record Peer(String peerId, String serverId, String technology, String name, Type type, Optional<Person> owner,
                   Optional<String> callerIdNumber, Optional<String> callerIdName, boolean enabled) {

    /** What Asterisk dials: {@code PJSIP/1001}. */
    public String dialString() {
        return technology + "/" + name;
    }

    /** A phone or a line. */
    public enum Type {
        EXTENSION, TRUNK
    }
}
