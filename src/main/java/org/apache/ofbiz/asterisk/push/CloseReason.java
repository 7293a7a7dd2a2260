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
package org.apache.ofbiz.asterisk.push;

/** Why the server closes a socket. The console decides by these whether to come back automatically. */
public enum CloseReason {
    /** The server stops, or reloads its settings. */
    GOING_AWAY(1001, false),
    /** The user's groups could not be looked up, or something else failed. */
    FAILED(1011, true),
    /** The call center is not there yet, or this browser read too slowly: come back. */
    TRY_AGAIN_LATER(1013, false),
    /** Nobody is signed in, or no longer. */
    NOT_SIGNED_IN(4401, true),
    /** The user lacks the permission ASTERISK_VIEW. */
    NOT_PERMITTED(4403, true),
    /** No sign of life. */
    SILENT(4408, false),
    /** The user has signed in elsewhere. */
    SESSION_REPLACED(4409, true),
    /** What the user was allowed when they connected is so no longer: logged out elsewhere, disabled, a permission revoked. */
    RIGHTS_CHANGED(4410, true),
    /** The user has more sockets than browsers can need: this one was the oldest. */
    TOO_MANY_SOCKETS(4411, true),
    /** The user is paused, and the pages are locked until the password is given. */
    LOCKED(4423, true),
    /** More messages than a person can send. */
    TOO_MANY_MESSAGES(4429, true);

    private final int code;
    private final boolean said;

    CloseReason(int code, boolean said) {
        this.code = code;
        this.said = said;
    }

    /** The WebSocket close code. */
    public int code() {
        return code;
    }

    /** True when an ERROR of this name goes before, for the user to read. */
    boolean said() {
        return said;
    }
}
