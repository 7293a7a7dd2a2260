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

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;

/** When a call was answered, and who of ours did it: the first who talked. Not thread-safe: belongs to the tracker's thread. */
final class Answerer {

    /**
     * A talk that a claim ends sooner than this was an answer at the moment of the claim, while the Redirect was on its way. Later, somebody
     * moves a caller who is being talked to.
     */
    static final Duration CROSSED = Duration.ofSeconds(2);

    private Optional<Peer> peer = Optional.empty();
    private Instant since = Instant.MIN;
    private Optional<Instant> answeredAt = Optional.empty();

    Optional<Peer> peer() {
        return peer;
    }

    Optional<Instant> answeredAt() {
        return answeredAt;
    }

    boolean isAnswered() {
        return answeredAt.isPresent();
    }

    /** The first time counts. */
    void answered(Instant at) {
        answeredAt = answeredAt.or(() -> Optional.of(at));
    }

    /** An earlier run saw it answered then. */
    void wasAnswered(Instant at) {
        answeredAt = Optional.of(at);
    }

    void talks(Optional<Peer> extension, Instant at) {
        if (peer.isEmpty() && extension.isPresent()) {
            peer = extension;
            since = at;
        }
    }

    /** The dialplan's context of claims calls {@code claimer}. */
    void callerIsClaimed(LegInProgress claimer, Instant at) {
        if (peer.isPresent() && claimer.isExtension() && at.isBefore(since.plus(CROSSED))) {
            peer = Optional.empty();
        }
    }
}
