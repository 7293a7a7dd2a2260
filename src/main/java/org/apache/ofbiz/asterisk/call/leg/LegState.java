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
package org.apache.ofbiz.asterisk.call.leg;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a channel has come, seen from its far end. Every transition is pure and total: one that cannot happen any more, or comes late,
 * leaves the state as it is. Where the channel is meanwhile is its {@link LegPlace}: Asterisk moves channels into bridges and swaps them,
 * whatever their far ends do.
 */
sealed interface LegState {

    /** What a new channel is. */
    LegState NEW = new Dialing(false);

    /** The far end rings. */
    default LegState rings() {
        return this;
    }

    /** The far end rings no longer, e.g. because the dial ended or the channel was put into a bridge. */
    default LegState stopsRinging() {
        return this;
    }

    /** The far end is there. Of two answers the first counts. */
    default LegState answers(Instant at) {
        return this;
    }

    /** The channel is gone. */
    default LegState ends(Instant at) {
        return this;
    }

    /** Whether the far end has rung, now or before. */
    boolean rang();

    /** When the far end answered; empty where it has not. */
    Optional<Instant> answeredAt();

    /** When the channel was gone; empty while it is there. */
    default Optional<Instant> endedAt() {
        return Optional.empty();
    }

    /** Nobody has answered, and nothing rings: not yet, or no longer. */
    record Dialing(boolean rang) implements LegState {

        @Override
        public LegState rings() {
            return new Ringing();
        }

        @Override
        public LegState answers(Instant at) {
            return new Up(Optional.of(at), rang);
        }

        @Override
        public LegState ends(Instant at) {
            return new Ended(Optional.of(at), Optional.empty(), rang);
        }

        @Override
        public Optional<Instant> answeredAt() {
            return Optional.empty();
        }
    }

    /** The far end rings. */
    record Ringing() implements LegState {

        @Override
        public LegState stopsRinging() {
            return new Dialing(true);
        }

        @Override
        public LegState answers(Instant at) {
            return new Up(Optional.of(at), true);
        }

        @Override
        public LegState ends(Instant at) {
            return new Ended(Optional.of(at), Optional.empty(), true);
        }

        @Override
        public boolean rang() {
            return true;
        }

        @Override
        public Optional<Instant> answeredAt() {
            return Optional.empty();
        }
    }

    /** The far end has answered. */
    record Up(Optional<Instant> answeredAt, boolean rang) implements LegState {

        @Override
        public LegState ends(Instant at) {
            return new Ended(Optional.of(at), answeredAt, rang);
        }
    }

    /** The channel is gone, and nothing that is told of it later changes that. */
    record Ended(Optional<Instant> endedAt, Optional<Instant> answeredAt, boolean rang) implements LegState {
    }
}
