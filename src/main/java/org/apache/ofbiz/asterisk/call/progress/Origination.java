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
package org.apache.ofbiz.asterisk.call.progress;

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent.OriginateRequested;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.Peer;

/** What we, or somebody else, asked the PBX for when it was to begin a call. Not thread-safe: belongs to the tracker's thread. */
final class Origination {

    private Optional<OriginateRequested> request = Optional.empty();
    private Optional<Peer> phone = Optional.empty();
    private Optional<Integer> failure = Optional.empty();

    void requested(OriginateRequested originate, Optional<Peer> itsPhone) {
        request = Optional.of(originate);
        phone = itsPhone;
    }

    void failed(int reason) {
        failure = Optional.of(reason);
    }

    /** Whether we asked for the call. */
    boolean isOurs() {
        return request.isPresent();
    }

    boolean isAsked() {
        return request.isPresent() || failure.isPresent();
    }

    /** The phone that was to ring first. */
    Optional<Peer> phone() {
        return phone;
    }

    /** Why it came to nothing, as an OriginateResponse says. */
    Optional<Integer> failure() {
        return failure;
    }

    /** Whom the one who is called was to be shown. */
    Optional<Party> caller() {
        return request.map(OriginateRequested::caller);
    }
}
