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

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.call.monitor.Monitoring;

/**
 * What we can ask one server to do. Every value is checked before it reaches the PBX: CR, LF and NUL are refused with
 * {@link Failure.Kind#INVALID_VALUE} naming the field. Thread-safe; never blocks the caller; each stage completes within the
 * action time-out (5 s), never exceptionally.
 */
public interface PbxCommands {

    /** Rings {@code extension} and, once it answers, sends it to {@code number} in {@code context}. Success means queued. */
    CompletionStage<Result> originate(Originate request);

    /**
     * Sends a channel to an extension of a context. Success means queued. A place that is known not to be in the dialplan is refused with
     * {@link Failure.Kind#NO_SUCH_EXTENSION}, and the channel stays where it is: Asterisk would take the command and drop the caller.
     */
    CompletionStage<Result> redirect(Redirect request);

    /** Ends a channel. */
    CompletionStage<Result> hangup(String channelName);

    /**
     * Records a channel into a file of the PBX, as long as it is joined with somebody.
     *
     * @param file absolute path; what is there is replaced
     */
    CompletionStage<Result> startRecording(String channelName, String file);

    /** Does something with the channels of a call that goes on. Success means that the PBX took the command; events tell what came of it. */
    CompletionStage<Result> act(ChannelCommand command);

    /** Rings a phone and lets it hear a channel. Success means queued; events tell what came of it. */
    CompletionStage<Result> monitor(Monitoring request);

    /**
     * Several of these commands together have put somebody through, which the PBX does not report as such: from now on the call knows.
     */
    void putThrough(CallEvent.Transferred transfer);

    /** Whether the customer may be recorded was found out here: from now on the call knows. */
    void consent(CallEvent.ConsentTold told);

    /** A user asked for help here: from now on the call knows. */
    void help(CallEvent.HelpAsked asked);

    /** Whether the dialplan has each of these contexts, asked again; a blank name is left out. */
    CompletionStage<Map<String, Presence>> contexts(Collection<String> names);

    /**
     * @param channelId becomes Uniqueid and Linkedid of the new channel; unique for each request
     * @param extension dial string of the phone that rings first, e.g. {@code PJSIP/1001}
     * @param number    what that phone is connected to
     * @param ringFor   how long the phone may ring, 1 s to 300 s
     * @param variables channel variables
     * @param placedFor the group that the call is placed for; empty for none
     */
    record Originate(String channelId, String extension, String context, String number, String callerIdNumber, String callerIdName,
                     Duration ringFor, Map<String, String> variables, Optional<PhoneCall.PlacedFor> placedFor) {
        public Originate {
            variables = Map.copyOf(variables);
        }

        /** A call that is placed for no group. */
        public Originate(String channelId, String extension, String context, String number, String callerIdNumber, String callerIdName,
                         Duration ringFor, Map<String, String> variables) {
            this(channelId, extension, context, number, callerIdNumber, callerIdName, ringFor, variables, Optional.empty());
        }

        /** The same with other variables. */
        public Originate with(Map<String, String> others) {
            return new Originate(channelId, extension, context, number, callerIdNumber, callerIdName, ringFor, others, placedFor);
        }
    }

    /**
     * @param channelName  the channel to send, e.g. {@code PJSIP/trunk-0000001f}
     * @param priority     the step of the extension, 1 or more
     * @param firstInQueue whether the caller goes before the others in a queue that they come to
     * @param variables    set on the channel before it goes there
     */
    record Redirect(String channelName, String context, String extension, int priority, boolean firstInQueue, Map<String, String> variables) {
        public Redirect {
            variables = Map.copyOf(variables);
        }

        /** To the beginning of the extension. */
        public Redirect(String channelName, String context, String extension) {
            this(channelName, context, extension, Map.of());
        }

        /** To the beginning of the extension, which reads the variables. */
        public Redirect(String channelName, String context, String extension, Map<String, String> variables) {
            this(channelName, context, extension, 1, false, variables);
        }

        /** The same with more variables. */
        public Redirect with(Map<String, String> more) {
            Map<String, String> all = new HashMap<>(variables);
            all.putAll(more);
            return new Redirect(channelName, context, extension, priority, firstInQueue, all);
        }
    }

    /** Whether something is in the dialplan. */
    enum Presence {
        THERE, MISSING,
        /** The PBX is offline, or does not let its AMI user look, or asks somewhere else itself. */
        UNKNOWN
    }

    /** Success where {@code failure} is empty. */
    record Result(Optional<Failure> failure) {
        public static final Result SUCCESS = new Result(Optional.empty());

        public static Result failed(Failure.Kind kind, String detail) {
            return new Result(Optional.of(new Failure(kind, detail)));
        }

        public boolean ok() {
            return failure.isEmpty();
        }
    }

    /** @param detail the field at fault, or the PBX's own words; for logs and tests, not for users */
    record Failure(Kind kind, String detail) {
        /** What went wrong, as far as callers treat it differently. */
        public enum Kind {
            /** No connection to the PBX. */
            PBX_AWAY,
            /** The PBX did not answer in time. */
            TIMEOUT,
            /** A value may not be sent; {@code detail} names the field. */
            INVALID_VALUE,
            /** The channel is gone or being hung up. */
            CHANNEL_GONE,
            /** Context or extension does not exist in the dialplan. */
            NO_SUCH_EXTENSION,
            /** The AMI user lacks the right. */
            NOT_PERMITTED,
            /** The PBX refused for another reason. */
            REFUSED,
            /** Nothing was sent, since the database didn't say in time that this OFBiz node may. */
            NOT_KEPT
        }
    }
}
