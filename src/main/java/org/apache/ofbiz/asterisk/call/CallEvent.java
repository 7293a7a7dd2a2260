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

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.consent.Consent;

/**
 * What a PBX reports, in our words. The package {@code ami} translates Asterisk's events into these; everything that has
 * no meaning for a call is left out there. Times are when we received the event.
 */
public sealed interface CallEvent {

    /** When the event was received. */
    Instant at();

    /** Calls the method of {@code handler} for this kind. */
    void dispatch(Handler handler);

    /** One method per kind, so that a new kind does not compile until it is handled. */
    interface Handler {
        void originateRequested(OriginateRequested e);
        void channelCreated(ChannelCreated e);
        void callArrived(CallArrived e);
        void channelProgressed(ChannelProgressed e);
        void callerIdentified(CallerIdentified e);
        void dialBegun(DialBegun e);
        void dialEnded(DialEnded e);
        void bridgeEntered(BridgeEntered e);
        void agentWaits(AgentWaits e);
        void voicemailLeft(VoicemailLeft e);
        void accounted(Accounted e);
        void bridgeLeft(BridgeLeft e);
        void bridgesMerged(BridgesMerged e);
        void holdChanged(HoldChanged e);
        void waitingBegun(WaitingBegun e);
        void waitingEnded(WaitingEnded e);
        void userEventRaised(UserEventRaised e);
        void variableSet(VariableSet e);
        void queueJoined(QueueJoined e);
        void queueLeft(QueueLeft e);
        void recordingStarted(RecordingStarted e);
        void recordingChanged(RecordingChanged e);
        void consentTold(ConsentTold e);
        void helpAsked(HelpAsked e);
        void originateFailed(OriginateFailed e);
        void transferred(Transferred e);
        void parked(Parked e);
        void unparked(Unparked e);
        void pickedUp(PickedUp e);
        void overheard(Overheard e);
        void channelRenamed(ChannelRenamed e);
        void hangupRequested(HangupRequested e);
        void hungUp(HungUp e);
        void resynchronised(Resynchronised e);
    }

