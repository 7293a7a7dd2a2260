/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a PBX reports, in our words. The package {@code ami} translates Asterisk's events into these; everything that has
 * no meaning for a call is left out there. Times are when we received the event.
 */
public sealed interface CallEvent {

    /** When the event was received. */
    Instant at();

    /** A channel came into being: a phone or line begins to take part in something. */
    record ChannelCreated(Instant at, Channel channel, boolean ringing, Party caller, String context, String extension) implements CallEvent {
    }

    /** The far end of the channel rings ({@code up} false) or has answered ({@code up} true). */
    record ChannelProgressed(Instant at, Channel channel, boolean up) implements CallEvent {
    }

    /** Caller identification of the channel became known or changed. */
    record CallerIdentified(Instant at, Channel channel, Party caller, String context, String extension) implements CallEvent {
    }

    /** {@code from} (empty for an Originate) begins to dial {@code to}. */
    record DialBegun(Instant at, Optional<Channel> from, Channel to, Party toParty, String context, String extension) implements CallEvent {
    }

    /** A dial ended; {@code result} says how. Two such events for one leg can follow each other. */
    record DialEnded(Instant at, Optional<Channel> from, Channel to, DialResult result) implements CallEvent {
    }

    /** The channel entered a bridge: it can be heard by whoever else is in it. */
    record BridgeEntered(Instant at, Channel channel, String bridgeId) implements CallEvent {
    }

    /** The channel left a bridge. */
    record BridgeLeft(Instant at, Channel channel, String bridgeId) implements CallEvent {
    }

    /** Two bridges became one; channels of {@code fromBridgeId} are now in {@code toBridgeId}. */
    record BridgesMerged(Instant at, String fromBridgeId, String toBridgeId) implements CallEvent {
    }

    /** The channel was put on hold by its far end ({@code held} true) or taken back. */
    record HoldChanged(Instant at, Channel channel, boolean held) implements CallEvent {
    }

    /** The channel begins to hear hold music in a dialplan context, e.g. the context where callers wait to be claimed. */
    record WaitingBegun(Instant at, Channel channel, String context) implements CallEvent {
    }

    /** The dialplan sent a UserEvent for this channel. Header names are as sent. */
    record UserEventRaised(Instant at, Channel channel, String name, Map<String, String> headers) implements CallEvent {
        public UserEventRaised {
            headers = Map.copyOf(headers);
        }
    }

    /** The channel joined the queue as a caller. */
    record QueueJoined(Instant at, Channel channel, String queue) implements CallEvent {
    }

    /** MixMonitor runs on the channel; {@code file} is the path on the PBX where known. */
    record RecordingStarted(Instant at, Channel channel, Optional<String> file) implements CallEvent {
    }

    /** An Originate of ours ended before the call could run. {@code channelId} is the one that we gave it. */
    record OriginateFailed(Instant at, String channelId, int reason) implements CallEvent {
    }

    /** The channel is gone. {@code cause} is the Q.850 cause; 0 is no error. */
    record HungUp(Instant at, Channel channel, int cause) implements CallEvent {
    }

    /** After a reconnect: exactly these channels exist; what is not among them ended while we were not looking. */
    record Resynchronised(Instant at, List<Live> channels) implements CallEvent {
        public Resynchronised {
            channels = List.copyOf(channels);
        }

        /** One channel of the PBX's own list. */
        public record Live(Channel channel, boolean up, Party caller, String context, String extension, Optional<String> bridgeId) {
        }
    }

    /** Number and name as the PBX shows them; empty strings where it knows none. */
    record Party(String number, String name) {
        /** Nobody known. */
        public static final Party UNKNOWN = new Party("", "");
    }

    /** How a dial ended, after Asterisk's DialStatus. */
    enum DialResult {
        ANSWERED, BUSY, NO_ANSWER, CANCELLED, CONGESTED, UNAVAILABLE, ABORTED, OTHER
    }
}
