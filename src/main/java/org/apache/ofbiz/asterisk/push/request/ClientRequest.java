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
package org.apache.ofbiz.asterisk.push.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.CallCommand;

/** What a browser asks. {@code id} is a text or a number, and comes back as {@code re}. */
public sealed interface ClientRequest {

    JsonNode id();

    /** Calls the method of {@code handler} for this kind. */
    void dispatch(Handler handler);

    /** One method per kind, so that a new kind does not compile until it is handled. */
    interface Handler {
        void alive(Alive request);
        void shown(Shown request);
        void getUrl(GetUrl request);
        void claim(Claim request);
        void setState(SetState request);
        void useExtension(UseExtension request);
        void wrapUpRequest(WrapUpRequest request);
        void control(Control request);
        void listParked(ListParked request);
        void watch(Watch request);
    }

    /** Are you there? Heard, and answered at once. */
    record Alive(JsonNode id) implements ClientRequest {
        @Override
        public void dispatch(Handler handler) {
            handler.alive(this);
        }
    }

    /** The cards of these offers have been painted. */
    record Shown(JsonNode id, List<Card> cards) implements ClientRequest {
        public Shown {
            cards = List.copyOf(cards);
        }

        @Override
        public void dispatch(Handler handler) {
            handler.shown(this);
        }

        /** @param ago how long before the message was sent */
        public record Card(String callId, Duration ago) {
        }
    }

    /** Who is this? Exactly one of the three is present. */
    record GetUrl(JsonNode id, Optional<String> callId, Optional<String> number, Optional<String> partyId) implements ClientRequest {
        @Override
        public void dispatch(Handler handler) {
            handler.getUrl(this);
        }
    }

    /** I take this call. */
    record Claim(JsonNode id, String callId, Optional<String> extension) implements ClientRequest {
        @Override
        public void dispatch(Handler handler) {
            handler.claim(this);
        }
    }

    /** I take calls, or not; in one group where it is named. */
    record SetState(JsonNode id, AgentChoice.Kind state, Optional<String> reason, Optional<String> group) implements ClientRequest {
        @Override
        public void dispatch(Handler handler) {
            handler.setState(this);
        }
    }

    /** Ring this phone of mine from now on. */
    record UseExtension(JsonNode id, String extension) implements ClientRequest {
        @Override
        public void dispatch(Handler handler) {
            handler.useExtension(this);
        }
    }

    /** More time to write up a call, or I am done with it. */
    record WrapUpRequest(JsonNode id, String callId, boolean extend) implements ClientRequest {
        @Override
        public void dispatch(Handler handler) {
            handler.wrapUpRequest(this);
        }
    }

    /** Do something with a call that goes on. */
    record Control(JsonNode id, CallCommand command) implements ClientRequest {
        @Override
        public void dispatch(Handler handler) {
            handler.control(this);
        }
    }

    /** Which calls are parked? */
    record ListParked(JsonNode id) implements ClientRequest {
        @Override
        public void dispatch(Handler handler) {
            handler.listParked(this);
        }
    }

    /** Show me the wallboard. */
    record Watch(JsonNode id) implements ClientRequest {
        @Override
        public void dispatch(Handler handler) {
            handler.watch(this);
        }
    }

    /** A message that is none of the protocol. Its answer carries {@code id} where the message had a usable one. */
    final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Optional<JsonNode> id;
        private final String code;

        Malformed(Optional<JsonNode> id, String code, String what) {
            super(what);
            this.id = id;
            this.code = code;
        }

        public Optional<JsonNode> id() {
            return id;
        }

        /** BAD_MESSAGE, or VALUE_REFUSED where a value holds what may not reach the PBX. */
        public String code() {
            return code;
        }
    }
}