    /** We are about to ask the PBX to ring {@code dialString} and to connect it to {@code number}: the call exists, before any channel does. */
    record OriginateRequested(Instant at, String channelId, String dialString, Party caller, String context, String number,
                              Optional<PhoneCall.PlacedFor> placedFor) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.originateRequested(this);
        }
    }

    /**
     * A channel came into being: a phone or line begins to take part in something.
     *
     * @param incoming true when its far end calls the PBX, false when the PBX is about to call it
     */
    record ChannelCreated(Instant at, Channel channel, boolean incoming, Party caller, String context, String extension) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.channelCreated(this);
        }
    }

    /** The far end of the channel calls the PBX: some channel drivers say so, and where it is in the dialplan, only after its creation. */
    record CallArrived(Instant at, Channel channel, Party caller, String context, String extension) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.callArrived(this);
        }
    }

    /** The far end of the channel rings ({@code up} false) or has answered ({@code up} true). */
    record ChannelProgressed(Instant at, Channel channel, boolean up) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.channelProgressed(this);
        }
    }

    /** Caller identification of the channel became known or changed. */
    record CallerIdentified(Instant at, Channel channel, Party caller, String context, String extension) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.callerIdentified(this);
        }
    }

    /**
     * {@code from} (empty for an Originate) begins to dial {@code to}.
     *
     * @param toParty         whom the dialplan says to reach
     * @param context         where {@code from} is in the dialplan, as is {@code extension}
     * @param dialString      what the channel driver of {@code to} was told, e.g. {@code 3725550000@trunk}; empty where unknown
     * @param connectedNumber ConnectedLineNum of the one who dials; empty where none
     */
    record DialBegun(Instant at, Optional<Channel> from, Channel to, Party toParty, String context, String extension, String dialString,
                     String connectedNumber) implements CallEvent {
        public DialBegun(Instant at, Optional<Channel> from, Channel to, Party toParty, String context, String extension) {
            this(at, from, to, toParty, context, extension, "", "");
        }

        @Override
        public void dispatch(Handler handler) {
            handler.dialBegun(this);
        }
    }

    /**
     * A dial ended; {@code result} says how, {@code place} where the one who dialed is now. Two such events for one leg can follow each other.
     * {@code forwardedTo} is the number that the phone named instead of ringing; empty where it named none.
     */
    record DialEnded(Instant at, Optional<Channel> from, Channel to, DialResult result, String place, String forwardedTo) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.dialEnded(this);
        }
    }

    /**
     * The channel entered a bridge.
     *
     * @param audible true where it can be heard by anyone else is in it; false for a place where each waits alone, e.g. a parking lot
     * @param conference name of the conference that it is; empty for any other bridge
     */
    record BridgeEntered(Instant at, Channel channel, String bridgeId, boolean audible, String conference) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.bridgeEntered(this);
        }
    }

    /** The phone is at the disposal of queues from now on: its owner logged in as an agent, and hears anyone who is given to them. */
    record AgentWaits(Instant at, Channel channel) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.agentWaits(this);
        }
    }

    /** The channel left a message in a mailbox. */
    record VoicemailLeft(Instant at, Channel channel, String mailbox) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.voicemailLeft(this);
        }
    }

    /** The PBX accounts for a stretch of the channel's call, some time after it. @param extension where it was in the dialplan before any macro */
    record Accounted(Instant at, String uniqueId, String context, String extension, String application, String data) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.accounted(this);
        }
    }

    /** The channel left a bridge. */
    record BridgeLeft(Instant at, Channel channel, String bridgeId) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.bridgeLeft(this);
        }
    }

    /** Two bridges became one; channels of {@code fromBridgeId} are now in {@code toBridgeId}. */
    record BridgesMerged(Instant at, String fromBridgeId, String toBridgeId) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.bridgesMerged(this);
        }
    }

    /** The channel was put on hold by its far end ({@code held} true) or undone. */
    record HoldChanged(Instant at, Channel channel, boolean held) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.holdChanged(this);
        }
    }

    /** The channel begins to hear music in a dialplan context, e.g. the context where callers wait to be claimed. */
    record WaitingBegun(Instant at, Channel channel, String context) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.waitingBegun(this);
        }
    }

    /** The music stopped: somebody sent the channel elsewhere, answered it, or it hangs up. */
    record WaitingEnded(Instant at, Channel channel) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.waitingEnded(this);
        }
    }

    /** The dialplan sent a UserEvent for this channel. Header names are in lower case. */
    record UserEventRaised(Instant at, Channel channel, String name, Map<String, String> headers) implements CallEvent {
        public UserEventRaised {
            headers = Map.copyOf(headers);
        }

        @Override
        public void dispatch(Handler handler) {
            handler.userEventRaised(this);
        }
    }

    /** The dialplan set a variable of the channel; {@code name} is without the signs of inheritance. */
    record VariableSet(Instant at, Channel channel, String name, String value) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.variableSet(this);
        }
    }

    /**
     * The channel joined the queue as a caller.
     *
     * @param place where it is in the dialplan, as {@code extension@context:priority}; empty where not told
     */
    record QueueJoined(Instant at, Channel channel, String queue, String place) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.queueJoined(this);
        }
    }

    /**
     * The channel left the queue: answered, given up, timed out or sent elsewhere.
     *
     * @param place where it is in the dialplan by then; another than when it joined where somebody sent it elsewhere
     */
    record QueueLeft(Instant at, Channel channel, String queue, String place) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.queueLeft(this);
        }
    }

    /** MixMonitor runs on the channel; {@code file} is the path on the PBX where known. */
    record RecordingStarted(Instant at, Channel channel, Optional<String> file) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.recordingStarted(this);
        }
    }

    /** A recording on the channel was stopped ({@code runs} false), paused ({@code silent} true) or resumed. */
    record RecordingChanged(Instant at, Channel channel, boolean runs, boolean silent) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.recordingChanged(this);
        }
    }

    /** Whether the customer may be recorded; {@code channel} is whose dialplan or phone tells it. */
    record ConsentTold(Instant at, Channel channel, Consent consent) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.consentTold(this);
        }
    }

    /** The one at the channel asks supervisors for help with the call, or does no longer. */
    record HelpAsked(Instant at, Channel channel, boolean asked) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.helpAsked(this);
        }
    }

    /**
     * An Originate ended before the call could run.
     *
     * @param channelId  the one that we gave it; for an Originate of somebody else something unique
     * @param dialString what was to ring, e.g. {@code PJSIP/1001}
     * @param number     what it was to be connected to; empty where the PBX did not tell
     * @param reason     Asterisk's: 0 no channel, busy or declined alike, 3 not answered in time, 5 busy, 8 congestion; negative where it
     *                   refused the command, or did not answer it: then the phone may ring all the same
     */
    record OriginateFailed(Instant at, String channelId, String dialString, Party caller, String context, String number, int reason)
            implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.originateFailed(this);
        }
    }

    /**
     * Somebody put somebody through to somebody else; all of them are in one call from now on.
     *
     * @param by     channels of the one who did it: one for a blind transfer, two where they had called the other before
     * @param who    whom they transferred; empty where the PBX cannot tell one
     * @param target whom they had called before; empty for a blind transfer
     * @param extension where a blind transfer leads, or the target's; may be empty
     */
    record Transferred(Instant at, List<Channel> by, Optional<Channel> who, Optional<Channel> target, String extension) implements CallEvent {
        public Transferred {
            by = List.copyOf(by);
        }

        @Override
        public void dispatch(Handler handler) {
            handler.transferred(this);
        }
    }

    /** The channel was put into a parking space, to be fetched from there. @param by what Asterisk would dial for who did it: {@code PJSIP/1001} */
    record Parked(Instant at, Channel channel, String by, String space) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.parked(this);
        }
    }

    /** {@code by} fetched the channel from its parking space; both are in one call from now on. */
    record Unparked(Instant at, Channel channel, Channel by, String space) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.unparked(this);
        }
    }

    /** {@code by} takes the call that rings at {@code target}; both are in one call from now on. */
    record PickedUp(Instant at, Channel by, Channel target) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.pickedUp(this);
        }
    }

    /** {@code by} listens to what is said at {@code to}, without taking part in the call. */
    record Overheard(Instant at, Channel by, Channel to) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.overheard(this);
        }
    }

    /**
     * The channel has another name: phones change channels when a ringing call is picked up elsewhere, or when one that runs no dialplan is
     * sent somewhere. The name tells the phone, the id the place in the call.
     */
    record ChannelRenamed(Instant at, String uniqueId, String name) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.channelRenamed(this);
        }
    }

    /** The far end of the channel asked to hang up; {@code cause} is its Q.850 cause, 0 where it gave none. */
    record HangupRequested(Instant at, Channel channel, int cause) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.hangupRequested(this);
        }
    }

    /** The channel is gone. {@code cause} is the Q.850 cause; 0 is no error. @param place where it was, as in {@link QueueJoined} */
    record HungUp(Instant at, Channel channel, int cause, String place) implements CallEvent {
        @Override
        public void dispatch(Handler handler) {
            handler.hungUp(this);
        }
    }

    /**
     * After a reconnect: exactly these channels exist; what is not among them ended while we were not looking.
     *
     * @param pbxLost whether what was there is lost with its PBX, in whose place another one is from now on
     */
    record Resynchronised(Instant at, List<LiveChannel> channels, boolean pbxLost) implements CallEvent {
        public Resynchronised(Instant at, List<LiveChannel> channels) {
            this(at, List.copyOf(channels), false);
        }

        @Override
        public void dispatch(Handler handler) {
            handler.resynchronised(this);
        }
    }
}
