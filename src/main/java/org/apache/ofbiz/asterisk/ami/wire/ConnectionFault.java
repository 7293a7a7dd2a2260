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
package org.apache.ofbiz.asterisk.ami.wire;

/** What kind of fault keeps a connection from coming about: it decides what an admin is advised to do, and when it is tried again. */
public enum ConnectionFault {
    /** The PBX refused user, secret or address. */
    LOG_IN,
    /** The AMI user may not list channels. */
    CHANNELS,
    /** The PBX is older than {@link PbxVersion#OLDEST}. */
    VERSION,
    /** The PBX lists more channels than any PBX has. */
    TOO_MANY_CHANNELS,
    /** The PBX's certificate is not the one to accept. */
    CERTIFICATE,
    /** TLS is switched on for this server, and the port speaks without. */
    NO_TLS_THERE,
    /** TLS is switched off for this server, and the port expects it. */
    TLS_THERE,
    /** The port belongs to something else, such as a web server or SSH. */
    OTHER_PROTOCOL,
    /** The file of settings does not allow this host and port. */
    NOT_ALLOWED,
    /** Nothing answers at host and port. */
    ADDRESS,
    /** Anything else: the PBX does not answer, or stopped to. */
    AWAY;

    /** Whether it stays until somebody changes something: trying often helps nobody, and a login refused often bans this host. */
    public boolean staysUntilChanged() {
        return this == LOG_IN || this == VERSION;
    }
}
