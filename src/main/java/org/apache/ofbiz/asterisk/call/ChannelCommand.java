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

/**
 * What we can have a server do with the channels of a call that goes on. None depends on the technology of a phone, or on options of the
 * Dial that brought the channels together. Channel names come from the PBX's own events, never from a request.
 */
public sealed interface ChannelCommand {

    /** Context of the dialplan that we send channels to; the setup wizard gives its lines. */
    String CONTEXT = "ofbiz-control";

    /** Does what its kind asks for. */
    <T> T dispatch(Handler<T> handler);

    /** One method for each kind, so that a new one that nobody handles does not compile. */
    interface Handler<T> {
        T send(Send command);

        T set(SetVariable command);

        T join(Join command);

        T digit(Digit command);

        T park(Park command);

        T record(Record command);

        T account(Account command);
    }

    /**
     * Sends a channel to a place of {@link #CONTEXT}, and a second one at the same moment: so neither falls out of the dialplan when the
     * bridge of the two ends.
     *
     * @param alsoChannel name of the second one; empty for none
     * @param alsoPlace   where that goes; the same place for none
     */
    record Send(String channelName, Place place, String alsoChannel, Place alsoPlace) implements ChannelCommand {
        /** One alone. */
        public Send(String channelName, Place place) {
            this(channelName, place, "", place);
        }

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.send(this);
        }
    }

    /** Sets a channel variable that a place of {@link #CONTEXT} reads. */
    record SetVariable(String channelName, Variable variable, String value) implements ChannelCommand {
        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.set(this);
        }
    }

    /** Connects two channels, wherever they are, and ends what either was doing. When one leaves, the other is hung up. */
    record Join(String channelName, String otherChannel) implements ChannelCommand {
        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.join(this);
        }
    }

    /** Lets the far end of the channel hear a key: 0-9, *, # or A-D. */
    record Digit(String channelName, char key) implements ChannelCommand {
        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.digit(this);
        }
    }

    /**
     * Puts the channel into a parking space of the default lot.
     *
     * @param timeoutChannel whose phone rings again when nobody fetches it in time
     */
    record Park(String channelName, String timeoutChannel) implements ChannelCommand {
        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.park(this);
        }
    }

    /** Changes a recording that runs on the channel. */
    record Record(String channelName, Change change) implements ChannelCommand {
        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.record(this);
        }
    }

    /** Says in the CDR of the channel what the call is charged to. @param code empty for nothing */
    record Account(String channelName, String code) implements ChannelCommand {
        /** As Set and Originate of the PBX call it. */
        public static final String VARIABLE = "CHANNEL(accountcode)";

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.account(this);
        }
    }

    /** What becomes of a recording: paused, it goes on with silence, so that its length stays that of the talk. */
    enum Change {
        STOP, PAUSE, RESUME
    }

    /** Extensions of {@link #CONTEXT}. */
    enum Place {
        /** Music until somebody comes back. */
        HOLD("hold"),
        /** Silence, for the phone of anyone who holds. */
        AGENT("agent"),
        /** Dials {@link Variable#TARGET} for anyone who holds, and goes to {@link #AGENT} when that comes to nothing. */
        CONSULT("consult"),
        /** The conference {@link Variable#ROOM}. */
        CONFERENCE("conference"),
        /** Takes the call that rings at {@link Variable#PICKUP}. */
        PICKUP("pickup"),
        /** Dials {@link Variable#PHONE}, and goes to {@link #HOLD} when nobody answers. */
        BACK("back");

        private final String extension;

        Place(String extension) {
            this.extension = extension;
        }

        public String extension() {
            return extension;
        }
    }

    /** What those extensions read. */
    enum Variable {
        TARGET, CONTEXT, KEEP, ROOM, PICKUP, PHONE,
        /** What became of signing in or out at the phone. */
        RESULT;

        /** As the dialplan calls it. */
        public String variableName() {
            return "OFBIZ_" + name();
        }
    }
}
