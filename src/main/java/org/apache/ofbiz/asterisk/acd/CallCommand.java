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
package org.apache.ofbiz.asterisk.acd;

import java.util.Locale;
import java.util.Optional;

/** What a user wants with a call that goes on. Each names the call; a target is text of the user's, not checked yet. */
public sealed interface CallCommand {

    /** The call it is about. */
    String callId();

    /** What it is. */
    Kind kind();

    /** Does what its kind asks for. */
    <T> T dispatch(Handler<T> handler);

    /** One method for each kind, so that a new one that nobody handles does not compile. */
    interface Handler<T> {
        T plain(Plain command);

        T toTarget(ToTarget command);

        T keys(Keys command);
    }

    /** One that needs no more than the call. */
    record Plain(String callId, Kind kind) implements CallCommand {
        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.plain(this);
        }
    }

    /** TRANSFER or CONSULT. @param target number or name of a phone, name of a queue, or a number outside */
    record ToTarget(String callId, Kind kind, String target) implements CallCommand {
        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.toTarget(this);
        }
    }

    /** Keys for the other end to hear. */
    record Keys(String callId, String digits) implements CallCommand {
        @Override
        public Kind kind() {
            return Kind.KEYS;
        }

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.keys(this);
        }
    }

    /** The kinds, as messages and the service name them. */
    enum Kind {
        /** The other end hears music; the user's phone stays. */
        HOLD,
        /** Back to anyone who is on hold; who is being consulted is let go. */
        RESUME,
        /** The other end is sent to the target at once. */
        TRANSFER,
        /** The other end is put on hold, and the user's phone rings the target. */
        CONSULT,
        /** The one on hold and the one consulted are connected, and the user leaves. */
        COMPLETE,
        /** The one on hold and the one consulted change places. */
        SWAP,
        /** All three hear each other. */
        CONFERENCE,
        /** Into a parking space, which anybody of the team can fetch from. */
        PARK,
        /** A parked call comes to the user's phone. */
        FETCH,
        /** Keys for the other end to hear, e.g. a menu. */
        KEYS,
        RECORD, STOP_RECORDING,
        /** Silence in the recording, e.g. while a card number is told. */
        PAUSE_RECORDING, RESUME_RECORDING,
        /** The customer objects to the recording: it stops for good, and what was recorded goes. */
        OBJECT,
        /** The user asks the supervisors of the call's group for help. */
        HELP,
        /** They need it no longer. */
        HELP_OVER,
        /** The call that rings at a colleague's phone comes to the user's. */
        PICK_UP,
        /** The user's own end, and anyone who they have on hold. */
        HANG_UP;

        /** The kind of this name, whatever its case; empty for none. */
        public static Optional<Kind> of(String name) {
            try {
                return Optional.of(valueOf(name.trim().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                return Optional.empty();
            }
        }
    }

    /** The command of this kind. Empty where the kind needs a target or keys that are not given. @param detail target or keys */
    static Optional<CallCommand> of(String callId, Kind kind, Optional<String> detail) {
        return switch (kind) {
        case TRANSFER, CONSULT -> detail.map(target -> new ToTarget(callId, kind, target));
        case KEYS -> detail.map(keys -> new Keys(callId, keys));
        default -> Optional.of(new Plain(callId, kind));
        };
    }
}
